import type { Delivery } from './delivery.js'
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
