import type { Condition } from './condition.js'
import type { Instant } from './instant.js'
import type { RegexProgram } from './regex-program.js'
import type { SendingSettings } from './sending-settings.js'
import type { Zone } from './zone.js'

export type ExperienceKind = 'tour' | 'survey'

/** The whole configuration (C). Plain data: it survives `JSON.stringify`, so a server can send it to a browser. */
export interface Catalog {
  readonly settings: Settings
  readonly tags: readonly Tag[]
  readonly segments: readonly Segment[]
  readonly experiences: readonly Experience[]
  readonly limitGroups: readonly LimitGroup[]
  /** The zones that groups or `settings.zones` name, by name (T8). */
  readonly zones: Readonly<Record<string, Zone>>
}

export interface Settings {
  /** Which of the two seed APIs' defaults and fields deliveries have (D1). */
  readonly dialect: 'current' | '2021-08'
  /** The account's limit of pending deliveries per profile (D7). */
  readonly deliveryIdsLimit: number
  /** The order of kinds among automatic experiences (E1). */
  readonly automaticOrder: readonly [ExperienceKind, ExperienceKind]
  /** Whether expired deliveries count toward the limit, or are taken out before counting (D6). */
  readonly expiredDeliveries: 'count' | 'release'
  /** Zones that profiles may live in, beside those that groups name. */
  readonly zones: readonly string[]
  /** Where it is left out: prepared 5 minutes ahead, failed after 20 (N3). */
  readonly sendings?: SendingSettings
}

export interface Tag {
  readonly id: string
  readonly uid: string | null
  readonly name: string | null
}

export interface Segment {
  readonly id: string
  readonly name: string | null
  readonly conditions: Condition
}

/** A tour or a microsurvey (C1). */
export interface Experience {
  readonly id: string
  readonly kind: ExperienceKind
  readonly name: string | null
  readonly publishedAt: Instant | null
  readonly unpublishedAt: Instant | null
  /** Lower shows first; `null` is last (E1). */
  readonly position: number | null
  readonly tagIds: readonly string[]
  /** `null` is everyone. A `segment_id` on the wire is the reference `{ condition: id }` here. */
  readonly segment: Condition | null
  /** No rule is every page (U1). */
  readonly urlRules: readonly UrlRule[]
  readonly urlOp: 'any' | 'all'
  readonly startUrl: string | null
  readonly triggers: readonly Trigger[]
  readonly recurrence: Recurrence
  /** Set, at whatever instant: exempt from every limit group (L7). */
  readonly rateUnlimitAt: Instant | null
  /** The control group's part of the ring from 0 to 100 (E8). */
  readonly experimentRange: readonly [number, number] | null
  /** A tombstone (C6): never live, but its past shows still count. */
  readonly removed: boolean
}

export type UrlMatchType =
  | 'simple'
  | 'exact'
  | 'regex'
  | 'inverse_simple'
  | 'inverse_exact'
  | 'starts_with'
  | 'wildcard'

export interface UrlRule {
  readonly url: string
  readonly matchType: UrlMatchType
  /** What a `regex` is matched by; `urlRule` and `parseCatalog` of `oncue/authoring` make it from `url`. Never on the wire. */
  readonly program?: RegexProgram
}

/** What a first step may wait for (E7). `null` in `element` or `name` asks for nothing there. */
export type Trigger = ElementTrigger | TimeOnPageTrigger

export interface ElementTrigger {
  readonly on: 'click' | 'hover' | 'input' | 'custom' | 'element_match'
  readonly element: string | null
  readonly name: string | null
}

export interface TimeOnPageTrigger {
  readonly on: 'time_on_page'
  readonly seconds: number
}

/** When an experience may show automatically again (H4). */
export type Recurrence =
  | { readonly kind: 'none' }
  | { readonly kind: 'page' }
  | { readonly kind: 'every'; readonly amount: number; readonly unit: RecurrenceUnit }
  | { readonly kind: 'event'; readonly event: string }

export type RecurrenceUnit = 'hour' | 'day' | 'week' | 'month' | 'year'

/** At most `rateLimitSize` different experiences of the group in each window (L). */
export interface LimitGroup {
  readonly id: string
  readonly name: string | null
  readonly description: string | null
  readonly kind: 'all' | 'tour' | 'survey' | 'tags' | 'campaigns'
  readonly rateLimitSize: number
  /** `7d`, `90m`, `week`, `session`, `lifetime`: what `parseWindow` reads (L5). */
  readonly rateLimitKind: string
  readonly tagIds: readonly string[]
  readonly campaignIds: readonly string[]
  /** Different experiences, or every single show (L3). */
  readonly count: 'experiences' | 'shows'
  /** Whether exempt shows fill the group (L7). */
  readonly exemptShows: 'ignore' | 'count'
  /** For calendar windows; `null` is the profile's own zone (L5). */
  readonly zone: string | null
}

type Given<T, K extends keyof T> = Pick<T, K> & Partial<T>

export const defaultSettings: Settings = {
  dialect: 'current',
  deliveryIdsLimit: 3,
  automaticOrder: ['survey', 'tour'],
  expiredDeliveries: 'count',
  zones: [],
}

/** A catalog with what is not given left empty. */
export const catalog = (given: Partial<Catalog> = {}): Catalog => ({
  settings: defaultSettings,
  tags: [],
  segments: [],
  experiences: [],
  limitGroups: [],
  zones: {},
  ...given,
})

/** An experience for everyone, on every page, unpublished, with what is given on top. */
export const experience = (given: Given<Experience, 'id' | 'kind'>): Experience => ({
  name: null,
  publishedAt: null,
  unpublishedAt: null,
  position: null,
  tagIds: [],
  segment: null,
  urlRules: [],
  urlOp: 'any',
  startUrl: null,
  triggers: [],
  recurrence: { kind: 'none' },
  rateUnlimitAt: null,
  experimentRange: null,
  removed: false,
  ...given,
})

/** A limit group that counts distinct, non-exempt shows, with what is given on top. */
export const limitGroup = (
  given: Given<LimitGroup, 'id' | 'kind' | 'rateLimitSize' | 'rateLimitKind'>,
): LimitGroup => ({
  name: null,
  description: null,
  tagIds: [],
  campaignIds: [],
  count: 'experiences',
  exemptShows: 'ignore',
  zone: null,
  ...given,
})
