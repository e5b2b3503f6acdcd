import { formatInstant } from '../../conditions/index.js'
import { type DescribeOptions, describeCandidate, describeSettled, describeVerdict } from '../../describe/index.js'
import { reasons } from '../../describe/reasons.js'
import { showInstant } from '../../describe/time.js'
import type { Explanation } from '../../explain/index.js'
import type { Code } from '../../model/index.js'
import type { StoryEvent } from './event.js'
import { happened } from './happened.js'
import { type StoryEventOutput, type StoryOutput, writeStory } from './output-story.js'
import type { Story } from './story.js'

/** A story with all that a picture of it needs: what was decided in words, and when limits were full. */
export interface TimelineOutput extends Omit<StoryOutput, 'events'> {
  /** The experience or delivery that is asked about on every page load; `null` where all are. */
  readonly candidate_id: string | null
  /** At most so many of the latest: `length` says how many there are. */
  readonly events: readonly TimelineEventOutput[]
  readonly limits: readonly FullLimitOutput[]
}

export interface TimelineEventOutput extends StoryEventOutput {
  /** When, as people say it, in the zone that was asked for. */
  readonly shown_at: string
  /** What happened, in a few words. */
  readonly what: string
  /** What was decided or answered, and why, in sentences. */
  readonly told: readonly string[]
  /** Of the candidate that is asked about, where it was one. */
  readonly code: Code | null
}

/** When a limit group was full for this person. */
export interface FullLimitOutput {
  readonly group_id: string
  readonly always_full: boolean
  readonly full: readonly { readonly from: string; readonly until: string; readonly experience_id: string }[]
}

const mostEvents = 500
const mostTold = 4

/** Writes those events of a story, by their numbers, with everything that a picture of it shows. */
export function writeTimeline(
  story: Story,
  numbers: readonly number[],
  { candidateId = null, ...options }: DescribeOptions & { readonly candidateId?: string | null } = {},
): TimelineOutput {
  const told = numbers.slice(-mostEvents)
  const { events, ...whole } = writeStory(story, told)
  return {
    ...whole,
    candidate_id: candidateId,
    events: events.map((event, k): TimelineEventOutput => {
      const n = told[k] as number
      const source = story.events[n - 1] as StoryEvent
      const explanation = story.explainAt(n)
      return {
        ...event,
        shown_at: showInstant(source.at, options.zone),
        what: happened(source, options.zone),
        told: explanation === null ? answered(source) : toldOf(explanation, source, candidateId, options),
        code: explanation === null || candidateId === null ? null : codeOf(explanation, candidateId),
      }
    }),
    limits: story.fullLimits().map(({ groupId, isAlwaysFull, stretches }) => ({
      group_id: groupId,
      always_full: isAlwaysFull,
      full: stretches.map(({ from, until, experienceId }) => ({
        from: formatInstant(from),
        until: formatInstant(until),
        experience_id: experienceId,
      })),
    })),
  }
}

function answered({ answer }: StoryEvent): readonly string[] {
  if (answer === null) return []
  const { status, deliveryId, messages } = answer
  return [[String(status), deliveryId ?? messages.join(', ')].filter((part) => part !== '').join(' ')]
}

function toldOf(
  explanation: Explanation,
  { held, decision }: StoryEvent,
  candidateId: string | null,
  options: DescribeOptions,
): readonly string[] {
  const discards = (decision?.events ?? []).flatMap((change) =>
    change.type === 'discard' ? [`delivery ${change.deliveryId} is discarded: ${reasons[change.reason].words}`] : [],
  )
  const wanted = candidateId === null ? held.map(({ id }) => id) : [candidateId]
  const sentences = wanted
    .filter((id) => id !== explanation.winner)
    .flatMap((id) => sentenceOf(explanation, id, options) ?? [])
  const more = sentences.length - mostTold
  return [
    describeVerdict(explanation, options),
    ...discards,
    ...sentences.slice(0, mostTold),
    ...(more > 0 ? [`${more} more came near and ${more === 1 ? 'was' : 'were'} held back`] : []),
  ]
}

function sentenceOf(explanation: Explanation, id: string, options: DescribeOptions): string | null {
  const candidate = explanation.candidates.find((one) => one.id === id)
  if (candidate !== undefined) return describeCandidate(explanation, candidate, options).sentence
  const settled = explanation.settled.find((one) => one.id === id)
  return settled === undefined ? null : describeSettled(explanation, settled, options).sentence
}

const codeOf = ({ candidates, settled }: Explanation, id: string): Code | null =>
  (candidates.find((one) => one.id === id) ?? settled.find((one) => one.id === id))?.code ?? null
