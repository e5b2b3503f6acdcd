import type { PageEvent, Profile, ProfileEvent } from '../model/index.js'
import { sessionGapMs } from '../model/index.js'
import { own } from '../model/own.js'
import { followRedirects, setDelivery, settleDelivery, triggerDelivery } from './deliveries.js'
import { insertInteraction, report } from './interactions.js'

/** A profile whose fields may be set. What the fields hold is never changed in place. */
export type Draft = { -readonly [K in keyof Profile]: Profile[K] }

const noIds: readonly string[] = []

/**
 * Records one event in a profile that the caller owns. What `apply` does to a copy; a session, which owns
 * its profile, spares the copy.
 */
export function record(draft: Draft, event: ProfileEvent): void {
  draft.version += 1
  if (event.type === 'page')
    recordPage(draft, event) // what almost every event is
  else recorders[event.type](draft, event as never) // each type's recorder takes just that type
}

function recordPage(draft: Draft, { at, href }: PageEvent): void {
  draft.seen = true
  const { pageAt } = draft
  if (pageAt !== null && at < pageAt) return // a late report opens nothing
  if (pageAt === null || at - pageAt > sessionGapMs) draft.sessionStartedAt = at // L5
  draft.pageAt = at
  draft.pageHref = href
  draft.busy = false // H6
  draft.armed = noIds // E7
  if (draft.deliveryIds.length > 0) draft.deliveries = followRedirects(draft.deliveries, href)
}

type OtherEvent = Exclude<ProfileEvent, PageEvent>

const recorders: { readonly [E in OtherEvent as E['type']]: (draft: Draft, event: E) => void } = {
  identify(draft, { uid, email, disabled, traits }) {
    draft.seen = true
    if (uid !== undefined) draft.uid = uid
    if (email !== undefined) draft.email = email
    if (disabled !== undefined) draft.disabled = disabled
    if (traits !== undefined) {
      const merged = { ...draft.traits, ...traits }
      draft.traits = Object.values(merged).some(isNothing)
        ? Object.fromEntries(Object.entries(merged).filter(([, value]) => !isNothing(value)))
        : merged
    }
  },

  track(draft, { at, event }) {
    draft.seen = true
    const { trackedAt } = draft
    draft.trackedAt = { ...trackedAt, [event]: Math.max(own(trackedAt, event) ?? at, at) }
  },

  trigger(draft) {
    draft.seen = true
  },

  interaction(draft, event) {
    draft.seen = true
    report(draft, event)
  },

  show(draft, { at, href, experienceId, deliveryId, interactionId, completed }) {
    insertInteraction(draft, {
      id: interactionId,
      experienceId,
      startedAt: at,
      groupKind: deliveryId === null ? 'automatic' : 'delivery',
      groupId: deliveryId,
      state: completed ? 'completed' : 'started',
      stateAt: completed ? at : null,
      deferUntil: null,
      assumed: completed,
    })
    if (deliveryId !== null) triggerDelivery(draft, deliveryId, at, href, interactionId)
    draft.busy = true
    draft.armed = noIds
  },

  redirect(draft, { deliveryId, href }) {
    setDelivery(draft, deliveryId, { redirectState: 'sent', redirectHref: href })
    draft.busy = true // E4: nothing else shows on the page that is being left
    draft.armed = noIds
  },

  discard(draft, { at, deliveryId, reason }) {
    settleDelivery(draft, deliveryId, at, { state: 'discarded', discardReason: reason })
  },

  arm(draft, { ids }) {
    draft.armed = ids
  },

  deliveries(draft, { deliveries, deliveryIds, idempotencyKeys }) {
    draft.deliveries = deliveries
    draft.deliveryIds = deliveryIds
    draft.idempotencyKeys = idempotencyKeys
  },
}

const isNothing = (value: unknown): boolean => (value ?? null) === null
