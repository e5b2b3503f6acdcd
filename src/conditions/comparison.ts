import { type Comparison, type Instant, never } from '../model/index.js'
import { operatorNamed } from './decorators.js'
import { type Facts, factReader, historyPrefix } from './facts.js'
import { parsePath, readPath } from './path.js'

/** One leaf, made ready: its fact and its answer. */
export interface CompiledComparison {
  readonly actual: (facts: Facts) => unknown
  readonly holds: (actual: unknown, now: Instant) => boolean
  /** Only for a time operator: the exact instant after `now` at which the answer is another. */
  readonly turnsAt: ((actual: unknown, now: Instant) => Instant) | null
  readonly usesHistory: boolean
}

/** @throws for an operator or a path that does not exist: authoring has refused it before. */
export function compileComparison({ fact, operator: name, value, path }: Comparison): CompiledComparison {
  const operator = operatorNamed(name)
  if (operator === undefined) throw new Error(`unknown operator "${name}"`)
  const { prepare, turnsAt } = operator
  const test = prepare === undefined ? operator.test : prepare(value)
  const read = factReader(fact)
  const steps = path === undefined ? undefined : parsePath(path)
  // json-rules-engine throws where a value has no text or a list is none. That is no answer, so it is a no (S3).
  const holds = (actual: unknown, now: Instant): boolean => {
    try {
      return test(actual, value, now)
    } catch {
      return false
    }
  }
  return {
    actual: steps === undefined ? read : (facts) => readPath(read(facts), steps),
    holds,
    turnsAt: turnsAt === undefined ? null : (actual, now) => turn(holds, turnsAt, actual, value, now),
    usesHistory: fact.startsWith(historyPrefix),
  }
}

/** A list has as many turns as items, and not each one turns the whole: the first that does counts. */
function turn(
  holds: CompiledComparison['holds'],
  turnsAt: (actual: unknown, value: unknown, now: Instant) => Instant,
  actual: unknown,
  value: unknown,
  now: Instant,
): Instant {
  const answer = holds(actual, now)
  let at = now
  try {
    do at = turnsAt(actual, value, at)
    while (at < never && holds(actual, at) === answer)
  } catch {
    return never
  }
  return at
}
