import type { Interaction, InteractionEvent } from '../model/index.js'
import { settleDelivery } from './deliveries.js'
import type { Draft } from './record.js'

/** Takes in a report of what really happened (H1). */
export function report(draft: Draft, event: InteractionEvent): void {
  if (event.state === 'started') reportStart(draft, event)
  else reportEnd(draft, event, event.state)
}

function reportStart(draft: Draft, event: InteractionEvent): void {
  const { at, experienceId } = event
  const groupId = event.groupId ?? null
  const id = event.interactionId ?? `${experienceId}@${at}`
  const triggers = groupId !== null && draft.deliveryIds.includes(groupId)
  const groupKind = readGroupKind(event.groupKind ?? (triggers ? 'delivery' : 'automatic'))
  const started = { id, experienceId, startedAt: at, groupKind, groupId, ...open }
  if (!insertInteraction(draft, started)) return
  if (triggers) {
    settleDelivery(draft, groupId, at, { state: 'triggered', at, atHref: draft.pageHref, interactionId: id })
  }
  if (!isOnThisPage(draft, at)) return
  draft.busy = true // H6
  draft.armed = [] // E7: a show disarms everything
}

const open = { state: 'started', stateAt: null, deferUntil: null, assumed: false } as const

function reportEnd(draft: Draft, event: InteractionEvent, state: Exclude<Interaction['state'], 'started'>): void {
  const { at, experienceId } = event
  const end = {
    state,
    stateAt: at,
    deferUntil: state === 'snoozed' ? (event.deferUntil ?? null) : null,
    assumed: false,
  }
  const own = draft.interactions.filter((interaction) => interaction.experienceId === experienceId)
  const ended =
    own.findLast((interaction) => interaction.state === 'started' || interaction.state === 'snoozed') ??
    // P1: what really became of the show on this page takes the place of the assumed completion.
    own.findLast((interaction) => interaction.assumed && isOnThisPage(draft, interaction.startedAt))
  const isSame = (one: Interaction): boolean =>
    one.state === state && one.stateAt === at && one.deferUntil === end.deferUntil && !one.assumed
  if (own.some(isSame)) return // L11: the very same report again
  if (ended !== undefined) {
    draft.interactions = draft.interactions.map((one) => (one === ended ? { ...one, ...end } : one))
  } else {
    const groupKind = readGroupKind(event.groupKind ?? 'automatic')
    const id = event.interactionId ?? `${experienceId}@${at}`
    const whole = { id, experienceId, startedAt: at, groupKind, groupId: event.groupId ?? null, ...end }
    if (!insertInteraction(draft, whole)) return
    if (isOnThisPage(draft, at)) draft.armed = []
  }
  if (isOnThisPage(draft, at)) draft.busy = false
}

/** H3: the delivery's old name; every other value is kept as it came. */
const readGroupKind = (kind: string): string => (kind === 'api_edit' ? 'delivery' : kind)

const isOnThisPage = (draft: Draft, at: number): boolean => draft.pageAt === null || at >= draft.pageAt

/**
 * Adds an interaction in its place by start, then id, so that reports commute.
 *
 * @returns whether it was new: an id that is there already changes nothing (L11).
 */
export function insertInteraction(draft: Draft, interaction: Interaction): boolean {
  const { interactions } = draft
  if (interactions.some(({ id }) => id === interaction.id)) return false
  const last = interactions.at(-1)
  if (last === undefined || last.startedAt < interaction.startedAt) {
    draft.interactions = [...interactions, interaction]
    return true
  }
  const before = interactions.findLastIndex(
    ({ startedAt, id }) =>
      startedAt < interaction.startedAt || (startedAt === interaction.startedAt && id < interaction.id),
  )
  draft.interactions = [...interactions.slice(0, before + 1), interaction, ...interactions.slice(before + 1)]
  return true
}
