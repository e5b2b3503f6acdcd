import { quote } from '../authoring/quote.js'
import { formatInstant } from '../conditions/instant.js'
import type { Delivery, Profile } from '../model/index.js'
import { type Checked, found, refused } from './outcome.js'

/** D10: an unknown id is `404`; what is no longer pending can be neither updated nor removed, `409`. */
export function findPending(profile: Profile, deliveryId: string, toBe: 'updated' | 'removed'): Checked<Delivery> {
  const delivery = profile.deliveries.find(({ id }) => id === deliveryId)
  if (delivery === undefined) {
    return refused(404, [`id: unknown delivery: ${quote(deliveryId)}; name one of profile ${quote(profile.id)}`])
  }
  if (delivery.state !== 'pending') {
    const since = delivery.stateAt === null ? '' : ` at ${formatInstant(delivery.stateAt)}`
    const message = `id: delivery was ${delivery.state}${since} and cannot be ${toBe}: ${quote(deliveryId)}; create another one`
    return refused(409, [message])
  }
  return found(delivery)
}
