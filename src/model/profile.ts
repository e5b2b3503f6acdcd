import type { ExperienceKind } from './catalog.js'
import type { Instant } from './instant.js'

/**
 * One user: traits, deliveries, interactions, and what the rules ask for beside them. Plain data, never
 * changed in place: `apply` gives the next one.
 */
export interface Profile {
  readonly id: string
  /** Raised by every event that is applied, so that a stale operation can be refused (D9). */
  readonly version: number
  readonly uid: string | null
  readonly email: string | null
  readonly traits: Readonly<Record<string, unknown>>
  /** Shown nothing, and spends nothing (E2). */
  readonly disabled: boolean
  /** Whether any page, identify, track, trigger or interaction was ever recorded (D2). */
  readonly seen: boolean
  /** Ordered by `startedAt`, then `id`. */
  readonly interactions: readonly Interaction[]
  /** Every delivery ever made, in the order of creation. */
  readonly deliveries: readonly Delivery[]
  /** The pending ones, in the order in which they are attempted (E1). */
  readonly deliveryIds: readonly string[]
  /** Used idempotency keys, and the delivery that each one made (D5). */
  readonly idempotencyKeys: Readonly<Record<string, string>>
  /** The last instant of each named event (H4). */
  readonly trackedAt: Readonly<Record<string, Instant>>
  /** The last recorded page load, and where it was. */
  readonly pageAt: Instant | null
  readonly pageHref: string | null
  readonly sessionStartedAt: Instant | null
  /** Whether something is on screen, or a redirect is leaving the page (H6, E4). */
  readonly busy: boolean
  /** Experience and delivery ids that wait for a trigger on this page (E7). */
  readonly armed: readonly string[]
}

/** A profile that nothing is known of, never seen. */
export const profile = (id: string, given: Partial<Profile> = {}): Profile => ({
  id,
  version: 0,
  uid: null,
  email: null,
  traits: {},
  disabled: false,
  seen: false,
  interactions: [],
  deliveries: [],
  deliveryIds: [],
  idempotencyKeys: {},
  trackedAt: {},
  pageAt: null,
  pageHref: null,
  sessionStartedAt: null,
  busy: false,
  armed: [],
  ...given,
})

/** The record that a show leaves (H1). */
export interface Interaction {
  readonly id: string
  readonly experienceId: string
  readonly startedAt: Instant
  /** `automatic`, `delivery`, `link`, `api_js`, `launcher`, `experiment`, `campaign`, or a value kept as it came (H3). */
  readonly groupKind: string
  /** The delivery that showed it, where one did. */
  readonly groupId: string | null
  readonly state: 'started' | 'completed' | 'exited' | 'snoozed'
  /** When it came into a state other than `started`. */
  readonly stateAt: Instant | null
  /** Only in state `snoozed` (H5). */
  readonly deferUntil: Instant | null
  /** Completed because nothing is known of its end (P1): a reported end takes the place of the assumed one. */
  readonly assumed: boolean
}

/** One experience directed at one profile (D). */
export interface Delivery {
  readonly id: string
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly modelKind: ExperienceKind
  readonly modelId: string
  readonly profileId: string
  readonly idempotencyKey: string | null
  readonly options: unknown
  readonly from: Instant | null
  readonly until: Instant | null
  readonly useSegmentation: boolean
  readonly once: boolean
  readonly redirect: boolean
  readonly skipTriggers: boolean
  readonly skipUrlMatch: boolean
  readonly groupKind: 'delivery'
  readonly state: 'pending' | 'triggered' | 'discarded' | 'removed' | 'dropped'
  /** When it stopped being pending. */
  readonly stateAt: Instant | null
  /** Why it was discarded (E3). */
  readonly discardReason: 'segment_mismatch' | 'already_seen' | null
  /** When, where and as which interaction it was shown (E6). */
  readonly at: Instant | null
  readonly atHref: string | null
  readonly interactionId: string | null
  /** E4: `sent` to `redirectHref`; `arrived` while that page is open; then `spent`. */
  readonly redirectState: 'none' | 'sent' | 'arrived' | 'spent'
  readonly redirectHref: string | null
}

/** A pending delivery with the defaults of the `current` dialect (D1), and what is given on top. */
export const delivery = (
  given: Pick<Delivery, 'id' | 'createdAt' | 'modelKind' | 'modelId' | 'profileId'> & Partial<Delivery>,
): Delivery => ({
  updatedAt: given.createdAt,
  idempotencyKey: null,
  options: null,
  from: null,
  until: null,
  useSegmentation: false,
  once: false,
  redirect: false,
  skipTriggers: true,
  skipUrlMatch: true,
  groupKind: 'delivery',
  state: 'pending',
  stateAt: null,
  discardReason: null,
  at: null,
  atHref: null,
  interactionId: null,
  redirectState: 'none',
  redirectHref: null,
  ...given,
})
