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
 * What a condition is compiled to is kept with it, for as long as `resolve` is the same function: an engine's is.
 *
 * @throws where a segment does not exist: authoring has refused it before.
 */
export const explainCondition = (
  condition: Condition,
  resolve: Resolve,
  facts: Facts,
  now: Instant,
): ConditionExplanation => explainerOf(condition, resolve)(facts, now)

type Resolve = (segmentId: string) => Condition | undefined

type Explainer = (facts: Facts, now: Instant) => ConditionExplanation

const explainers = new WeakMap<Resolve, WeakMap<Condition, Explainer>>()

function explainerOf(condition: Condition, resolve: Resolve): Explainer {
  let known = explainers.get(resolve)
  if (known === undefined) {
    known = new WeakMap()
    explainers.set(resolve, known)
  }
  let explainer = known.get(condition)
  if (explainer === undefined) {
    explainer = createExplainer(condition, resolve)
    known.set(condition, explainer)
  }
  return explainer
}

function createExplainer(condition: Condition, resolve: Resolve): Explainer {
  const compile = createConditionCompiler(resolve)
  const explain = (part: Condition): Explainer => {
    if ('any' in part) return many('any', part, part.any)
    if ('all' in part) return many('all', part, part.all)
    if ('not' in part) {
      const { test } = compile(part)
      const inner = explain(part.not)
      return (facts, now) => ({ kind: 'not', holds: test(facts, now), condition: inner(facts, now) })
    }
    if ('condition' in part) {
      const { test } = compile(part)
      const segmentId = part.condition
      const inner = explain(resolve(segmentId) as Condition)
      return (facts, now) => ({
        kind: 'segment',
        holds: test(facts, now),
        segmentId,
        condition: inner(facts, now),
      })
    }
    const { fact, path = null, operator, value } = part
    const { test, actual } = compileComparison(part)
    return (facts, now) => ({
      kind: 'comparison',
      holds: test(facts, now),
      fact,
      path,
      operator,
      value,
      actual: actual(facts),
    })
  }
  const many = (kind: 'all' | 'any', part: Condition, parts: readonly Condition[]): Explainer => {
    const { test } = compile(part)
    const inner = parts.map(explain)
    return (facts, now) => ({
      kind,
      holds: test(facts, now),
      conditions: inner.map((one) => one(facts, now)),
    })
  }
  return explain(condition)
}
