import {
  type CalendarUnit,
  type Catalog,
  type Experience,
  type LimitGroup,
  type Profile,
  sessionGapMs,
} from '../../src/model/index.js'
import { nextPeriodStart, periodStart, zoneOf } from './calendar.js'

/** L2: by kind, tags or list. Liveness is another check for what may show, and is ignored for what did (L8). */
function contains(group: LimitGroup, experience: Experience): boolean {
  switch (group.kind) {
    case 'all':
      return true
    case 'tour':
    case 'survey':
      return experience.kind === group.kind
    case 'tags':
      return group.tagIds.some((tagId) => experience.tagIds.includes(tagId))
    case 'campaigns':
      return group.campaignIds.includes(experience.id)
  }
}

/** L1, L7: the groups that an experience must find room in; one that is exempt asks none. */
export const groupsOver = (catalog: Catalog, experience: Experience) =>
  experience.rateUnlimitAt === null ? catalog.limitGroups.filter((group) => contains(group, experience)) : []

/** L6: those of them that are full, whether or not they count this very experience. */
export const fullGroups = (catalog: Catalog, experience: Experience, profile: Profile, now: number) =>
  groupsOver(catalog, experience).filter((group) => isFull(catalog, group, profile, now))

/** L3: different experiences, or every show, within the window. L10: a size of 0 is always full. */
export function isFull(catalog: Catalog, group: LimitGroup, profile: Profile, now: number): boolean {
  const first = firstCounted(catalog, group, profile, now)
  const shows = countedShows(catalog, group, profile).filter(({ startedAt }) => startedAt >= first)
  const counted = group.count === 'shows' ? shows.length : new Set(shows.map(({ experienceId }) => experienceId)).size
  return counted >= group.rateLimitSize
}

const exemptKinds = ['delivery', 'link', 'api_js', 'launcher']

/** L7, L8: the past shows that a group takes into account, by the catalog as it is now. */
function countedShows(catalog: Catalog, group: LimitGroup, profile: Profile) {
  return profile.interactions.filter(({ experienceId, groupKind }) => {
    const experience = catalog.experiences.find(({ id }) => id === experienceId)
    if (experience === undefined || !contains(group, experience)) return false
    const exempt = exemptKinds.includes(groupKind) || experience.rateUnlimitAt !== null
    return !exempt || group.exemptShows === 'count'
  })
}

/** L4, L5: the first instant that counts. L11: there is no last one, so a show in the future counts already. */
function firstCounted(catalog: Catalog, group: LimitGroup, profile: Profile, now: number): number {
  const window = windowOf(group)
  switch (window.kind) {
    case 'rolling':
      return now - window.windowMs + 1 // L4: exactly one window ago no longer counts
    case 'calendar':
      return periodStart(now, window.unit, zoneOf(catalog, group, profile))
    case 'session': {
      const over = profile.pageAt === null || now - profile.pageAt > sessionGapMs
      return over ? now : (profile.sessionStartedAt ?? now)
    }
    case 'lifetime':
      return Number.NEGATIVE_INFINITY
  }
}

/** L9: the first instant after now at which none of these groups is full if nothing else shows; `null` is never. */
export function roomAt(catalog: Catalog, groups: readonly LimitGroup[], profile: Profile, now: number): number | null {
  const instants = groups.flatMap((group) => leavingInstants(catalog, group, profile, now))
  const later = instants.filter((at) => at > now).sort((a, b) => a - b)
  return later.find((at) => !groups.some((group) => isFull(catalog, group, profile, at))) ?? null
}

/** Every instant at which some show may leave the group's window. */
function leavingInstants(catalog: Catalog, group: LimitGroup, profile: Profile, now: number): number[] {
  const shownAt = profile.interactions.map(({ startedAt }) => startedAt)
  const window = windowOf(group)
  switch (window.kind) {
    case 'rolling':
      return shownAt.map((at) => at + window.windowMs)
    case 'calendar': {
      const zone = zoneOf(catalog, group, profile)
      return [now, ...shownAt].map((at) => nextPeriodStart(at, window.unit, zone))
    }
    case 'session':
      return [sessionEnd(profile), ...shownAt.map((at) => at + 1)]
    case 'lifetime':
      return []
  }
}

/** L5: the first instant that the session of the last page load does not reach. */
const sessionEnd = ({ pageAt }: Profile) => (pageAt === null ? Number.NEGATIVE_INFINITY : pageAt + sessionGapMs + 1)

type Window =
  | { readonly kind: 'rolling'; readonly windowMs: number }
  | { readonly kind: 'calendar'; readonly unit: CalendarUnit }
  | { readonly kind: 'session' | 'lifetime' }

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** L5: how a window is written. */
function windowOf({ rateLimitKind }: LimitGroup): Window {
  if (rateLimitKind === 'session' || rateLimitKind === 'lifetime') return { kind: rateLimitKind }
  const [, number, unit = ''] = /^(\d+)([smhdw])$/.exec(rateLimitKind) ?? []
  return number === undefined
    ? { kind: 'calendar', unit: rateLimitKind as CalendarUnit }
    : { kind: 'rolling', windowMs: Number(number) * (unitMs[unit] as number) }
}
