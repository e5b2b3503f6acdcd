import type {
  ArmEvent,
  DiscardEvent,
  IdentifyEvent,
  PageEvent,
  Profile,
  ProfileEvent,
  RedirectEvent,
  ShowEvent,
} from '../model/index.js'
import { sessionGapMs } from '../model/index.js'
import { followRedirects, setDelivery, settleDelivery } from './deliveries.js'
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
  switch (event.type) {
    case 'page':
      recordPage(draft, event)
      return
    case 'identify':
      recordIdentify(draft, event)
      return
    case 'track':
      draft.seen = true
      draft.trackedAt = { ...draft.trackedAt, [event.event]: latest(draft, event.event, event.at) }
      return
    case 'trigger':
      draft.seen = true
      return
    case 'interaction':
      draft.seen = true
      report(draft, event)
      return
    case 'show':
      recordShow(draft, event)
      return
    case 'redirect':
      recordRedirect(draft, event)
      return
    case 'discard':
      recordDiscard(draft, event)
      return
    case 'arm':
      recordArm(draft, event)
      return
    case 'deliveries':
      draft.deliveries = event.deliveries
      draft.deliveryIds = event.deliveryIds
      draft.idempotencyKeys = event.idempotencyKeys
      return
    default:
      event satisfies never
  }
}

function recordPage(draft: Draft, { at, href }: PageEvent): void {
  draft.seen = true
  if (draft.pageAt !== null && at < draft.pageAt) return // a late report opens nothing
  if (draft.pageAt === null || at - draft.pageAt > sessionGapMs) draft.sessionStartedAt = at // L5
  draft.pageAt = at
  draft.pageHref = href
  draft.busy = false // H6
  draft.armed = noIds // E7
  if (draft.deliveryIds.length > 0) draft.deliveries = followRedirects(draft.deliveries, href)
}

function recordIdentify(draft: Draft, event: IdentifyEvent): void {
  draft.seen = true
  if (event.uid !== undefined) draft.uid = event.uid
  if (event.email !== undefined) draft.email = event.email
  if (event.disabled !== undefined) draft.disabled = event.disabled
  if (event.traits !== undefined) {
    const merged = Object.entries({ ...draft.traits, ...event.traits })
    draft.traits = Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined))
  }
}

function latest({ trackedAt }: Draft, name: string, at: number): number {
  return Object.hasOwn(trackedAt, name) ? Math.max(trackedAt[name] as number, at) : at
}

function recordShow(draft: Draft, event: ShowEvent): void {
  const { at, href, experienceId, deliveryId, interactionId, completed } = event
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
  if (deliveryId !== null) {
    settleDelivery(draft, deliveryId, at, { state: 'triggered', at, atHref: href, interactionId }) // E6
  }
  draft.busy = true
  draft.armed = noIds
}

function recordRedirect(draft: Draft, { deliveryId, href }: RedirectEvent): void {
  setDelivery(draft, deliveryId, { redirectState: 'sent', redirectHref: href })
  draft.busy = true // E4: nothing else shows on the page that is being left
  draft.armed = noIds
}

function recordDiscard(draft: Draft, { at, deliveryId, reason }: DiscardEvent): void {
  settleDelivery(draft, deliveryId, at, { state: 'discarded', discardReason: reason })
  draft.armed = draft.armed.filter((id) => id !== deliveryId)
}

function recordArm(draft: Draft, { ids }: ArmEvent): void {
  draft.armed = ids
}
