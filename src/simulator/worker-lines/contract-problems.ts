import { quote } from '../../authoring/quote.js'
import type { TraceEvent } from '../../authoring/trace-event.js'
import { formatInstant } from '../../conditions/index.js'
import type { Instant, Problem } from '../../model/index.js'

/** The line before, of the profile whose turn it is. */
export interface LastLine {
  readonly profileId: string
  readonly at: Instant
  /** Of the trace, and of this input. */
  readonly line: number
  readonly number: number
}

/** T6: what says that a line comes too late; `null` where it does not. */
export function goesBack(before: LastLine, at: Instant, line: number): Problem | null {
  if (at > before.at || (at === before.at && line >= before.line)) return null
  const whose = quote(before.profileId)
  const [found, after] =
    at < before.at
      ? [formatInstant(at), formatInstant(before.at)]
      : [`line ${line} of the trace`, `line ${before.line} of the same instant`]
  return {
    code: 'out_of_order',
    pointer: '',
    message: `time goes back within profile ${whose}: ${found} comes after ${after} (input line ${before.number})`,
    help: 'sort each profile by time, then by line',
  }
}

/** @param begun the number of the line on which the profile began */
export const comesBack = (profileId: string, begun: number, before: LastLine | null): Problem => ({
  code: 'not_contiguous',
  pointer: '',
  message:
    `profile ${quote(profileId)} comes back: it began on input line ${begun}, and ` +
    `${quote(before?.profileId)} is between`,
  help: 'a worker takes one whole profile after another: distribute by profile, and sort by it first',
})

/** C6, P3: had it been passed over, the other workers' answers would not hold. */
export const isEveryonesLine = (type: TraceEvent['type']): Problem =>
  type === 'catalog'
    ? {
        code: 'edit_in_input',
        pointer: '/type',
        message: 'an edit of the catalog concerns every profile, and a worker has only some of them',
        help: 'leave the edits out of the input, and give all of them to every worker by --edits',
      }
    : {
        code: 'sending_in_input',
        pointer: '/type',
        message: `"${type}" may concern every profile, and a worker has only some of them`,
        help: 'leave the sendings out of the input, and give all of them to every worker by --edits',
      }

/** D2: a name may be another worker's profile's. */
export const isNobodys = (type: TraceEvent['type']): Problem => ({
  code: 'nobodys_event',
  pointer: '',
  message: `${JSON.stringify(type)} without a profile_id: a worker cannot tell whose it is`,
  help: 'find out whose it is before the trace is parted, and write its profile_id',
})
