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
 * Asks a condition and keeps the evidence. Each part's `holds` is what its compiled `test` answers: a law holds the two
 * together.
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
  createConditionCompiler(resolve)(condition) // refuses what cannot be asked
  const explain = (part: Condition): Explainer => {
    if ('any' in part) return many('any', part.any.map(explain))
    if ('all' in part) return many('all', part.all.map(explain))
    if ('not' in part) {
      const inner = explain(part.not)
      return (facts, now) => {
        const condition = inner(facts, now)
        return { kind: 'not', holds: !condition.holds, condition }
      }
    }
    if ('condition' in part) {
      const segmentId = part.condition
      const inner = explain(resolve(segmentId) as Condition)
      return (facts, now) => {
        const condition = inner(facts, now)
        return { kind: 'segment', holds: condition.holds, segmentId, condition }
      }
    }
    const { fact, path = null, operator, value } = part
    const { holds, actual } = compileComparison(part)
    return (facts, now) => {
      const found = actual(facts)
      return { kind: 'comparison', holds: holds(found, now), fact, path, operator, value, actual: found }
    }
  }
  return explain(condition)
}

/** An empty `any` holds, as in json-rules-engine (S3). */
function many(kind: 'all' | 'any', parts: readonly Explainer[]): Explainer {
  const settles = kind === 'any'
  return (facts, now) => {
    const conditions = parts.map((part) => part(facts, now))
    const holds = conditions.some((one) => one.holds === settles) ? settles : !settles || conditions.length === 0
    return { kind, holds, conditions }
  }
}
