import type { Code, Delivery, Experience, Profile } from '../../src/model/index.js'
import { historyHolds, seenBefore } from './history.js'
import { fullGroups, groupsOver, roomAt } from './limits.js'
import { type Asked, matches } from './segment.js'
import { urlMatches } from './url.js'

/** What the checks say of one candidate by itself, without regard to the others. */
export type Verdict =
  | { readonly kind: 'passes' | 'redirects' | 'armed' }
  | { readonly kind: 'discarded'; readonly code: NonNullable<Delivery['discardReason']> }
  | { readonly kind: 'held'; readonly code: Code; readonly nextAt: number | null; readonly fullGroupIds?: string[] }

/** The page, and whether the triggers check passes because a trigger is being judged (E7). */
export interface Question extends Asked {
  readonly href: string
  readonly triggered: boolean
}

const held = (code: Code, nextAt: number | null = null): Verdict => ({ kind: 'held', code, nextAt })

/** E3, E4: window, live, URL, segment, once, triggers. */
export function judgeDelivery(delivery: Delivery, asked: Question): Verdict {
  const { catalog, profile, now } = asked
  const experience = catalog.experiences.find(({ id }) => id === delivery.modelId)
  if (delivery.from !== null && now < delivery.from) return held('before_from', delivery.from)
  if (delivery.until !== null && now > delivery.until) return held('after_until')
  if (experience === undefined || !isLive(experience, now)) return held('not_live', liveAgainAt(experience, now))

  const urlPasses = delivery.skipUrlMatch || delivery.redirectState === 'arrived' || urlMatches(experience, asked.href)
  const segmentPasses = !delivery.useSegmentation || inSegment(experience, asked)
  const oncePasses = !delivery.once || !seenBefore(profile, experience.id)
  const triggersPass = delivery.skipTriggers || experience.triggers.length === 0 || asked.triggered

  if (!urlPasses) {
    const mayRedirect = delivery.redirect && experience.startUrl !== null && delivery.redirectState === 'none'
    return mayRedirect && segmentPasses && oncePasses && triggersPass ? { kind: 'redirects' } : held('url_mismatch')
  }
  if (!segmentPasses) return { kind: 'discarded', code: 'segment_mismatch' }
  if (!oncePasses) return { kind: 'discarded', code: 'already_seen' }
  return { kind: triggersPass ? 'passes' : 'armed' }
}

/** E5: live, control group, URL, segment, history, limits, triggers. */
export function judgeAutomatic(experience: Experience, asked: Question): Verdict {
  const { catalog, profile, now } = asked
  if (!isLive(experience, now)) return held('not_live', liveAgainAt(experience, now))
  if (inControlGroup(experience, profile)) return held('control_group')
  if (!urlMatches(experience, asked.href)) return held('url_mismatch')
  if (!inSegment(experience, asked)) return held('segment_mismatch')

  const { recurrenceUntil, snoozeUntil } = historyHolds(experience, profile)
  const bothOverAt = Math.max(recurrenceUntil, snoozeUntil)
  if (now < recurrenceUntil) return held('recurrence', Number.isFinite(bothOverAt) ? bothOverAt : null)
  if (now < snoozeUntil) return held('snoozed', snoozeUntil)

  const full = fullGroups(catalog, experience, profile, now)
  if (full.length > 0) {
    const nextAt = roomAt(catalog, groupsOver(catalog, experience), profile, now)
    return { kind: 'held', code: 'rate_limited', nextAt, fullGroupIds: full.map(({ id }) => id) }
  }
  return { kind: experience.triggers.length === 0 || asked.triggered ? 'passes' : 'armed' }
}

/** C2, C6. */
export const isLive = ({ publishedAt, unpublishedAt, removed }: Experience, now: number) =>
  !removed && publishedAt !== null && publishedAt <= now && (unpublishedAt === null || unpublishedAt > now)

/** X3: a scheduled publication that really makes it live. */
const liveAgainAt = (experience: Experience | undefined, now: number) => {
  const at = experience?.publishedAt ?? null
  return experience !== undefined && at !== null && at > now && isLive(experience, at) ? at : null
}

/** S1: no segment is everyone. */
const inSegment = ({ segment }: Experience, asked: Asked) => segment === null || matches(segment, asked)

/** E8: a ≤ p < b on the ring; where a = b, nobody. */
function inControlGroup({ experimentRange }: Experience, profile: Profile): boolean {
  if (experimentRange === null) return false
  const [a, b] = experimentRange
  const p = percentOf(profile)
  return a < b ? a <= p && p < b : a > b ? a <= p || p < b : false
}

function percentOf(profile: Profile): number {
  const given = Object.hasOwn(profile.traits, 'percent') ? profile.traits.percent : undefined
  if (typeof given === 'number' && Number.isFinite(given)) {
    // Onto the ring from below 0, and 7.3 stays 7.3: adding 100 to it and taking it away again would not give it back.
    const rest = given % 100
    return rest < 0 ? (rest + 100) % 100 : rest
  }
  return Number(fnv1a(profile.id) % 10_000n) / 100
}

/** E8: FNV-1a of 32 bit over the UTF-8 bytes. */
const fnv1a = (text: string) =>
  new TextEncoder()
    .encode(text)
    .reduce((hash, byte) => ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn, 0x811c9dc5n)
