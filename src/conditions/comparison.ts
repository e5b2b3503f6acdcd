import { type Comparison, type Instant, never } from '../model/index.js'
import type { CompiledCondition } from './compile.js'
import { operatorNamed } from './decorators.js'
import { type Facts, factReader, historyPrefix } from './facts.js'
import { parsePath, readPath } from './path.js'

/** One leaf, made ready. */
export interface CompiledComparison extends CompiledCondition {
  /** What the fact, and the path into it, lead to. */
  readonly actual: (facts: Facts) => unknown
  /** What `test` answers for that. */
  readonly holds: (actual: unknown, now: Instant) => boolean
}

/** @throws for an operator or a path that does not exist: authoring has refused it before. */
export function compileComparison({ fact, operator: name, value, path }: Comparison): CompiledComparison {
  const operator = operatorNamed(name)
  if (!operator) throw new Error(`unknown operator "${name}"`)
  const { prepare, turnsAt } = operator
  const test = prepare?.(value) ?? operator.test
  const read = factReader(fact)
  const steps = path === undefined ? undefined : parsePath(path)
  const actual = steps ? (facts: Facts) => readPath(read(facts), steps) : read

  // json-rules-engine throws where a value has no text or a list is none. That is no answer, so it is a no (S3).
  const holds = (factValue: unknown, now: Instant): boolean => {
    try {
      return test(factValue, value, now)
    } catch {
      return false
    }
  }

  return {
    actual,
    holds,
    test: (facts, now) => holds(actual(facts), now),
    // A list has as many turns as items, and not each one turns the whole: the first that does counts.
    turnsAt: (facts, now) => {
      const factValue = actual(facts)
      const answer = holds(factValue, now)
      let at = now
      try {
        do at = turnsAt?.(factValue, value, at) ?? never
        while (at < never && holds(factValue, at) === answer)
      } catch {
        return never
      }
      return at
    },
    usesTime: turnsAt !== undefined,
    usesHistory: fact.startsWith(historyPrefix),
  }
}
