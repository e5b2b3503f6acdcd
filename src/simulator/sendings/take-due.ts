import type { Outcome } from '../../deliveries/index.js'
import { record } from '../../history/record.js'
import type { Instant } from '../../model/index.js'
import { type Dispatch, deliverDispatch } from '../../sendings/index.js'
import { sceneOf } from '../delivery-scene.js'
import type { Life } from '../life.js'
import type { SendingDue } from './planned-sending.js'

/** A sending is for a profile, which one of its channels reaches or none (N4, N5). */
export interface Addressed {
  readonly sendingId: string
  readonly found: Dispatch | 'unreachable'
}

/** A dispatch went out to a profile. */
export interface Dispatched {
  readonly at: Instant
  /** Of the call that made the sending. */
  readonly line: number
  readonly dispatch: Dispatch
  /** Of an experience, what became of its delivery (N7); `null` where it leaves by another channel. */
  readonly outcome: Outcome | null
}

/** What sendings do to profiles, told before it is recorded. */
export interface SendingObserver {
  readonly addressed?: (addressed: Addressed) => void
  readonly dispatched?: (dispatched: Dispatched) => void
}

/** Takes a profile, whose engine is that of the instant, through what a sending does then. */
export function takeDue(due: SendingDue, life: Life, observer: SendingObserver): void {
  if (due.stage === 'prepare') prepare(due, life, observer)
  else dispatch(due, life, observer)
}

function prepare({ sending, addressing, isSent }: SendingDue, life: Life, observer: SendingObserver): void {
  const found = addressing.member(life.subject)
  if (found === null) return
  observer.addressed?.({ sendingId: sending.id, found })
  if (found !== 'unreachable' && isSent) life.awaited = [...life.awaited, found]
}

function dispatch({ at, line, sending }: SendingDue, life: Life, observer: SendingObserver): void {
  const awaited = life.awaited.find(({ sendingId }) => sendingId === sending.id)
  if (awaited === undefined) return
  life.awaited = life.awaited.filter((other) => other !== awaited)
  const { draft, subject } = life
  const outcome =
    awaited.channel === 'experience'
      ? deliverDispatch(sceneOf(subject.engine, draft), sending, awaited, { now: at })
      : null
  observer.dispatched?.({ at, line, dispatch: awaited, outcome })
  if (outcome !== null && 'event' in outcome && outcome.event !== null) record(draft, outcome.event)
}
