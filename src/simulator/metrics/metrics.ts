import type { Instant } from '../../model/index.js'
import {
  type Counts,
  counts,
  greatest,
  type Histogram,
  histogram,
  type Keyed,
  keyed,
  least,
  type Monoid,
  type Ranked,
  record,
  sum,
  top,
} from './monoid.js'
import { type Refusal, refusals } from './refusals.js'
import { type SendingMetrics, sendingMetrics } from './sendings.js'

/**
 * All that is measured of a replay, or of a part of its profiles. Plain data: it survives `JSON.stringify` and
 * `postMessage`. What each figure means is written in docs/metrics.md.
 */
export interface Metrics {
  readonly profiles: number
  readonly profilesWithShow: number
  readonly profilesInUnknownZones: number
  /** The first page load. */
  readonly firstAt: Instant | null
  readonly calls: CallMetrics
  readonly fidelity: FidelityMetrics
  /** By UTC day, `2029-02-03`. */
  readonly days: Keyed<DayMetrics>
  /** By experience id. */
  readonly experiences: Keyed<ExperienceMetrics>
  /** By the id of the experience that they deliver. */
  readonly deliveries: Keyed<DeliveryMetrics>
  /** By sending id. */
  readonly sendings: Keyed<SendingMetrics>
  /** By limit group id. */
  readonly groups: Keyed<GroupMetrics>
  /** By window: a person's most shows in it, and of how many people. */
  readonly fatigue: Keyed<Histogram>
  /** By fact: the profiles that do not have it. */
  readonly unobserved: Counts
  readonly busiest: readonly Ranked[]
}

export interface CallMetrics {
  readonly created: number
  readonly repeated: number
  /** By status. */
  readonly refused: Counts
  /** The first of them. */
  readonly refusals: readonly Refusal[]
}

export interface FidelityMetrics {
  readonly pageLoads: number
  readonly agreed: number
  readonly onlyPredicted: number
  readonly onlyRecorded: number
  readonly different: number
}

export interface DayMetrics {
  readonly pageLoads: number
  readonly pageLoadsWithShow: number
  readonly redirects: number
  readonly showsByTrigger: number
  readonly profilesWithShow: number
  /** By code: the first that held back what came near by itself. */
  readonly holds: Counts
}

/** By code: candidates that came near and did not show. */
export interface HoldMetrics {
  /** Each by the first check that it fails. */
  readonly first: Counts
  /** Each by every one that it fails. */
  readonly any: Counts
  /** Those that fail just one, by that one. */
  readonly sole: Counts
}

export interface ExperienceMetrics {
  /** Profiles that it was shown to. */
  readonly users: number
  readonly days: Keyed<ShowMetrics>
  readonly holds: HoldMetrics
  readonly starvation: StarvationMetrics
}

export interface ShowMetrics {
  readonly automatic: number
  readonly delivered: number
}

export interface StarvationMetrics {
  readonly users: number
  /** Summed over them. */
  readonly days: number
  /** By experience: page loads on which it went first. */
  readonly outrankedBy: Counts
}

export interface DeliveryMetrics {
  readonly made: number
  readonly triggered: number
  /** By reason. */
  readonly discarded: Counts
  readonly removed: number
  readonly dropped: number
  readonly pending: number
  /** Of the pending ones. */
  readonly expired: number
  /** Whole minutes from creation to show. */
  readonly minutesToShow: Histogram
  readonly longestMsToShow: number | null
  readonly holds: HoldMetrics
}

export interface GroupMetrics {
  /** Whole seconds per profile, summed: milliseconds of millions of people are more than a number holds exactly. */
  readonly fullSeconds: number
  /** Profiles for which it was ever full. */
  readonly users: number
  /** By experience: how often its show was the one that filled it. */
  readonly filledBy: Counts
  /** By the number of a UTC day. */
  readonly days: Keyed<GroupDayMetrics, number>
}

/**
 * For how many it was full on a day, as what changes on it: what is full for a year is told on four days, and sums up to
 * all of them.
 */
export interface GroupDayMetrics {
  /** Profiles for which it is full from this day on, less those for which it was full up to the day before. */
  readonly users: number
  /** Whole seconds of this day, of times that begin or end on it. */
  readonly seconds: number
  /** Times that cover whole days from this one on, less those that did so up to the day before. */
  readonly wholeDays: number
}

const holds: Monoid<HoldMetrics> = record<HoldMetrics>({ first: counts, any: counts, sole: counts })

export const dayMetrics: Monoid<DayMetrics> = record<DayMetrics>({
  pageLoads: sum,
  pageLoadsWithShow: sum,
  redirects: sum,
  showsByTrigger: sum,
  profilesWithShow: sum,
  holds: counts,
})

export const experienceMetrics: Monoid<ExperienceMetrics> = record<ExperienceMetrics>({
  users: sum,
  days: keyed(record<ShowMetrics>({ automatic: sum, delivered: sum })),
  holds,
  starvation: record<StarvationMetrics>({ users: sum, days: sum, outrankedBy: counts }),
})

export const deliveryMetrics: Monoid<DeliveryMetrics> = record<DeliveryMetrics>({
  made: sum,
  triggered: sum,
  discarded: counts,
  removed: sum,
  dropped: sum,
  pending: sum,
  expired: sum,
  minutesToShow: histogram,
  longestMsToShow: greatest,
  holds,
})

export const groupMetrics: Monoid<GroupMetrics> = record<GroupMetrics>({
  fullSeconds: sum,
  users: sum,
  filledBy: counts,
  days: keyed(record<GroupDayMetrics>({ users: sum, seconds: sum, wholeDays: sum })),
})

/** How many of the profiles that were shown most are kept. */
export const busiestSize = 5

const metrics: Monoid<Metrics> = record<Metrics>({
  profiles: sum,
  profilesWithShow: sum,
  profilesInUnknownZones: sum,
  firstAt: least,
  calls: record<CallMetrics>({ created: sum, repeated: sum, refused: counts, refusals }),
  fidelity: record<FidelityMetrics>({
    pageLoads: sum,
    agreed: sum,
    onlyPredicted: sum,
    onlyRecorded: sum,
    different: sum,
  }),
  days: keyed(dayMetrics),
  experiences: keyed(experienceMetrics),
  deliveries: keyed(deliveryMetrics),
  sendings: keyed(sendingMetrics),
  groups: keyed(groupMetrics),
  fatigue: keyed(histogram),
  unobserved: counts,
  busiest: top(busiestSize),
})

/** Of no profile at all. */
export const emptyMetrics: Metrics = metrics.empty

/**
 * What two parts come to together. Associative and commutative, with `emptyMetrics` as the identity: the metrics of a
 * trace are those of its profiles, parted and merged in whatever way. No profile may be in both parts.
 */
export const mergeMetrics = (a: Metrics, b: Metrics): Metrics => metrics.merge(a, b)

/** Whether a value that was read is the metrics of some profiles. */
export const isMetrics = (value: unknown): value is Metrics => metrics.fits(value)
