import { historyPrefix } from '../../conditions/facts.js'
import { type ConditionExplanation, explainCondition } from '../../conditions/index.js'
import { Subject } from '../../eligibility/subject.js'
import type { Condition, Instant } from '../../model/index.js'
import { own } from '../../model/own.js'
import type { Answer } from './answer.js'
import type { SnapshotSide } from './example.js'

/** One catalog's answer, and what it was asked of. */
export interface Answered extends SnapshotSide {
  readonly answer: Answer
}

/**
 * Whether a difference hangs on something that the trace cannot say: an experience that one of the two shows by itself
 * is in its segment there only because a trait that the trace never named is taken as missing, or is out of its
 * segment in the other for that reason alone.
 *
 * Conservative: a segment that comes out the same whatever the trait is (`any` with another part that holds) is
 * decided; deliveries, and what follows from such a difference later on, are not looked at.
 *
 * @param isNamed whether any identify up to then said something of the trait, be it `null`
 */
export function isUndecided(
  before: Answered,
  after: Answered,
  now: Instant,
  isNamed: (trait: string) => boolean,
): boolean {
  const hangs = (showing: Answered, other: Answered): boolean => {
    const { outcome, via, experienceId } = showing.answer
    if (outcome !== 'show' || via !== 'automatic' || experienceId === null) return false
    if (other.answer.outcome === 'show' && other.answer.experienceId === experienceId) return false
    if (uncertainly(showing, experienceId, now, isNamed) !== null) return true
    return uncertainly(other, experienceId, now, isNamed) === false
  }
  return hangs(before, after) || hangs(after, before)
}

/** Whether a profile counts as in an experience's segment, where that depends on traits that were never named. */
function uncertainly(
  { engine, profile }: SnapshotSide,
  experienceId: string,
  now: Instant,
  isNamed: (trait: string) => boolean,
): boolean | null {
  const segment = engine.experiences[engine.indexOf.get(experienceId) ?? -1]?.source.segment ?? null
  if (segment === null || readsOnlyNamed(segment, engine.condition, isNamed)) return null
  const tree = explainCondition(segment, engine.condition, new Subject(engine, profile), now)
  return certainly(tree, isNamed) === null ? tree.holds : null
}

/** Cheaper than asking: most segments read traits that everybody has. */
function readsOnlyNamed(
  condition: Condition,
  resolve: (segmentId: string) => Condition | undefined,
  isNamed: (trait: string) => boolean,
): boolean {
  const reads = (part: Condition): boolean => {
    if ('any' in part) return part.any.every(reads)
    if ('all' in part) return part.all.every(reads)
    if ('not' in part) return reads(part.not)
    if ('condition' in part) return reads(resolve(part.condition) as Condition)
    return part.fact.startsWith(historyPrefix) || isNamed(part.fact)
  }
  return reads(condition)
}

/** Kleene's three values: what is not known stays so, unless the other parts settle the whole. */
function certainly(tree: ConditionExplanation, isNamed: (trait: string) => boolean): boolean | null {
  switch (tree.kind) {
    case 'comparison':
      return tree.fact.startsWith(historyPrefix) || isNamed(tree.fact) ? tree.holds : null
    case 'segment':
      return certainly(tree.condition, isNamed)
    case 'not': {
      const inner = certainly(tree.condition, isNamed)
      return inner === null ? null : !inner
    }
    case 'all':
    case 'any': {
      const settles = tree.kind === 'any'
      const parts = tree.conditions.map((part) => certainly(part, isNamed))
      if (parts.includes(settles)) return settles
      return parts.includes(null) ? null : !settles
    }
  }
}

/** Whether a profile has a trait, or the trace said earlier on that it has, had or has not. */
export const namesTrait =
  (traits: Readonly<Record<string, unknown>>, earlier: ReadonlySet<string> | null) =>
  (trait: string): boolean =>
    own(traits, trait) !== undefined || earlier?.has(trait) === true
