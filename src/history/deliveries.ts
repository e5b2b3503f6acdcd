import type { Delivery, Instant } from '../model/index.js'
import type { Draft } from './record.js'

/** E6: the delivery showed, as this interaction. */
export function triggerDelivery(
  draft: Draft,
  id: string,
  at: Instant,
  atHref: string | null,
  interactionId: string,
): void {
  settleDelivery(draft, id, at, { state: 'triggered', at, atHref, interactionId })
}

/** Ends a delivery's turn: it is no longer pending, and waits for nothing. */
export function settleDelivery(draft: Draft, id: string, at: Instant, fields: Partial<Delivery>): void {
  setDelivery(draft, id, { ...fields, stateAt: at, updatedAt: at })
  draft.deliveryIds = draft.deliveryIds.filter((pending) => pending !== id)
  draft.armed = draft.armed.filter((waiting) => waiting !== id)
}

/** Sets fields of one delivery. */
export function setDelivery(draft: Draft, id: string, fields: Partial<Delivery>): void {
  draft.deliveries = draft.deliveries.map((one) => (one.id === id ? { ...one, ...fields } : one))
}

/** E4: the first page load at the redirect's target is the arrival; the one after it ends it. */
export function followRedirects(deliveries: readonly Delivery[], href: string): readonly Delivery[] {
  const moves = ({ state, redirectState, redirectHref }: Delivery): boolean =>
    state === 'pending' && (redirectState === 'arrived' || (redirectState === 'sent' && redirectHref === href))
  if (!deliveries.some(moves)) return deliveries
  return deliveries.map((delivery) =>
    moves(delivery)
      ? { ...delivery, redirectState: delivery.redirectState === 'sent' ? 'arrived' : 'spent' }
      : delivery,
  )
}
