import { dayMs, hourMs, type Instant, minuteMs } from '../model/index.js'

/** The years 0000 to 9999: what an instant on the wire can be. */
const earliest: Instant = -62_167_219_200_000
const latest: Instant = 253_402_300_799_999

const form =
  /^(\d{4}-\d\d-\d\d)(?: (\d\d:[0-5]\d:[0-5]\d)|[Tt](?:(\d\d:[0-5]\d:[0-5]\d)(?:[.,](\d+))?|(\d\d(?::[0-5]\d)?))([Zz]|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$/

/** An instant as ISO 8601 in UTC, with milliseconds only where they are not zero (T5). */
export const formatInstant = (instant: Instant): string => new Date(instant).toISOString().replace('.000Z', 'Z')

/**
 * Reads an instant that a trait holds (T3): ISO 8601 with an offset or in UTC, `YYYY-MM-DD HH:MM:SS`, a day,
 * or Unix seconds as a number or digits. Nothing relative to now, which a trait has no use for.
 *
 * @returns `undefined` for anything else, for days that no calendar has, and outside the years 0000 to 9999. What
 * is finer than a millisecond is dropped from ISO text; Unix seconds go to the nearest one.
 */
export function readInstant(value: unknown): Instant | undefined {
  const instant = typeof value === 'string' ? readText(value) : typeof value === 'number' ? value * 1000 : undefined
  return instant !== undefined && instant >= earliest && instant <= latest ? Math.round(instant) : undefined
}

function readText(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const [, day, clock, isoClock, fraction, shortClock, offset] = form.exec(text) ?? []
  if (day === undefined) return undefined
  const midnight = Date.parse(day)
  // `Date` rolls 30 February over into March: only a day that comes back as it went in is one.
  if (!(midnight >= earliest) || formatInstant(midnight).slice(0, 10) !== day) return undefined
  const [hours = 0, minutes = 0, seconds = 0] = (clock ?? isoClock ?? shortClock ?? '').split(':').map(Number)
  const sinceMidnight = hours * hourMs + minutes * minuteMs + seconds * 1000 + fractionMs(fraction)
  // 24:00:00 is the end of the day, and nothing lies beyond it.
  return sinceMidnight <= dayMs ? midnight + sinceMidnight - offsetMs(offset) : undefined
}

const fractionMs = (fraction = ''): number => Number(fraction.slice(0, 3).padEnd(3, '0'))

function offsetMs(offset = 'Z'): number {
  const [, sign, hours, minutes = 0] = /^([+-])(\d\d):?(\d\d)?$/.exec(offset) ?? []
  return sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * hourMs + Number(minutes) * minuteMs)
}
