import type { DecisionLine } from '../../authoring/decision-line.js'
import { formatInstant } from '../../conditions/index.js'
import type { ExplanationOutput } from '../output-explanation.js'
import type { TraceReport } from '../reading.js'
import type { Change, Pair, ReasonedAnswer } from './answer.js'
import type { ComparisonResult } from './compare.js'
import { allReasons, type BeforeAfter, type ClassCounts, type ExperienceChange, type WorseOff } from './comparison.js'
import type { SentencePair } from './example.js'
import type { ReasonMatrix } from './reason-matrix.js'

/** A comparison as data, in the words of our documents: snake_case, counts by class and code. */
export interface ComparisonOutput {
  /** Ended early: the figures stand for what was read until then. */
  readonly partial: boolean
  readonly trace: TraceReport
  readonly profiles: number
  readonly changed_profiles: number
  /** By class: they add up to all page loads. */
  readonly page_loads: ClassCounts
  readonly triggers: ClassCounts
  /** Both together, by UTC day. */
  readonly days: readonly (ClassCounts & { readonly day: string })[]
  readonly shows: BeforeAfter
  readonly reached: BeforeAfter
  readonly experiences: readonly ExperienceChangeOutput[]
  /** From which code (the first key) to which, over all experiences; and of deliveries. */
  readonly reasons: ReasonMatrix
  readonly deliveries: ReasonMatrix
  readonly worse_off: { readonly more_shows_in_a_week: WorseOffOutput; readonly lost_every_show: WorseOffOutput }
  readonly examples: readonly ExampleOutput[]
  readonly refused_edits: BeforeAfter
}

export interface ExperienceChangeOutput
  extends Pick<ExperienceChange, 'id' | 'shows' | 'reached' | 'gained' | 'lost' | 'reasons'> {
  readonly moved_to: number
  readonly moved_from: number
}

export interface WorseOffOutput {
  readonly profiles: number
  readonly worst: readonly (BeforeAfter & { readonly profile_id: string })[]
}

export interface ExampleOutput {
  readonly profile_id: string
  readonly changes: number
  readonly line: number
  readonly before: ExplanationOutput | null
  readonly after: ExplanationOutput | null
  readonly sentences: readonly SentencePair[]
}

/** Writes the result of a comparison for machines. Plain data: it survives `JSON.stringify`. */
export function writeComparison({ comparison, trace, refusedEdits, isPartial }: ComparisonResult): ComparisonOutput {
  return {
    partial: isPartial,
    trace,
    profiles: comparison.profiles,
    changed_profiles: comparison.changedProfiles,
    page_loads: comparison.pageLoads,
    triggers: comparison.triggers,
    days: comparison.days.map(([day, classes]) => ({ day, ...classes })),
    shows: comparison.shows,
    reached: comparison.reached,
    experiences: comparison.experiences.map(({ movedTo, movedFrom, reasons, ...experience }) => ({
      ...experience,
      moved_to: movedTo,
      moved_from: movedFrom,
      reasons,
    })),
    reasons: allReasons(comparison),
    deliveries: comparison.deliveries,
    worse_off: {
      more_shows_in_a_week: writeWorseOff(comparison.tired),
      lost_every_show: writeWorseOff(comparison.unreached),
    },
    examples: comparison.examples.map(({ profileId, changes, line, explained }) => ({
      profile_id: profileId,
      changes,
      line,
      before: explained?.before ?? null,
      after: explained?.after ?? null,
      sentences: explained?.sentences ?? [],
    })),
    refused_edits: refusedEdits,
  }
}

/** One line of the changes: a page load, trigger or timer that the two catalogs answer differently. */
export interface ChangeLine extends Pick<DecisionLine, 'line' | 'at' | 'profile_id' | 'href'> {
  readonly on: Pair['on']
  readonly change: Change
  readonly before: AnswerOutput
  readonly after: AnswerOutput
}

export type AnswerOutput = Pick<DecisionLine, 'outcome' | 'experience_id' | 'via' | 'delivery_id' | 'reasons'>

/** @returns `null` for a pair that is `unchanged` */
export function changeLine({ line, profileId, on, at, href, change, before, after }: Pair): ChangeLine | null {
  if (change === 'unchanged') return null
  return {
    line,
    at: formatInstant(at),
    profile_id: profileId,
    href,
    on,
    change,
    before: writeAnswer(before),
    after: writeAnswer(after),
  }
}

const writeAnswer = ({ outcome, experienceId, via, deliveryId, reasons }: ReasonedAnswer): AnswerOutput => ({
  outcome,
  ...(experienceId === null ? {} : { experience_id: experienceId }),
  ...(outcome !== 'show' || via === null ? {} : { via }),
  ...(deliveryId === null ? {} : { delivery_id: deliveryId }),
  ...(reasons.length === 0 ? {} : { reasons: Object.fromEntries(reasons) }),
})

const writeWorseOff = ({ profiles, worst }: WorseOff): WorseOffOutput => ({
  profiles,
  worst: worst.map(({ profileId, before, after }) => ({ profile_id: profileId, before, after })),
})
