import type { Code, Instant } from '../model/index.js'
import { never } from '../model/index.js'
import type { Candidate, Moment } from './candidate.js'
import type { Subject } from './subject.js'

/** One rule that a candidate must pass. The values that it compares are found in `oncue/explain`. */
export interface Check {
  /** The code of the failure, or `null` where the candidate passes. */
  readonly fails: (candidate: Candidate, subject: Subject, moment: Moment) => Code | null
  /** E9: the instants at which the answer may turn though nothing happens, past ones among them. */
  readonly turns?: (candidate: Candidate, subject: Subject, moment: Moment) => readonly Instant[]
}

/** The earliest of the instants that lie after `now`; `null` where none does. */
export function nextAfter(now: Instant, instants: readonly Instant[]): Instant | null {
  const next = instants.reduce((least, at) => (at > now && at < least ? at : least), never)
  return next === never ? null : next
}
