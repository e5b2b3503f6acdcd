import { IANAZone } from 'luxon'
import { dayMs, type Instant, minuteMs, secondMs, utc, type Zone } from '../model/index.js'

// The years for which transitions are worked out: 1970 to 2100.
const firstInstant: Instant = 0
const lastInstant: Instant = Date.UTC(2101, 0, 1)

// A clock that goes forth and back within one stride would be missed. The shortest such time in the database since
// 1970 is a week, in Recife in October 2000.
const strideMs = 3 * dayMs

/**
 * A zone of the IANA database as data (T8), exact to the second: before 1970 as at its beginning, after 2100 as at its
 * end. The name must be one that the database has.
 */
export function zoneNamed(name: string): Zone {
  const known = zones.get(name)
  if (known !== undefined) return known
  const zone = transitions(name)
  zones.set(name, zone)
  return zone
}

/** Whether the database has a zone of that name. Offsets are no zones: they have no name in a profile. */
export const isZoneName = (name: string): boolean =>
  zones.has(name) || (/^[A-Za-z]/.test(name) && IANAZone.isValidZone(name))

// A zone takes thousands of questions to the database, and a catalog is read again after each edit.
const zones = new Map<string, Zone>()

function transitions(name: string): Zone {
  const iana = IANAZone.create(name)
  const offsetMs = (at: Instant): number => Math.round(iana.offset(at) * 60) * secondMs
  const starts = [utc.starts[0] as Instant]
  const offsetsMs = [offsetMs(firstInstant)]
  for (let from = firstInstant; from < lastInstant; from += strideMs) {
    const until = Math.min(from + strideMs, lastInstant)
    const last = offsetMs(until)
    for (let after = from; offsetsMs.at(-1) !== last; ) {
      after = nextTransition(offsetMs, after, until)
      starts.push(after)
      offsetsMs.push(offsetMs(after))
    }
  }
  return { starts, offsetsMs }
}

/** The least whole second in (after, until] at which the offset is no longer that of `after`; one there is. */
function nextTransition(offsetMs: (at: Instant) => number, after: Instant, until: Instant): Instant {
  const before = offsetMs(after)
  const isBefore = (at: Instant): boolean => offsetMs(at) === before
  // Nearly all clocks turn on a quarter of an hour, so that is asked first.
  const coarse = bisect(isBefore, after, until, quarterMs)
  return isBefore(coarse - secondMs) ? coarse : bisect(isBefore, Math.max(after, coarse - quarterMs), coarse, secondMs)
}

const quarterMs = 15 * minuteMs

/** The least multiple of `stepMs` (or `until`) at which `isBefore`, which holds at `after`, no longer holds. */
function bisect(isBefore: (at: Instant) => boolean, after: Instant, until: Instant, stepMs: number): Instant {
  let low = Math.floor(after / stepMs)
  let high = Math.ceil(until / stepMs)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isBefore(middle * stepMs)) low = middle
    else high = middle
  }
  return Math.min(high * stepMs, until)
}
