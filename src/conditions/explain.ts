import type { Condition, Instant } from '../model/index.js'
import { compileComparison } from './comparison.js'
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
 * Asks a condition and keeps the evidence. The root's `holds` is what the compiled condition's `test` answers.
 *
 * @throws where a segment does not exist: authoring has refused it before.
 */
export function explainCondition(
  condition: Condition,
  resolve: (segmentId: string) => Condition | undefined,
  facts: Facts,
  now: Instant,
): ConditionExplanation {
  const explain = (part: Condition): ConditionExplanation => {
    if ('any' in part) {
      const conditions = part.any.map(explain)
      return { kind: 'any', holds: conditions.length === 0 || conditions.some(holds), conditions }
    }
    if ('all' in part) {
      const conditions = part.all.map(explain)
      return { kind: 'all', holds: conditions.every(holds), conditions }
    }
    if ('not' in part) {
      const inner = explain(part.not)
      return { kind: 'not', holds: !inner.holds, condition: inner }
    }
    if ('condition' in part) {
      const referred = resolve(part.condition)
      if (referred === undefined) throw new Error(`unknown segment "${part.condition}"`)
      const inner = explain(referred)
      return { kind: 'segment', holds: inner.holds, segmentId: part.condition, condition: inner }
    }
    const comparison = compileComparison(part)
    const actual = comparison.actual(facts)
    const { fact, path = null, operator, value } = part
    return { kind: 'comparison', holds: comparison.holds(actual, now), fact, path, operator, value, actual }
  }
  return explain(condition)
}

const holds = (part: ConditionExplanation): boolean => part.holds
