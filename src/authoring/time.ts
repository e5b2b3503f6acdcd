import { DateTime } from 'luxon'
import { dayMs, hourMs, type Instant, minuteMs, secondMs, weekMs } from '../model/index.js'
import { quote } from './quote.js'

/** An instant, or what is wrong with the value and what to write in its place. */
export type InstantReading =
  | { readonly ok: true; readonly value: Instant }
  | { readonly ok: false; readonly message: string; readonly help?: string }

/** The first instant that the wire can carry: 0000-01-01T00:00:00Z. */
export const minInstant: Instant = -62_167_219_200_000
/** The last instant that the wire can carry: 9999-12-31T23:59:59.999Z. */
export const maxInstant: Instant = 253_402_300_799_999

/**
 * Reads an instant as it is written on the wire (T3), to the millisecond; finer fractions are cut off in text
 * and rounded in numbers. Reads no clock, zone or locale of the machine (T1).
 *
 * - ISO 8601 down to the day, with or without a time, extended or basic, calendar, week or ordinal date;
 *   without an offset it is UTC, and `24:00:00` is the next midnight
 * - `2029-02-03 10:00:00`, with or without a fraction, in UTC
 * - Unix seconds, as a number or as digits, so `20290203` is an instant of 1970
 * - `"$now"`, and `"+45d"` (also `s m h w`, with `d` always 24 h), counted from `now`
 *
 * Law: `parseInstant(formatInstant(t), null)` is `t` for every `t` from `minInstant` to `maxInstant`.
 *
 * @param now what relative forms count from; `null` where only an absolute instant makes sense
 */
export function parseInstant(value: unknown, now: Instant | null): InstantReading {
  if (typeof value === 'number') return readSeconds(value)
  if (typeof value !== 'string') return refuse(value)
  const plain = readPlain(value)
  if (plain !== undefined) return { ok: true, value: plain }
  if (digits.test(value)) return readSeconds(Number(value), value)
  if (iso.test(value)) return within(DateTime.fromISO(value, { zone: 'utc', locale: 'en-US' }).toMillis(), value)
  if (sql.test(value)) return within(DateTime.fromSQL(value, { zone: 'utc', locale: 'en-US' }).toMillis(), value)
  return readRelative(value, now)
}

const plain = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{3}))?Z$/

/**
 * The form that we write ourselves (T5): it costs a twentieth of asking Luxon, to which everything else and every
 * doubt is left.
 */
function readPlain(text: string): Instant | undefined {
  const match = plain.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute, second, ms] = match.slice(1).map((part = '0') => Number(part)) as Fields
  // `Date.UTC` takes the years 0 to 99 for those of the last century.
  const isSure = year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= 31
  if (!isSure || hour > 23 || minute > 59 || second > 59) return undefined
  const at = Date.UTC(year, month - 1, day, hour, minute, second, ms)
  // `Date` rolls a day that a month does not have over into the next one.
  return day <= 28 || new Date(at).getUTCDate() === day ? at : undefined
}

type Fields = [year: number, month: number, day: number, hour: number, minute: number, second: number, ms: number]

const digits = /^\d{1,20}(\.\d{1,20})?$/

// Luxon fills what is missing from today, and takes offsets of 99 hours: the shape is settled before it is asked.
const time = String.raw`\d\d(:?\d\d(:?\d\d([.,]\d{1,20})?)?)?`
const offset = String.raw`([Zz]|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)`
const date = String.raw`(\d{4}|[+-]\d{6})(-?\d\d-?\d\d|-?W\d\d-?\d|-?\d{3})`
const iso = new RegExp(`^${date}([Tt]${time}${offset}?)?$`)
const sql = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,20})?$/

function readSeconds(seconds: number, written: string | number = seconds): InstantReading {
  return Number.isFinite(seconds) ? within(Math.round(seconds * secondMs), written) : refuse(written)
}

const relative = /^\+(\d{1,20})([smhdw])$/
const unitMs: Readonly<Record<string, number>> = { s: secondMs, m: minuteMs, h: hourMs, d: dayMs, w: weekMs }

function readRelative(text: string, now: Instant | null): InstantReading {
  const match = relative.exec(text)
  if (match === null && text !== '$now') return refuse(text)
  if (now === null) {
    const message = `no clock to count ${quote(text)} from`
    return { ok: false, message, help: 'write an absolute instant, as "2029-02-03T10:00:00Z"' }
  }
  // T3: a day is 24 h, whatever a calendar says.
  return within(match === null ? now : now + Number(match[1]) * (unitMs[match[2] as string] as number), text)
}

function within(at: number, written: string | number): InstantReading {
  if (Number.isNaN(at)) {
    return {
      ok: false,
      message: `no such date or time: ${quote(written)}`,
      help: 'check the day, hour, minute and second',
    }
  }
  // Adding 0 turns −0 into 0.
  if (at >= minInstant && at <= maxInstant) return { ok: true, value: at + 0 }
  const message = `instant beyond the years 0000 to 9999: ${quote(written)}`
  const looksLikeMs = (typeof written === 'number' || digits.test(written)) && Math.abs(at / secondMs) <= maxInstant
  return looksLikeMs
    ? { ok: false, message, help: `milliseconds? Unix time is written in seconds: ${at / secondMs / secondMs}` }
    : { ok: false, message }
}

function refuse(value: unknown): InstantReading {
  return {
    ok: false,
    message: `not an instant: ${quote(value)}`,
    help: 'write "2029-02-03T10:00:00Z", "2029-02-03 10:00:00", "2029-02-03", Unix seconds, "$now" or "+45d"',
  }
}
