import type { Condition, Instant } from '../model/index.js'
import { compileComparison } from './comparison.js'
import { createConditionCompiler } from './compile.js'
import type { Facts } from './facts.js'

/** A condition's tree with every answer in it, the leaves that no longer mattered included (X3). */
export type ConditionExplanation = ManyExplanation | NotExplanation | SegmentExplanation | ComparisonExplanation

export interface ManyExplanation {
  readonly kind: 'all' | 'any'
  readonly holds: boolean
  readonly conditions: readonly ConditionExplanation[]
}

export interface NotExplanation {
  readonly kind: 'not'
  readonly holds: boolean
  readonly condition: ConditionExplanation
}

export interface SegmentExplanation {
  readonly kind: 'segment'
  readonly holds: boolean
  readonly segmentId: string
  readonly condition: ConditionExplanation
}

export interface ComparisonExplanation {
  readonly kind: 'comparison'
  readonly holds: boolean
  readonly fact: string
  readonly path: string | null
  readonly operator: string
  readonly value: unknown
  /** What the fact, and the path into it, led to; `undefined` where the profile has none. */
  readonly actual: unknown
}

/**
 * Asks a condition and keeps the evidence. Each part's `holds` is what its compiled `test` answers.
 *
 * @throws where a segment does not exist: authoring has refused it before.
 */
export function explainCondition(
  condition: Condition,
  resolve: (segmentId: string) => Condition | undefined,
  facts: Facts,
  now: Instant,
): ConditionExplanation {
  const compile = createConditionCompiler(resolve)
  const explain = (part: Condition): ConditionExplanation => {
    const holds = compile(part).test(facts, now)
    if ('any' in part) return { kind: 'any', holds, conditions: part.any.map(explain) }
    if ('all' in part) return { kind: 'all', holds, conditions: part.all.map(explain) }
    if ('not' in part) return { kind: 'not', holds, condition: explain(part.not) }
    if ('condition' in part) {
      const segmentId = part.condition
      return { kind: 'segment', holds, segmentId, condition: explain(resolve(segmentId) as Condition) }
    }
    const { fact, path = null, operator, value } = part
    return { kind: 'comparison', holds, fact, path, operator, value, actual: compileComparison(part).actual(facts) }
  }
  return explain(condition)
}
