import type { Code, Instant } from '../model/index.js'
import type { Candidate, Moment } from './candidate.js'
import type { CheckName, Finding } from './finding.js'
import type { Subject } from './subject.js'

/** One rule that a candidate must pass. The same rule at three depths: the code, the evidence, the instants. */
export interface Check {
  readonly name: CheckName
  /** The code of the failure, or `null` where the candidate passes. */
  readonly fails: (candidate: Candidate, subject: Subject, moment: Moment) => Code | null
  /** The values that were compared. */
  readonly find: (candidate: Candidate, subject: Subject, moment: Moment) => Finding
  /** X3: when a failing check passes by waiting; `never` where it does not. */
  readonly passesAt?: (candidate: Candidate, subject: Subject, moment: Moment) => Instant
  /** E9: the least instant after now at which the answer may turn though nothing happens. */
  readonly turnsAt?: (candidate: Candidate, subject: Subject, moment: Moment) => Instant
}

/** The earliest of the instants that lie after `now`; `null` is an instant that never comes. */
export function nextAfter(now: Instant, instants: readonly (Instant | null)[]): Instant {
  return instants.reduce<Instant>(
    (next, at) => (at !== null && at > now && at < next ? at : next),
    Number.POSITIVE_INFINITY,
  )
}
