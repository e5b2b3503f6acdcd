import type { Instant } from '../model/index.js'
import type { Sending } from './sending.js'
import { type SendingStatus, statuses } from './status.js'

/**
 * What the clock alone does to a sending up to an instant, that instant included (N3): its preparation begins, and what
 * is not transmitted in time has failed.
 *
 * Laws: the same sending where nothing is due; in however many steps, the same.
 */
export function passTime(sending: Sending, now: Instant): Sending {
  const { status, prepareAt, failAt } = sending
  if (prepareAt === null || failAt === null) return sending
  const begun = status === 'scheduled' && now >= prepareAt ? entering(sending, 'preparing', prepareAt) : sending
  return statuses[begun.status].isCancellable && now >= failAt ? entering(begun, 'failed', failAt) : begun
}

/** The sending in another status, from an instant on. */
export const entering = (sending: Sending, status: SendingStatus, at: Instant): Sending => ({
  ...sending,
  status,
  statusAt: at,
  updatedAt: at,
  version: sending.version + 1,
})
