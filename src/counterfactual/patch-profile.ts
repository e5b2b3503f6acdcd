import { parsePath } from '../conditions/path.js'
import { apply } from '../history/index.js'
import type { Delivery, Instant, Profile } from '../model/index.js'
import { own } from '../model/own.js'
import type { Change } from './change.js'
import { withValue } from './trait-value.js'

/** What is changed about the one person: who they are, what they did, what was sent to them. */
export type ProfileChange = Extract<
  Change,
  {
    readonly kind: 'trait' | 'track' | 'enable' | 'delivery' | 'delivery_position' | 'remove_delivery' | 'without_show'
  }
>

/** The profile as it would be had the change been made just before `now`. */
export const patchProfile = (profile: Profile, change: ProfileChange, now: Instant): Profile =>
  patches[change.kind](profile, change as never, now) // each kind's patch takes just that kind

const patches: {
  readonly [C in ProfileChange as C['kind']]: (profile: Profile, change: C, at: Instant) => Profile
} = {
  trait: (profile, { fact, path, to }, at) => {
    const whole = withValue(own(profile.traits, fact), path === null ? [] : parsePath(path), to)
    return apply(profile, { type: 'identify', at, traits: { [fact]: whole ?? null } })
  },

  track: (profile, { event }, at) => apply(profile, { type: 'track', at, event }),

  enable: (profile, _change, at) => apply(profile, { type: 'identify', at, disabled: false }),

  delivery: (profile, { deliveryId, field, to }) => withDelivery(profile, deliveryId, { [field]: to }),

  delivery_position: (profile, { deliveryId, to }) => ({
    ...profile,
    deliveryIds: profile.deliveryIds.filter((id) => id !== deliveryId).toSpliced(to, 0, deliveryId),
  }),

  remove_delivery: (profile, { deliveryId }, at) => ({
    ...withDelivery(profile, deliveryId, { state: 'removed', stateAt: at }),
    deliveryIds: profile.deliveryIds.filter((id) => id !== deliveryId),
    armed: profile.armed.filter((id) => id !== deliveryId),
  }),

  without_show: (profile, { interactionId }) => ({
    ...profile,
    interactions: profile.interactions.filter(({ id }) => id !== interactionId),
  }),
}

const withDelivery = (profile: Profile, id: string, fields: Partial<Delivery>): Profile => ({
  ...profile,
  deliveries: profile.deliveries.map((one) => (one.id === id ? { ...one, ...fields } : one)),
})
