import type { Catalog, Code, Delivery, DiscardEvent, Experience, Page, Profile } from '../../src/model/index.js'
import { naiveApply } from './apply.js'
import { judgeAutomatic, judgeDelivery, type Verdict } from './checks.js'
import { validUntil } from './valid-until.js'

type Discard = Pick<DiscardEvent, 'deliveryId' | 'reason'>

export interface NaiveDecision {
  readonly outcome: 'show' | 'redirect' | 'none'
  /** The experience's id, or the delivery's. */
  readonly winner: string | null
  readonly via: 'delivery' | 'automatic' | null
  readonly discards: readonly Discard[]
  readonly armed: readonly string[]
  /** X2, by experience or delivery id. */
  readonly reasons: ReadonlyMap<string, Code>
  /** X3, for everything that has a reason. */
  readonly nextAt: ReadonlyMap<string, number | null>
  /** L9, for what is `rate_limited`. */
  readonly fullGroups: ReadonlyMap<string, readonly string[]>
  /** E11. */
  readonly eligible: readonly string[]
  readonly validUntil: number | null
}

type Candidate =
  | {
      readonly via: 'delivery'
      readonly id: string
      readonly delivery: Delivery
      readonly experience: Experience | undefined
    }
  | { readonly via: 'automatic'; readonly id: string; readonly experience: Experience }

/** E: the answer for a page load, for a peek at the page as it is, or for a trigger on it. */
export function naiveDecide(catalog: Catalog, before: Profile, page: Page, now: number): NaiveDecision {
  const profile = asAsked(before, page, now)
  const all = [...pendingDeliveries(catalog, profile), ...automaticOrder(catalog)]
  const candidates = page.trigger === undefined ? all : all.filter(({ id }) => profile.armed.includes(id))
  const blocked = blockedBy(profile)

  const reasons = new Map<string, Code>()
  const nextAt = new Map<string, number | null>()
  const fullGroups = new Map<string, readonly string[]>()
  const discards: Discard[] = []
  const eligible: string[] = []
  let winner: Candidate | undefined
  let outcome: NaiveDecision['outcome'] = 'none'

  for (const candidate of candidates) {
    const { id, via } = candidate
    const concerned = page.trigger === undefined || belongsTo(candidate, page.trigger, profile, now)
    const verdict = judge(candidate, { catalog, profile, page, now })
    if (blocked === null && concerned && verdict.kind === 'passes') eligible.push(id)
    nextAt.set(id, null)

    if (blocked !== null) reasons.set(id, blocked)
    else if (!concerned) reasons.set(id, winner === undefined ? 'armed' : 'outranked')
    // E3: deliveries behind the one that shows, or redirects, are not attempted.
    else if (winner?.via === 'delivery' && via === 'delivery') reasons.set(id, 'outranked')
    else if (verdict.kind === 'held') {
      reasons.set(id, verdict.code)
      nextAt.set(id, verdict.nextAt)
      if (verdict.fullGroupIds !== undefined) fullGroups.set(id, verdict.fullGroupIds)
    } else if (verdict.kind === 'discarded') {
      reasons.set(id, verdict.code)
      if (page.peek !== true) discards.push({ deliveryId: id, reason: verdict.code })
    } else if (winner !== undefined) reasons.set(id, 'outranked')
    else if (verdict.kind === 'armed') reasons.set(id, 'armed')
    else {
      winner = candidate
      outcome = verdict.kind === 'redirects' ? 'redirect' : 'show'
      reasons.set(id, verdict.kind === 'redirects' ? 'redirected' : 'shown')
    }
  }

  // X2: what became of the deliveries that are no longer pending; a trigger explains the armed candidates only.
  if (page.trigger === undefined) {
    for (const { id, state } of profile.deliveries) {
      if (state === 'pending') continue
      reasons.set(id, state)
      nextAt.set(id, null)
    }
  }

  const armed = outcome === 'none' ? waiting(candidates, reasons, discards, page) : []
  return {
    outcome,
    winner: winner?.id ?? null,
    via: winner?.via ?? null,
    discards,
    armed,
    reasons,
    nextAt,
    fullGroups,
    eligible,
    validUntil: validUntil({ catalog, profile, now }, armedAfterwards(profile, page, outcome, armed)),
  }
}

