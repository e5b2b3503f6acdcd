import { type ConditionExplanation, explainCondition } from '../conditions/index.js'
import type { Subject } from '../eligibility/subject.js'
import type { CompiledExperience } from '../engine/index.js'
import type { Instant, Profile } from '../model/index.js'

/** A segment's tree with every answer in it (X3); `null` is everyone's. */
export type TreeOf = (experience: CompiledExperience, subject: Subject, now: Instant) => ConditionExplanation | null

export const explainTree: TreeOf = ({ source: { segment } }, subject, now) =>
  segment === null ? null : explainCondition(segment, subject.engine.condition, subject, now)

/**
 * The same for a prepared profile, of which more is asked, as by someone who drags a clock: it is given the same tree
 * for as long as its traits are the same, unless the answer depends on time or history.
 */
export function rememberTrees(): TreeOf {
  let traits: Profile['traits'] | null = null
  let trees: (ConditionExplanation | null)[] = []
  return (experience, subject, now) => {
    const { segment } = experience
    const compiled = subject.engine.segments[segment]?.condition
    if (compiled === undefined || compiled.usesTime || compiled.usesHistory) {
      return explainTree(experience, subject, now)
    }
    if (traits !== subject.traits) {
      traits = subject.traits
      trees = []
    }
    trees[segment] ??= explainTree(experience, subject, now)
    return trees[segment]
  }
}
