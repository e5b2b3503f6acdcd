import type {
  SendingCancelTraceEvent,
  SendingTraceEvent,
  SendingUpdateTraceEvent,
} from '../../authoring/trace-event.js'
import type { Instant } from '../../model/index.js'
import {
  cancelSending,
  createSending,
  type Dispatch,
  type Sending,
  type SendingOutcome,
  takenSending,
  unknownSending,
  updateSending,
} from '../../sendings/index.js'
import { type PlanGround, PlannedSending, type SendingDue } from './planned-sending.js'

/** A call in a trace that concerns whomever a sending is for. */
export interface SendingCall {
  readonly event: SendingTraceEvent | SendingUpdateTraceEvent | SendingCancelTraceEvent
  readonly line: number
}

export interface AnsweredCall extends SendingCall {
  readonly outcome: SendingOutcome
}

/** What the sendings of a trace come to, worked out before any profile is looked at (P3). */
export interface SendingPlan {
  /** What each profile is taken through, in order. */
  readonly dues: readonly SendingDue[]
  /** In order. */
  readonly calls: readonly AnsweredCall[]
  /** By the call's line in the trace. */
  readonly outcomes: ReadonlyMap<number, SendingOutcome>
  /** In the order in which they were made, as they stand at the end. */
  readonly sendings: readonly Sending[]
  /** As they stood at an instant, all of its calls included; with a line, as the call of that line left them. */
  at(now: Instant, line?: number): readonly Sending[]
}

/** Somebody: whom sendings go to is not known before profiles have been asked. */
const somebody: Dispatch = { id: '', sendingId: '', channel: 'experience', memberId: null, to: '', properties: {} }

/** A plan that takes it that everyone who is sought is found: it has every instant that may matter to anybody. */
export const everybodyFound: PlanGround['recipientsOf'] = (_, others) => [...others, somebody]

/**
 * Takes sendings through all calls and through time, each by itself: they do not concern each other. A sending goes on
 * to its end, also behind the last event of the trace.
 */
export function planSendings(calls: readonly SendingCall[], ground: PlanGround): SendingPlan {
  const planned = new Map<string, PlannedSending>()
  const answered = inOrder(calls).map((call) => ({ ...call, outcome: take(call, planned, ground) }))
  for (const one of planned.values()) one.passTo(Number.POSITIVE_INFINITY)
  const all = [...planned.values()]
  return {
    // The sort is stable: sendings of one instant go in the order in which they were made.
    dues: all.flatMap(({ dues }) => dues).sort((a, b) => a.at - b.at),
    calls: answered,
    outcomes: new Map(answered.map(({ line, outcome }) => [line, outcome])),
    sendings: all.map(({ sending }) => sending),
    at: (now, line = Number.POSITIVE_INFINITY) => all.flatMap((one) => one.at(now, line) ?? []),
  }
}

function take({ event, line }: SendingCall, planned: Map<string, PlannedSending>, ground: PlanGround): SendingOutcome {
  const { at: now } = event
  const engine = ground.engineAt(now)
  if (event.type === 'sending') {
    const id = event.id ?? `sending:${line}`
    if (planned.has(id)) return takenSending(id)
    const created = createSending(engine, event.params, { now, id })
    if ('sending' in created) planned.set(id, new PlannedSending(created.sending, line, ground))
    return created
  }
  const one = planned.get(event.id)
  if (one === undefined) return unknownSending(event.id)
  one.passTo(now)
  const outcome =
    event.type === 'sending.update'
      ? updateSending(engine, one.sending, event.params, { now })
      : cancelSending(one.sending, { now })
  if ('sending' in outcome) one.put(outcome.sending, now, line)
  return outcome
}

/** T6: by instant, then by line. */
const inOrder = (calls: readonly SendingCall[]): readonly SendingCall[] =>
  [...calls].sort((a, b) => a.event.at - b.event.at || a.line - b.line)
