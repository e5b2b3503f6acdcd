import type { Instant } from '../model/index.js'
import type { Gathered } from './gather.js'
import { entering, passTime } from './pass-time.js'
import type { Dispatch, Sending } from './sending.js'

/** What was done for a sending since it was asked last. */
export interface Work {
  /** Its recipients, where it is `preparing`: what `gatherRecipients` found. */
  readonly gathered?: Gathered
  /** How many of its dispatches have been transmitted, of all that were handed out. */
  readonly transmitted?: number
  /** Hands out at most so many at once; without it, all. */
  readonly most?: number
}

export interface Advanced {
  readonly sending: Sending
  /** To be transmitted now. Each is handed out once: what is not transmitted then never is. */
  readonly dispatches: readonly Dispatch[]
  /** Whether its recipients are to be gathered. */
  readonly needsRecipients: boolean
  /** When time alone changes something next; `now` where there is more to hand out; `null` is never. */
  readonly nextAt: Instant | null
}

/**
 * Brings a sending to an instant, with what was done for it meanwhile (N3, N6): pure, so that a server and a simulation
 * go the same way. The caller stores the sending, transmits the dispatches, gathers recipients where they are needed,
 * and calls again with what it did, and at `nextAt`.
 *
 * Laws: again at the same instant with nothing done, it is the same and hands out nothing. Calls between two `nextAt`
 * make no difference. Nothing is handed out before `scheduledAt`, nor after `failAt`, nor once it is cancelled; each
 * dispatch at most once. The status only moves forward.
 *
 * @example
 * ```ts
 * import { catalog, compile, profile } from 'oncue'
 * import { advance, createSending, gatherRecipientsNow } from 'oncue/sendings'
 *
 * const engine = compile(catalog())
 * const params = { message: { channels: ['email'] }, schedule: { type: 'immediate' }, recipients: [{ member_id: 'u1' }] }
 * const created = createSending(engine, params, { now: 0, id: 's1' })
 * if (!('sending' in created)) throw new Error('refused')
 * const begun = advance(created.sending, 0)
 * begun.needsRecipients // true
 * const members = [profile('u1', { email: 'jan@example.com', seen: true })]
 * const gathered = gatherRecipientsNow(engine, begun.sending, members)
 * const { sending, dispatches } = advance(begun.sending, 0, { gathered })
 * dispatches.map(({ to }) => to) // ['jan@example.com']
 * advance(sending, 1_000, { transmitted: 1 }).sending.status // 'transmitted'
 * ```
 *
 * @throws where the recipients are another sending's, or more is reported than was handed out: bugs of the caller's
 */
export function advance(sending: Sending, now: Instant, work: Work = {}): Advanced {
  const prepared = prepare(passTime(sending, now), now, work)
  const reported = report(prepared, now, work)
  const [next, dispatches] = handOut(reported, now, work)
  return { sending: next, dispatches, needsRecipients: next.status === 'preparing', nextAt: nextAt(next, now) }
}

/** N3: nobody found is `skipped`. */
function prepare(sending: Sending, now: Instant, { gathered }: Work): Sending {
  if (gathered === undefined) return sending
  if (gathered.sendingId !== sending.id) {
    throw new Error(`recipients of sending "${gathered.sendingId}" given to "${sending.id}"`)
  }
  if (sending.status !== 'preparing') return sending
  const { dispatches } = gathered
  if (dispatches.length === 0) return entering(sending, 'skipped', now)
  return { ...entering(sending, 'prepared', now), dispatches, preparedAt: now }
}

function report(sending: Sending, now: Instant, { transmitted }: Work): Sending {
  if (transmitted === undefined || sending.status !== 'transmitting') return sending
  if (transmitted > sending.handedOut) {
    throw new RangeError(
      `${transmitted} dispatches of "${sending.id}" transmitted, and ${sending.handedOut} handed out`,
    )
  }
  if (transmitted <= sending.transmitted) return sending
  const isDone = transmitted === sending.dispatches.length
  const next = isDone ? entering(sending, 'transmitted', now) : { ...sending, version: sending.version + 1 }
  return { ...next, transmitted, transmittedAt: isDone ? now : null }
}

/** N3: not before its time. */
function handOut(sending: Sending, now: Instant, { most }: Work): readonly [Sending, readonly Dispatch[]] {
  const { status, scheduledAt, dispatches, handedOut } = sending
  const isOpen = status === 'prepared' || status === 'transmitting'
  if (!isOpen || scheduledAt === null || now < scheduledAt || handedOut === dispatches.length) return [sending, none]
  const begun = status === 'prepared' ? entering(sending, 'transmitting', now) : sending
  const end = most === undefined ? dispatches.length : Math.min(dispatches.length, handedOut + Math.max(1, most))
  return [{ ...begun, handedOut: end, version: begun.version + 1 }, dispatches.slice(handedOut, end)]
}

const none: readonly Dispatch[] = []

function nextAt({ status, prepareAt, scheduledAt, failAt, ...sending }: Sending, now: Instant): Instant | null {
  switch (status) {
    case 'scheduled':
      return prepareAt
    case 'preparing':
      return failAt
    case 'prepared':
      return scheduledAt
    case 'transmitting':
      return sending.handedOut < sending.dispatches.length ? now : failAt
    default:
      return null
  }
}