/** What waits once the decision is applied: a peek changes nothing, a show or redirect disarms, a late page load arms only what it names. */
function armedAfterwards(profile: Profile, page: Page, outcome: NaiveDecision['outcome'], armed: readonly string[]) {
  if (page.peek === true) return profile.armed
  if (outcome !== 'none' || page.trigger !== undefined) return armed
  return armed.length > 0 ? armed : profile.armed
}

/** A page load is recorded before it is asked about; a trigger makes the profile seen; a peek records nothing. */
function asAsked(profile: Profile, page: Page, now: number): Profile {
  if (page.peek === true) return profile
  if (page.trigger !== undefined) return naiveApply(profile, { type: 'trigger', at: now, ...page.trigger })
  return naiveApply(profile, { type: 'page', at: now, href: page.href })
}

/** E1: in the order of `delivery_ids`. */
function pendingDeliveries(catalog: Catalog, profile: Profile): Candidate[] {
  return profile.deliveryIds.flatMap((id): Candidate[] => {
    const delivery = profile.deliveries.find((candidate) => candidate.id === id)
    if (delivery === undefined) return []
    const experience = catalog.experiences.find((candidate) => candidate.id === delivery.modelId)
    return [{ via: 'delivery', id, delivery, experience }]
  })
}

/** E1: the order of kinds, then position with none last, then id by UTF-16 code unit (T7). */
export function automaticOrder({ experiences, settings }: Catalog): Candidate[] {
  const kind = (experience: Experience) => settings.automaticOrder.indexOf(experience.kind)
  const position = (experience: Experience) => experience.position ?? Number.MAX_VALUE
  return [...experiences]
    .sort((a, b) => kind(a) - kind(b) || position(a) - position(b) || (a.id < b.id ? -1 : 1))
    .map((experience) => ({ via: 'automatic', id: experience.id, experience }))
}

/** H6, E2: busy is asked before everything else. */
const blockedBy = (profile: Profile): Code | null =>
  profile.busy ? 'busy' : profile.disabled ? 'profile_disabled' : profile.seen ? null : 'profile_unseen'

interface At {
  readonly catalog: Catalog
  readonly profile: Profile
  readonly page: Page
  readonly now: number
}

function judge(candidate: Candidate, { catalog, profile, page, now }: At): Verdict {
  const triggered = page.trigger !== undefined && belongsTo(candidate, page.trigger, profile, now)
  const asked = { catalog, profile, href: page.href, now, triggered }
  return candidate.via === 'delivery'
    ? judgeDelivery(candidate.delivery, asked)
    : judgeAutomatic(candidate.experience, asked)
}

/** E7: any one of the experience's triggers suffices; a timer's is due once its seconds have passed on the page. */
function belongsTo({ experience }: Candidate, happened: NonNullable<Page['trigger']>, profile: Profile, now: number) {
  return (experience?.triggers ?? []).some((trigger) => {
    if (trigger.on !== happened.on) return false
    if (trigger.on === 'time_on_page') return profile.pageAt !== null && profile.pageAt + trigger.seconds * 1000 <= now
    const sameElement = trigger.element === null || trigger.element === happened.element
    const sameName = trigger.name === null || trigger.name === happened.name
    return sameElement && sameName
  })
}

/** E7: what passes all but its triggers; after a trigger, what was armed and is not discarded. */
function waiting(
  candidates: readonly Candidate[],
  reasons: ReadonlyMap<string, Code>,
  discards: NaiveDecision['discards'],
  page: Page,
): string[] {
  const discarded = discards.map(({ deliveryId }) => deliveryId)
  return candidates
    .map(({ id }) => id)
    .filter((id) => (page.trigger === undefined ? reasons.get(id) === 'armed' : !discarded.includes(id)))
}
