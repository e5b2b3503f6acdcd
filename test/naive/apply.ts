import {
  type Delivery,
  type Interaction,
  type InteractionEvent,
  type PageEvent,
  type Profile,
  type ProfileEvent,
  type ShowEvent,
  sessionGapMs,
} from '../../src/model/index.js'

/** H, E4, E6, E7, L11: the profile after one event. */
export function naiveApply(profile: Profile, event: ProfileEvent): Profile {
  return { ...changed(profile, event), version: profile.version + 1 }
}

function changed(profile: Profile, event: ProfileEvent): Profile {
  switch (event.type) {
    case 'page':
      return applyPage(profile, event)
    case 'identify': {
      const merged = Object.entries({ ...profile.traits, ...event.traits })
      return {
        ...profile,
        seen: true,
        uid: event.uid === undefined ? profile.uid : event.uid,
        email: event.email === undefined ? profile.email : event.email,
        traits: Object.fromEntries(merged.filter(([, value]) => value !== null)),
        disabled: event.disabled ?? profile.disabled,
      }
    }
    case 'track': {
      const known = Object.hasOwn(profile.trackedAt, event.event) ? profile.trackedAt[event.event] : undefined
      // L11: a late report does not turn the last instant back.
      const at = Math.max(known ?? event.at, event.at)
      return { ...profile, seen: true, trackedAt: { ...profile.trackedAt, [event.event]: at } }
    }
    case 'trigger':
      return { ...profile, seen: true }
    case 'interaction':
      return applyInteraction({ ...profile, seen: true }, event)
    case 'show':
      return applyShow(profile, event)
    case 'redirect': {
      const sent = { redirectState: 'sent', redirectHref: event.href } as const
      return { ...withDelivery(profile, event.deliveryId, sent), busy: true, armed: [] }
    }
    case 'discard': {
      const { at, deliveryId, reason } = event
      return settle(profile, deliveryId, { state: 'discarded', stateAt: at, updatedAt: at, discardReason: reason })
    }
    case 'arm':
      return { ...profile, armed: event.ids }
    case 'deliveries': {
      const { deliveries, deliveryIds, idempotencyKeys } = event
      return { ...profile, deliveries, deliveryIds, idempotencyKeys }
    }
  }
}

/** E7, H6: the page is free and nothing waits on it. L5: a gap of more than 90 minutes opens a session. */
function applyPage(profile: Profile, { at, href }: PageEvent): Profile {
  // A late report opens nothing.
  if (profile.pageAt !== null && at < profile.pageAt) return { ...profile, seen: true }
  const opens = profile.pageAt === null || at - profile.pageAt > sessionGapMs
  return {
    ...profile,
    seen: true,
    busy: false,
    armed: [],
    pageAt: at,
    pageHref: href,
    sessionStartedAt: opens ? at : (profile.sessionStartedAt ?? at),
    deliveries: profile.deliveries.map((delivery) => redirected(delivery, href)),
  }
}

/** E4: it arrives on the first load of the page it was sent to, and that is over with the next load. */
function redirected(delivery: Delivery, href: string): Delivery {
  if (delivery.state !== 'pending') return delivery
  if (delivery.redirectState === 'arrived') return { ...delivery, redirectState: 'spent' }
  const arrives = delivery.redirectState === 'sent' && delivery.redirectHref === href
  return arrives ? { ...delivery, redirectState: 'arrived' } : delivery
}

