import { writeProfile } from '../../authoring/index.js'
import { formatInstant } from '../../conditions/index.js'
import type { Code } from '../../model/index.js'
import { type ExplanationOutput, writeExplanation } from '../output-explanation.js'
import type { Answer, StoryEvent } from './event.js'
import type { Story } from './story.js'

/** A story as data, in the words of our documents: snake_case, instants as text. */
export interface StoryOutput {
  readonly profile_id: string
  /** Of the whole story. */
  readonly length: number
  readonly events: readonly StoryEventOutput[]
  readonly partial: boolean
  readonly unreadable: number
}

export interface StoryEventOutput {
  /** Its number in the story, from 1. */
  readonly number: number
  /** In the trace; `null` for a timer. */
  readonly line: number | null
  readonly at: string
  readonly type: StoryEvent['event']['type']
  /** What it carried, in the words of the trace. */
  readonly carried: Readonly<Record<string, unknown>>
  /** The answer, where it asked something. */
  readonly decision: DecisionOutput | null
  /** What became of a call or an edit. */
  readonly answer: { status: number; delivery_id: string | null; messages: readonly string[] } | null
  /** The parts of the state that it changed, each as a path into the profile. */
  readonly changed: readonly (readonly (string | number)[])[]
}

export interface DecisionOutput {
  readonly outcome: 'show' | 'redirect' | 'none'
  readonly via?: 'automatic' | 'delivery'
  readonly experience_id?: string
  readonly delivery_id?: string
  readonly armed: readonly string[]
  readonly discarded: readonly { readonly id: string; readonly reason: string }[]
  /** What came near and did not show. */
  readonly held: readonly { readonly id: string; readonly code: Code; readonly next_at: string | null }[]
}

/** One event in full. */
export interface StoryMomentOutput extends StoryOutput {
  /** The profile after it, as a document. */
  readonly state: ReturnType<typeof writeProfile>
  readonly explanation: ExplanationOutput | null
}

/** Writes those events of a story for machines, by their numbers. Plain data: it survives `JSON.stringify`. */
export const writeStory = (story: Story, numbers: readonly number[]): StoryOutput => ({
  profile_id: story.profileId,
  length: story.length,
  events: numbers.map((n) => writeEvent(n, story.events[n - 1] as StoryEvent)),
  partial: story.isPartial,
  unreadable: story.trace.unreadable,
})

/** Writes event `n`, the state after it, and the explanation of its decision. */
export function writeStoryMoment(story: Story, n: number): StoryMomentOutput {
  const explanation = story.explainAt(n)
  return {
    ...writeStory(story, [n]),
    state: writeProfile(story.stateAt(n)),
    explanation: explanation === null ? null : writeExplanation(explanation),
  }
}

const writeEvent = (number: number, story: StoryEvent): StoryEventOutput => ({
  number,
  line: story.line,
  at: formatInstant(story.at),
  type: story.event.type,
  carried: carriedBy(story.event),
  decision: writeDecision(story),
  answer: story.answer === null ? null : writeAnswer(story.answer),
  changed: changedBy(story),
})

const headFields = ['type', 'at', 'profileId']

function carriedBy(event: StoryEvent['event']): Readonly<Record<string, unknown>> {
  const said = Object.entries(event).filter(([key, value]) => !headFields.includes(key) && (value ?? null) !== null)
  const carried = said.filter(([key, value]) => key !== 'peek' || value === true)
  return Object.fromEntries(
    carried.map(([key, value]) => [snakeCase(key), key === 'deferUntil' ? formatInstant(value) : value]),
  )
}

function writeDecision({ decision, held }: StoryEvent): DecisionOutput | null {
  if (decision === null) return null
  const discards = decision.events.filter((change) => change.type === 'discard')
  return {
    outcome: decision.outcome,
    ...(decision.outcome === 'show' ? { via: decision.via } : {}),
    ...(decision.outcome === 'none' ? {} : { experience_id: decision.experienceId }),
    ...('deliveryId' in decision ? { delivery_id: decision.deliveryId } : {}),
    armed: decision.armed,
    discarded: discards.map(({ deliveryId, reason }) => ({ id: deliveryId, reason })),
    held: held.map(({ id, code, nextAt }) => ({ id, code, next_at: nextAt === null ? null : formatInstant(nextAt) })),
  }
}

const writeAnswer = ({ status, deliveryId, messages }: Answer) => ({ status, delivery_id: deliveryId, messages })

/** Each path once; `version` says only that something happened. */
function changedBy({ patches }: StoryEvent): (string | number)[][] {
  const paths = patches
    .map(({ path: [part, ...rest] }) => [snakeCase(String(part)), ...rest])
    .filter(([part]) => part !== 'version')
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()]
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
