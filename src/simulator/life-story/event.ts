import type { Patch } from 'immer'
import type { TraceEvent } from '../../authoring/trace-event.js'
import type { Moment } from '../../eligibility/candidate.js'
import type { Engine } from '../../engine/index.js'
import type { Decision, Instant } from '../../model/index.js'
import type { ChannelType } from '../../sendings/index.js'
import type { Called, Question } from '../replay.js'
import type { EditOutcome } from '../timeline.js'
import type { HeldBack } from './held.js'

/** A timer that came due on the open page (E7): it happens, but no line of a trace says so. */
export interface TimerEvent {
  readonly type: 'timer'
  readonly at: Instant
}

/** What a sending sends to this profile goes out (N3): an experience as a delivery, whose answer is the event's. */
export interface DispatchEvent {
  readonly type: 'dispatch'
  readonly at: Instant
  readonly sendingId: string
  readonly channel: ChannelType
}

/** One thing that happened in a life, what was decided on it, and how it changed the state. */
export interface StoryEvent {
  /** In the trace; `null` for a timer. Of a dispatch, that of the sending. */
  readonly line: number | null
  readonly at: Instant
  readonly event: TraceEvent | TimerEvent | DispatchEvent
  /** What kind of question it was, where it asked one. */
  readonly kind: Question['kind'] | null
  readonly decision: Decision | null
  /** What came near and did not show, in order. */
  readonly held: readonly HeldBack[]
  /** What became of a lifecycle call (D), an edit of the catalog (C6), or the delivery of a sending (N7). */
  readonly answer: Answer | null
  /** From the state before to the state after. */
  readonly patches: readonly Patch[]
  /** And back. */
  readonly inversePatches: readonly Patch[]
}

export interface Answer {
  readonly status: number
  /** Of a call that made, changed or removed one. */
  readonly deliveryId: string | null
  /** Of a refusal. */
  readonly messages: readonly string[]
}

/** What a question needs to be asked again: of what, when and where, and how many of the event's patches come before. */
export interface Asked {
  /** The one that it was asked of: which one that is, the replay alone decides (T6). */
  readonly engine: Engine
  readonly moment: Moment
  readonly patchesBefore: number
}

/** An answer without the parts of the state that came with it. */
export function answerOf(outcome: Called | EditOutcome): Answer {
  const { status } = outcome
  if ('body' in outcome) return { status, deliveryId: null, messages: outcome.body.messages }
  if ('problems' in outcome)
    return { status, deliveryId: null, messages: outcome.problems.map(({ message }) => message) }
  return { status, deliveryId: 'delivery' in outcome ? outcome.delivery.id : null, messages: [] }
}
