import type {
  AutomaticShow,
  Delivery,
  DeliveryShow,
  DiscardEvent,
  RedirectDecision,
  ShowEvent,
} from '../model/index.js'
import type { Candidate, Moment } from './candidate.js'
import type { Subject } from './subject.js'

/** Something shows: by delivery its options are handed on (E6). A show disarms everything (E7). */
export function showDecision(
  { experience, delivery }: Candidate,
  { engine, profile, pasts }: Subject,
  { now, href, completesShows = false }: Moment,
  discards: readonly DiscardEvent[],
): AutomaticShow | DeliveryShow {
  const interactionId = engine.interactionId?.(profile, now) ?? pasts.nextId()
  const experienceId = experience.source.id
  const show: ShowEvent = {
    type: 'show',
    at: now,
    href,
    experienceId,
    deliveryId: delivery?.id ?? null,
    interactionId,
    completed: completesShows,
  }
  const events = [...discards, show]
  if (delivery === null) return { outcome: 'show', via: 'automatic', experienceId, interactionId, events, armed: [] }
  const { id: deliveryId, options } = delivery
  return { outcome: 'show', via: 'delivery', experienceId, interactionId, deliveryId, options, events, armed: [] }
}

/** The page is sent on to where the delivery's experience starts (E4): only what has both redirects. */
export function redirectDecision(
  { experience, delivery }: Candidate,
  { now }: Moment,
  discards: readonly DiscardEvent[],
): RedirectDecision {
  const deliveryId = (delivery as Delivery).id
  const href = experience.source.startUrl as string
  const redirect = { type: 'redirect', at: now, deliveryId, href } as const
  const events = [...discards, redirect]
  return { outcome: 'redirect', deliveryId, experienceId: experience.source.id, href, events, armed: [] }
}
