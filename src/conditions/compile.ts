import { type Condition, type Instant, never } from '../model/index.js'
import { compileComparison } from './comparison.js'
import type { Facts } from './facts.js'

/** A condition as closures: no tree is walked, no name is looked up when it is asked. */
export interface CompiledCondition {
  readonly test: (facts: Facts, now: Instant) => boolean
  /** The least instant after `now` at which a time operator's leaf turns, all else being equal; `never` if none (E9). */
  readonly turnsAt: (facts: Facts, now: Instant) => Instant
  readonly usesTime: boolean
  readonly usesHistory: boolean
}

/**
 * Compiles one condition (S1, S2). For many that refer to the same segments, `createConditionCompiler`.
 *
 * @throws where a reference leads nowhere or back to itself, for an unknown operator, for a path outside the
 * subset: authoring refuses all of these.
 */
export const compileCondition = (
  condition: Condition,
  resolve: (segmentId: string) => Condition | undefined,
): CompiledCondition => createConditionCompiler(resolve)(condition)

/** A compiler that compiles each segment once: two references to one segment are the same `CompiledCondition`. */
export function createConditionCompiler(
  resolve: (segmentId: string) => Condition | undefined,
): (condition: Condition) => CompiledCondition {
  const segments = new Map<string, CompiledCondition | null>()

  const segment = (id: string): CompiledCondition => {
    const known = segments.get(id)
    if (known) return known
    if (known === null) throw new Error(`segment "${id}" refers to itself`)
    const condition = resolve(id)
    if (condition === undefined) throw new Error(`unknown segment "${id}"`)
    segments.set(id, null)
    const compiled = compile(condition)
    segments.set(id, compiled)
    return compiled
  }

  const compile = (condition: Condition): CompiledCondition => {
    if ('any' in condition) return combine(condition.any.map(compile), anyOf)
    if ('all' in condition) return combine(condition.all.map(compile), allOf)
    if ('not' in condition) return combine([compile(condition.not)], noneOf)
    if ('condition' in condition) return segment(condition.condition)
    const { actual, holds, turnsAt, usesHistory } = compileComparison(condition)
    return {
      test: (facts, now) => holds(actual(facts), now),
      turnsAt: turnsAt === null ? () => never : (facts, now) => turnsAt(actual(facts), now),
      usesTime: turnsAt !== null,
      usesHistory,
    }
  }

  return compile
}

type Test = CompiledCondition['test']

/** An empty `any` holds, as in json-rules-engine (S3). */
const anyOf = (tests: readonly Test[]): Test => {
  if (tests.length === 0) return () => true
  return (facts, now) => {
    for (const test of tests) if (test(facts, now)) return true
    return false
  }
}

const allOf =
  (tests: readonly Test[]): Test =>
  (facts, now) => {
    for (const test of tests) if (!test(facts, now)) return false
    return true
  }

const noneOf =
  ([test]: readonly Test[]): Test =>
  (facts, now) =>
    !test?.(facts, now)

function combine(parts: readonly CompiledCondition[], join: (tests: readonly Test[]) => Test): CompiledCondition {
  const timed = parts.filter((part) => part.usesTime)
  return {
    test: join(parts.map((part) => part.test)),
    turnsAt: (facts, now) => timed.reduce((least, part) => Math.min(least, part.turnsAt(facts, now)), never),
    usesTime: timed.length > 0,
    usesHistory: parts.some((part) => part.usesHistory),
  }
}
