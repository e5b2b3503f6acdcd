import type { Catalog, PageEvent, Profile, ProfileEvent, TriggerEvent } from '../../src/model/index.js'
import { naiveApply } from './apply.js'
import { type NaiveDecision, naiveDecide } from './decide.js'

export type NaiveEvent = Exclude<ProfileEvent, PageEvent> | (PageEvent & { readonly peek?: boolean })

export interface NaiveStep {
  readonly profile: Profile
  readonly decision: NaiveDecision | null
  /** What the decision changes, in order (E10). */
  readonly changes: readonly ProfileEvent[]
}

/** E10: an event is recorded, a question asked where it asks one, and what is decided recorded. P1: `completes`. */
export function naiveStep(catalog: Catalog, before: Profile, event: NaiveEvent, completes: boolean): NaiveStep {
  const { at } = event
  if (event.type === 'page' && event.peek) {
    const decision = naiveDecide(catalog, before, { href: event.href, peek: true }, at)
    return { profile: before, decision, changes: [] }
  }
  const recorded = naiveApply(before, event)
  if (event.type === 'page') {
    const decision = naiveDecide(catalog, before, { href: event.href }, at)
    return decided(catalog, recorded, decision, { at, href: event.href, isPage: true, completes })
  }
  const trigger = triggerOf(event)
  // E7: a trigger is for what is armed on the page that is open.
  if (trigger === null || recorded.armed.length === 0 || recorded.pageHref === null)
    return { profile: recorded, decision: null, changes: [] }
  const href = recorded.pageHref
  const decision = naiveDecide(catalog, recorded, { href, trigger }, at)
  return decided(catalog, recorded, decision, { at, href, isPage: false, completes })
}

/** E7: a named event is a custom trigger of its name. */
function triggerOf(event: NaiveEvent): Omit<TriggerEvent, 'type' | 'at'> | null {
  if (event.type === 'trigger') return event
  return event.type === 'track' ? { on: 'custom', name: event.event } : null
}

interface Moment {
  readonly at: number
  readonly href: string
  readonly isPage: boolean
  readonly completes: boolean
}

function decided(catalog: Catalog, recorded: Profile, decision: NaiveDecision, moment: Moment): NaiveStep {
  const changes = changesOf(catalog, recorded, decision, moment)
  return { profile: changes.reduce(naiveApply, recorded), decision, changes }
}

/** E3, E4, E6, E7: the discards in their order, then the show, the redirect, or what was armed. */
function changesOf(catalog: Catalog, profile: Profile, decision: NaiveDecision, moment: Moment): ProfileEvent[] {
  const { at, href, isPage, completes } = moment
  const { outcome, winner, via, armed, discards } = decision
  const discarded = discards.map(({ deliveryId, reason }) => ({ type: 'discard', at, deliveryId, reason }) as const)
  if (outcome === 'none' || winner === null) {
    // After a trigger that shows nothing the rest stays armed as it was.
    return isPage && armed.length > 0 ? [...discarded, { type: 'arm', at, ids: armed }] : discarded
  }
  const deliveryId = via === 'delivery' ? winner : null
  const experienceId = profile.deliveries.find(({ id }) => id === deliveryId)?.modelId ?? winner
  if (outcome === 'redirect') {
    const startUrl = catalog.experiences.find(({ id }) => id === experienceId)?.startUrl ?? ''
    return [...discarded, { type: 'redirect', at, deliveryId: winner, href: startUrl }]
  }
  const interactionId = nextInteractionId(profile)
  return [...discarded, { type: 'show', at, href, experienceId, deliveryId, interactionId, completed: completes }]
}

/** E6: `<profile id>:<n>`, n counting up from the number of interactions plus one until it is free. */
function nextInteractionId({ id, interactions }: Profile): string {
  let n = interactions.length + 1
  while (interactions.some((one) => one.id === `${id}:${n}`)) n += 1
  return `${id}:${n}`
}