/** E6. P1: a show that is completed at once leaves an end that is only assumed; the page stays busy (H6). */
function applyShow(profile: Profile, event: ShowEvent): Profile {
  const { at, href, experienceId, deliveryId, interactionId, completed } = event
  const shown = withInteraction(profile, {
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
  const spent = deliveryId === null ? shown : trigger(shown, deliveryId, at, href, interactionId)
  return { ...spent, busy: true, armed: [] }
}

/** H1: a report of what really happened, however late, early or often it comes (L11). */
function applyInteraction(profile: Profile, event: InteractionEvent): Profile {
  const onThisPage = profile.pageAt === null || event.at >= profile.pageAt
  return event.state === 'started'
    ? reportStart(profile, event, onThisPage)
    : reportEnd(profile, { ...event, state: event.state }, onThisPage)
}

function reportStart(profile: Profile, event: InteractionEvent, onThisPage: boolean): Profile {
  const pending = profile.deliveryIds.find((id) => id === event.groupId)
  const interaction = reported(event, pending === undefined ? 'automatic' : 'delivery')
  if (profile.interactions.some(({ id }) => id === interaction.id)) return profile
  const started = withInteraction(profile, interaction)
  const spent = pending === undefined ? started : trigger(started, pending, event.at, profile.pageHref, interaction.id)
  return onThisPage ? { ...spent, busy: true, armed: [] } : spent
}

type EndEvent = InteractionEvent & { readonly state: 'completed' | 'exited' | 'snoozed' }

/** The latest open one ends; else the end that was assumed on this page is corrected; else it started and ended at once. */
function reportEnd(profile: Profile, event: EndEvent, onThisPage: boolean): Profile {
  const { at, state } = event
  const end = {
    state,
    stateAt: at,
    deferUntil: state === 'snoozed' ? (event.deferUntil ?? null) : null,
    assumed: false,
  }
  const sameExperience = profile.interactions.filter(({ experienceId }) => experienceId === event.experienceId)

  const isVerySame = (one: Interaction) =>
    one.state === state && one.stateAt === at && one.deferUntil === end.deferUntil
  if (sameExperience.some((one) => isVerySame(one) && !one.assumed)) return profile // L11

  const closed =
    sameExperience.findLast((interaction) => interaction.state === 'started' || interaction.state === 'snoozed') ??
    sameExperience.findLast(({ assumed, startedAt }) => assumed && startedAt >= (profile.pageAt ?? startedAt))
  if (closed !== undefined) {
    const interactions = profile.interactions.map((one) => (one === closed ? { ...one, ...end } : one))
    // H6: what began on this page and was not put off is on screen, and so may be another one that has not ended.
    const beganHere = ({ startedAt }: Interaction) => startedAt >= (profile.pageAt ?? startedAt)
    const wasOnScreen = beganHere(closed) && closed.state !== 'snoozed'
    const isAnother = interactions.some((one) => one.state === 'started' && beganHere(one))
    return { ...profile, interactions, busy: wasOnScreen ? isAnother : profile.busy }
  }

  const interaction = { ...reported(event, 'automatic'), ...end }
  if (profile.interactions.some(({ id }) => id === interaction.id)) return profile
  const disarm = onThisPage ? { armed: [] } : {}
  return { ...withInteraction(profile, interaction), ...disarm }
}

/** H3: `api_edit` is read as `delivery`, other kinds stay as they are. */
function reported(event: InteractionEvent, otherwise: string): Interaction {
  const groupKind = event.groupKind ?? otherwise
  return {
    id: event.interactionId ?? `${event.experienceId}@${event.at}`,
    experienceId: event.experienceId,
    startedAt: event.at,
    groupKind: groupKind === 'api_edit' ? 'delivery' : groupKind,
    groupId: event.groupId ?? null,
    state: 'started',
    stateAt: null,
    deferUntil: null,
    assumed: false,
  }
}

/** Ordered by start, then by id in UTF-16 code units (T7). */
function withInteraction(profile: Profile, interaction: Interaction): Profile {
  const interactions = [...profile.interactions, interaction]
  interactions.sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  return { ...profile, interactions }
}

/** E6: `at`, `at_href`, `interaction_id`. */
const trigger = (profile: Profile, deliveryId: string, at: number, atHref: string | null, interactionId: string) =>
  settle(profile, deliveryId, { state: 'triggered', stateAt: at, updatedAt: at, at, atHref, interactionId })

/** No longer pending, so neither attempted nor armed. */
function settle(profile: Profile, deliveryId: string, change: Partial<Delivery>): Profile {
  return {
    ...withDelivery(profile, deliveryId, change),
    deliveryIds: profile.deliveryIds.filter((id) => id !== deliveryId),
    armed: profile.armed.filter((id) => id !== deliveryId),
  }
}

const withDelivery = (profile: Profile, deliveryId: string, change: Partial<Delivery>): Profile => ({
  ...profile,
  deliveries: profile.deliveries.map((one) => (one.id === deliveryId ? { ...one, ...change } : one)),
})
