import { formatInstant } from '../../conditions/index.js'
import type { Instant } from '../../model/index.js'
import type { TraceReport } from '../../simulator/index.js'
import { badInput, type Failure } from '../failure.js'
import type { Io } from '../io.js'
import { readInstantOption } from './options.js'

interface SpanFlags {
  readonly at?: string
  readonly from?: string
  readonly until?: string
}

/** Which part of a trace is asked about: one instant, or from one to another. */
export interface Span {
  readonly at: Instant | null
  readonly from: Instant | null
  readonly until: Instant | null
}

/** @throws Failure where one of them is no instant, or where nothing can be between them */
export function readSpan(flags: SpanFlags, io: Io): Span {
  const instant = (name: keyof SpanFlags): Instant | null => {
    const given = flags[name]
    return given === undefined ? null : readInstantOption(`--${name}`, given, io)
  }
  const span = { at: instant('at'), from: instant('from'), until: instant('until') }
  const { from, until } = span
  if (from !== null && until !== null && from > until) {
    const words = `from ${formatInstant(from)} until ${formatInstant(until)}`
    throw badInput(`the span ${words} is empty`, 'give --from the earlier instant')
  }
  return span
}

export const isNarrowed = (span: Span): boolean => Object.values(span).some((instant) => instant !== null)

/** The profile is in the trace, and not in the part of it that is asked about. @param what has a first and a last */
export function outsideSpan(what: string, profileId: string, { at }: Span, [first, last]: readonly Instant[]): Failure {
  const when = at === null ? 'in that time' : 'by then'
  const [begin = 0, end = begin] = [first, last]
  const bounds = `the first ${what} is at ${formatInstant(begin)}, the last at ${formatInstant(end)}`
  return badInput(`no ${what} of profile "${profileId}" ${when}`, bounds)
}

/** What to do where a profile is nowhere in a trace. */
export const helpForNobody = ({ unreadable }: TraceReport): string =>
  unreadable > 0
    ? 'some lines could not be read: are their fields called otherwise? see --map'
    : 'is it the right id? ids are compared as text'
