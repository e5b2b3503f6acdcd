import type { Decision, Instant, ProfileEvent } from '../model/index.js'

/** Something that happened to a profile and is kept by now, with what was decided on it: for a decision log. */
export interface Recorded {
  /** When the request was taken. What it reports may have happened at another time: that is in its event. */
  readonly at: Instant
  readonly profileId: string
  /** As the request gave it. */
  readonly eventId: string | null
  /** In order: what was reported, then the changes that were decided. */
  readonly events: readonly ProfileEvent[]
  /** `null` where nothing was asked. */
  readonly decision: Decision | null
  /** Of a lifecycle call of a delivery: the line of a trace that it is, without `at` and `profile_id`. */
  readonly call: Readonly<Record<string, unknown>> | null
}
