import type { Decision, ProfileEvent } from 'oncue'
import type { WireDelivery } from 'oncue/deliveries'

/** What a request was answered; kept with its event id, so that the whole of a profile's life can be done again. */
export interface ServedBody {
  readonly at: number
  /** What happened, as it was told. */
  readonly event: ProfileEvent
  /** The profile's version behind it: the order in which things happened to a profile. */
  readonly revision: number
  readonly outcome?: Decision['outcome']
  readonly experience_id?: string
  readonly interaction_id?: string
  readonly delivery_id?: string | null
  readonly delivery?: WireDelivery
}
