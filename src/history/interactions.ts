import type { Interaction, InteractionEvent } from '../model/index.js'
import { triggerDelivery } from './deliveries.js'
import type { Draft } from './record.js'

/** Takes in a report of what really happened (H1). */
export function report(draft: Draft, event: InteractionEvent): void {
  if (event.state === 'started') reportStart(draft, event)
  else reportEnd(draft, event)
}

function reportStart(draft: Draft, event: InteractionEvent): void {
  const { at } = event
  const deliveryId = draft.deliveryIds.find((id) => id === event.groupId)
  const started = toInteraction(event, deliveryId === undefined ? 'automatic' : 'delivery')
  if (!insertInteraction(draft, started)) return
  if (deliveryId !== undefined) triggerDelivery(draft, deliveryId, at, draft.pageHref, started.id)
  if (!isOnThisPage(draft, at)) return
  draft.busy = true // H6
  draft.armed = [] // E7: a show disarms everything
}

function reportEnd(draft: Draft, event: InteractionEvent): void {
  const { at } = event
  const whole = toInteraction(event, 'automatic')
  const { state, stateAt, deferUntil, assumed } = whole
  const own = draft.interactions.filter((one) => one.experienceId === event.experienceId)
  const isSame = (one: Interaction): boolean =>
    one.state === state && one.stateAt === at && one.deferUntil === deferUntil && !one.assumed
  if (own.some(isSame)) return // L11: the very same report again
  const ended =
    own.findLast((one) => one.state === 'started' || one.state === 'snoozed') ??
    // P1: what really became of the show on this page takes the place of the assumed completion.
    own.findLast((one) => one.assumed && isOnThisPage(draft, one.startedAt))
  if (ended) {
    const end = { state, stateAt, deferUntil, assumed }
    draft.interactions = draft.interactions.map((one) => (one === ended ? { ...one, ...end } : one))
    // H6: only what was on this screen makes way; what was snoozed was not.
    if (ended.state === 'snoozed' || !isOnThisPage(draft, ended.startedAt)) return
    draft.busy = draft.interactions.some((one) => one.state === 'started' && isOnThisPage(draft, one.startedAt))
  } else if (insertInteraction(draft, whole) && isOnThisPage(draft, at)) draft.armed = []
}

/** What a report begins or, where nothing was open, begins and ends at once. */
function toInteraction(event: InteractionEvent, way: string): Interaction {
  const { at, experienceId, state } = event
  const groupKind = event.groupKind ?? way
  return {
    id: event.interactionId ?? `${experienceId}@${at}`,
    experienceId,
    startedAt: at,
    groupKind: groupKind === 'api_edit' ? 'delivery' : groupKind, // H3: the old name; every other value is kept
    groupId: event.groupId ?? null,
    state,
    stateAt: state === 'started' ? null : at,
    deferUntil: state === 'snoozed' ? (event.deferUntil ?? null) : null,
    assumed: false,
  }
}

const isOnThisPage = ({ pageAt }: Draft, at: number): boolean => pageAt === null || at >= pageAt

/**
 * Adds an interaction in its place by start, then id, so that reports commute.
 *
 * @returns whether it was new: an id that is there already changes nothing (L11).
 */
export function insertInteraction(draft: Draft, added: Interaction): boolean {
  const { interactions } = draft
  if (interactions.some(({ id }) => id === added.id)) return false
  let place = interactions.length
  while (place > 0 && isBefore(added, interactions[place - 1] as Interaction)) place -= 1
  draft.interactions = interactions.toSpliced(place, 0, added)
  return true
}

const isBefore = (a: Interaction, b: Interaction): boolean =>
  a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.id < b.id)
