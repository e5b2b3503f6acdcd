import type { ExperienceKind } from './catalog.js'
import type { Instant } from './instant.js'

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
