import { quote } from '../authoring/quote.js'
import type { Instant } from '../model/index.js'
import { refuse, type SendingOutcome } from './outcome.js'
import { passTime } from './pass-time.js'
import type { Sending } from './sending.js'
import { type SendingStatus, statuses } from './status.js'

/**
 * Cancels a sending that is under way (N1): `200`, or `405` where it has not begun or is over. What was handed out
 * stays out; nothing more ever is.
 */
export function cancelSending(sending: Sending, { now }: { now: Instant }): SendingOutcome {
  const old = passTime(sending, now)
  const { id, status, version } = old
  if (!statuses[status].isCancellable) {
    const message = `status: ${status}, and only what is preparing, prepared or transmitting can be cancelled: ${quote(id)}; ${helpFor(status)}`
    return refuse(405, { status: [{ error: 'not_cancellable', message }] })
  }
  const next: Sending = { ...old, status: 'cancelled', statusAt: now, updatedAt: now, version: version + 1 }
  return { status: 200, sending: next, baseVersion: sending.version }
}

const helpFor = (status: SendingStatus): string =>
  statuses[status].isEditable ? 'update it with a schedule of null to hold it back' : 'it is over'
