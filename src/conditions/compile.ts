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
    if ('any' in condition) return many(condition.any.map(compile), true)
    if ('all' in condition) return many(condition.all.map(compile), false)
    if ('not' in condition) {
      const inner = compile(condition.not)
      return { ...inner, test: (facts, now) => !inner.test(facts, now) }
    }
    return 'condition' in condition ? segment(condition.condition) : compileComparison(condition)
  }

  return compile
}

/** `any` is settled by a yes, `all` by a no. An empty one holds, as in json-rules-engine (S3). */
function many(parts: readonly CompiledCondition[], settles: boolean): CompiledCondition {
  const tests = parts.map((part) => part.test)
  const unsettled = !settles || tests.length === 0
  const timed = parts.filter((part) => part.usesTime)
  return {
    test: (facts, now) => {
      for (const test of tests) if (test(facts, now) === settles) return settles
      return unsettled
    },
    turnsAt: (facts, now) => Math.min(never, ...timed.map((part) => part.turnsAt(facts, now))),
    usesTime: timed.length > 0,
    usesHistory: parts.some((part) => part.usesHistory),
  }
}
