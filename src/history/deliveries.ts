import type { Delivery } from '../model/index.js'
import type { Draft } from './record.js'

/** Sets fields of one delivery; one that is no longer pending leaves `deliveryIds`. */
export function changeDelivery(draft: Draft, id: string, fields: Partial<Delivery>): void {
  draft.deliveries = draft.deliveries.map((delivery) => (delivery.id === id ? { ...delivery, ...fields } : delivery))
  if (fields.state !== undefined) draft.deliveryIds = draft.deliveryIds.filter((pending) => pending !== id)
}

/** E4: the first page load at the redirect's target is the arrival; the one after it ends it. */
export function followRedirects(deliveries: readonly Delivery[], href: string): readonly Delivery[] {
  const moves = ({ redirectState, redirectHref }: Delivery): boolean =>
    redirectState === 'arrived' || (redirectState === 'sent' && redirectHref === href)
  if (!deliveries.some(moves)) return deliveries
  return deliveries.map((delivery) =>
    moves(delivery) ? { ...delivery, redirectState: delivery.redirectState === 'sent' ? 'arrived' : 'spent' } : delivery,
  )
}
