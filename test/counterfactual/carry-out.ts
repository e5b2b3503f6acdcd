import type { Change, ChangeSet } from '../../src/explain.js'
import { compile, decide } from '../../src/index.js'
import {
  type Catalog,
  type Delivery,
  type Experience,
  experience,
  type Page,
  type Profile,
} from '../../src/model/index.js'
import { naiveApply, naiveDecide } from '../naive/index.js'

/** A question, whoever it is asked of. */
export interface Asked {
  readonly catalog: Catalog
  readonly profile: Profile
  readonly page: Page
  readonly now: number
}

/**
 * What would show with these changes made, by the letter: the catalog's own fields are edited, the profile is told
 * what would have happened, and the question is asked again. Nothing here knows how the changes were found.
 *
 * @returns the id of what shows, by the naive interpreter and by the engine
 */
export function shownAfter(asked: Asked, changes: readonly Change[]): readonly [string | null, string | null] {
  const catalog = changes.reduce((edited, change) => editCatalog(edited, change, asked), asked.catalog)
  const profile = changes.reduce((told, change) => tell(told, change, asked.now), asked.profile)
  const scene = { ...asked, catalog, profile, changes }
  return [walk(scene, naively), walk(scene, byEngine)]
}

interface Scene extends Asked {
  readonly changes: readonly Change[]
}

/** What one of the two says of a question. */
interface Answer {
  readonly shown: string | null
  readonly redirects: boolean
  readonly armed: readonly string[]
  readonly discards: readonly { readonly deliveryId: string; readonly reason: NonNullable<Delivery['discardReason']> }[]
}

type Ask = (catalog: Catalog, profile: Profile, page: Page, at: number) => Answer

/** The page load, the wait, and what happens on the page, in this order. */
function walk({ catalog, profile: before, page, now, changes }: Scene, ask: Ask): string | null {
  const other = changes.find((change) => change.kind === 'page')
  const href = other?.kind === 'page' ? other.href : page.href
  const loads = other !== undefined || changes.some(({ kind }) => kind === 'load') || (!page.peek && !page.trigger)
  const pulled = changes.find((change) => change.kind === 'trigger')
  const trigger = pulled?.kind === 'trigger' ? pulled.trigger : null
  const wait = changes.find((change) => change.kind === 'wait')
  const at = wait?.kind === 'wait' ? wait.until : now

  let profile = before
  if (loads) profile = naiveApply(profile, { type: 'page', at: now, href })
  const happens: Page['trigger'] = trigger === null ? page.trigger : eventOf(trigger)
  if (at > now && (loads || happens !== undefined)) {
    // What is discarded when it is asked stays discarded.
    for (const deliveryId of discardedAt({ catalog, profile, before, href, now, loads, trigger, happens }, ask)) {
      profile = naiveApply(profile, { type: 'discard', at: now, ...deliveryId })
    }
  }
  if (happens === undefined) {
    const answer =
      at === now && loads ? ask(catalog, before, { href }, now) : ask(catalog, profile, { href, peek: true }, at)
    return answer.shown
  }
  return triggered({ catalog, profile, before, href, now: at, loads, trigger, happens }, ask).shown
}

interface Trial {
  readonly catalog: Catalog
  readonly profile: Profile
  readonly before: Profile
  readonly href: string
  readonly now: number
  readonly loads: boolean
  readonly trigger: Experience['triggers'][number] | null
  readonly happens: NonNullable<Page['trigger']>
}

/** First the page load decides: it arms, or it shows something and then nothing is armed. Then the trigger comes. */
function triggered({ catalog, profile, href, now, loads, trigger, happens }: Trial, ask: Ask): Answer {
  let waiting = profile
  let discards: Answer['discards'] = []
  if (loads) {
    const load = ask(catalog, profile, { href, peek: true }, now)
    if (load.shown !== null || load.redirects) return load
    discards = load.discards
    for (const discard of discards) waiting = naiveApply(waiting, { type: 'discard', at: now, ...discard })
    if (load.armed.length > 0) waiting = naiveApply(waiting, { type: 'arm', at: now, ids: load.armed })
  }
  const dueAt = trigger?.on === 'time_on_page' ? (waiting.pageAt ?? now) + Math.round(trigger.seconds * 1000) : now
  const answer = ask(catalog, waiting, { href, trigger: happens }, Math.max(now, dueAt))
  return { ...answer, discards: [...discards, ...answer.discards] }
}

function discardedAt(
  trial: Omit<Trial, 'happens'> & { readonly happens: Page['trigger'] },
  ask: Ask,
): Answer['discards'] {
  const { catalog, before, href, now, loads, happens } = trial
  const load = loads ? ask(catalog, before, { href }, now).discards : []
  if (happens === undefined) return load
  const later = triggered({ ...trial, happens }, ask).discards
  return [...load, ...later.filter(({ deliveryId }) => !load.some((one) => one.deliveryId === deliveryId))]
}

const eventOf = (trigger: Experience['triggers'][number]): NonNullable<Page['trigger']> =>
  trigger.on === 'time_on_page' ? { on: trigger.on } : { on: trigger.on, element: trigger.element, name: trigger.name }

