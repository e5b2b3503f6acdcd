import { type Draft, Immer } from 'immer'
import type { DeliveriesEvent, Delivery, Instant, Profile } from '../model/index.js'

/** The part of a profile that lifecycle operations change. */
export type Ledger = Pick<Profile, 'deliveries' | 'deliveryIds' | 'idempotencyKeys'>

// An own instance: freezing would reach into the profile that the caller gave.
const { produce } = new Immer({ autoFreeze: false })

/** The event that takes the profile's deliveries from what they are to what the recipe makes of them. */
export function editLedger(profile: Profile, now: Instant, recipe: (ledger: Draft<Ledger>) => void): DeliveriesEvent {
  const { deliveries, deliveryIds, idempotencyKeys } = profile
  return { type: 'deliveries', at: now, ...produce({ deliveries, deliveryIds, idempotencyKeys }, recipe) }
}

/** Ends the named deliveries' being pending (D6). Their rows stay, for ever. */
export function settle(
  ledger: Draft<Ledger>,
  ids: readonly string[],
  { state, now }: { state: 'removed' | 'dropped'; now: Instant },
): void {
  if (ids.length === 0) return
  for (const delivery of ledger.deliveries) {
    if (ids.includes(delivery.id)) Object.assign(delivery, { state, stateAt: now } satisfies Partial<Delivery>)
  }
  ledger.deliveryIds = ledger.deliveryIds.filter((id) => !ids.includes(id))
}
