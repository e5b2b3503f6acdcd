import type { Delivery, Instant, Profile } from '../model/index.js'
import { editLedger, settle } from './ledger.js'
import type { Outcome } from './outcome.js'
import { findPending } from './pending.js'

/**
 * Takes a pending delivery out (D6, D10): `200` with the delivery in state `removed`, `404` for an unknown id,
 * `409` for one that is no longer pending. Its row and its idempotency key stay (D5).
 */
export function removeDelivery(profile: Profile, deliveryId: string, { now }: { now: Instant }): Outcome {
  const pending = findPending(profile, deliveryId, 'removed')
  if (!pending.ok) return pending.refusal
  const delivery: Delivery = { ...pending.value, state: 'removed', stateAt: now }
  return {
    status: 200,
    delivery,
    profileId: profile.id,
    baseVersion: profile.version,
    event: editLedger(profile, now, (ledger) => settle(ledger, [deliveryId], { state: 'removed', now })),
  }
}