const naively: Ask = (catalog, profile, page, at) => {
  const { outcome, winner, armed, discards } = naiveDecide(catalog, profile, page, at)
  return {
    shown: outcome === 'show' ? winner : null,
    redirects: outcome === 'redirect',
    armed,
    discards: discards as Answer['discards'],
  }
}

const byEngine: Ask = (catalog, profile, page, at) => {
  const decision = decide(compile(catalog), profile, page, at)
  const id = decision.outcome === 'none' ? null : 'deliveryId' in decision ? decision.deliveryId : decision.experienceId
  return {
    shown: decision.outcome === 'show' ? id : null,
    redirects: decision.outcome === 'redirect',
    armed: decision.armed,
    discards: decision.events.flatMap((event) => (event.type === 'discard' ? [event] : [])),
  }
}

function editCatalog(catalog: Catalog, change: Change, { profile, now }: Asked): Catalog {
  const edit = (id: string, fields: Partial<Experience>): Catalog => {
    const isKnown = catalog.experiences.some((one) => one.id === id)
    const kind = profile.deliveries.find(({ modelId }) => modelId === id)?.modelKind ?? 'tour'
    const all = isKnown ? catalog.experiences : [...catalog.experiences, experience({ id, kind })]
    return { ...catalog, experiences: all.map((one) => (one.id === id ? { ...one, ...fields } : one)) }
  }
  switch (change.kind) {
    case 'publish':
      return edit(change.experienceId, { publishedAt: change.at, unpublishedAt: null, removed: false })
    case 'unpublish':
      return edit(change.experienceId, { publishedAt: null })
    case 'url_rules':
      return edit(change.experienceId, { urlRules: [] })
    case 'segment':
      return edit(change.experienceId, { segment: null })
    case 'control_group':
      return edit(change.experienceId, { experimentRange: null })
    case 'recurrence':
      return edit(change.experienceId, { recurrence: change.to })
    case 'exempt':
      return edit(change.experienceId, { rateUnlimitAt: now })
    case 'position':
      return edit(change.experienceId, { position: change.to })
    case 'automatic_order':
      return { ...catalog, settings: { ...catalog.settings, automaticOrder: change.to } }
    case 'group_size':
      return {
        ...catalog,
        limitGroups: catalog.limitGroups.map((group) =>
          group.id === change.groupId ? { ...group, rateLimitSize: change.to } : group,
        ),
      }
    default:
      return catalog
  }
}

function tell(profile: Profile, change: Change, now: number): Profile {
  switch (change.kind) {
    case 'trait': {
      const traits = { [change.fact]: set(profile.traits[change.fact], stepsOf(change.path), change.to) ?? null }
      return naiveApply(profile, { type: 'identify', at: now, traits })
    }
    case 'track':
      return naiveApply(profile, { type: 'track', at: now, event: change.event })
    case 'enable':
      return naiveApply(profile, { type: 'identify', at: now, disabled: false })
    case 'delivery':
      return withDelivery(profile, change.deliveryId, { [change.field]: change.to })
    case 'delivery_position': {
      const ids = profile.deliveryIds.filter((id) => id !== change.deliveryId)
      return { ...profile, deliveryIds: [...ids.slice(0, change.to), change.deliveryId, ...ids.slice(change.to)] }
    }
    case 'remove_delivery': {
      const without = (ids: readonly string[]): readonly string[] => ids.filter((id) => id !== change.deliveryId)
      const removed = withDelivery(profile, change.deliveryId, { state: 'removed' })
      return { ...removed, deliveryIds: without(profile.deliveryIds), armed: without(profile.armed) }
    }
    case 'without_show':
      return { ...profile, interactions: profile.interactions.filter(({ id }) => id !== change.interactionId) }
    default:
      return profile
  }
}

const withDelivery = (profile: Profile, id: string, fields: Partial<Delivery>): Profile => ({
  ...profile,
  deliveries: profile.deliveries.map((one) => (one.id === id ? { ...one, ...fields } : one)),
})

const stepsOf = (path: string | null): readonly (string | number)[] =>
  [...(path ?? '').matchAll(/\.([^.[]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index))

/** A copy with one place in it set. */
function set(value: unknown, [step, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (step === undefined) return to
  const isObject = typeof value === 'object' && value !== null
  const copy: Record<string | number, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : isObject
      ? { ...value }
      : typeof step === 'number'
        ? []
        : {}
  const inner = set((copy as Record<string | number, unknown>)[step], rest, to)
  if (inner === undefined && !Array.isArray(copy)) delete copy[step]
  else (copy as Record<string | number, unknown>)[step] = inner
  return copy
}

/** The proper parts of a set: all of a small one; of a large one the empty one, the single ones, and all but one. */
export function properParts(changes: ChangeSet): readonly (readonly Change[])[] {
  if (changes.length > 4) {
    return [
      [],
      ...changes.map((change) => [change]),
      ...changes.map((change) => changes.filter((one) => one !== change)),
    ]
  }
  return Array.from({ length: 2 ** changes.length - 1 }, (_, k) =>
    changes.filter((_change, at) => ((k >> at) & 1) === 1),
  )
}
