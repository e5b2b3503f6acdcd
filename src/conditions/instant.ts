import type { Instant } from '../model/index.js'

/** The years 0000 to 9999: what an instant on the wire can be. */
const earliest: Instant = -62_167_219_200_000
const latest: Instant = 253_402_300_799_999

/** A day; a clock, to the second behind a blank; an offset behind a `T`. The fraction is cut to milliseconds. */
const form =
  /^(\d{4}-\d\d-\d\d)(?:(?: (?=[\d:]{8}$)|T)(\d\d)(?::(\d\d)(?::(\d\d)(?:[.,](\d{1,3})\d*)?)?)?(?:Z|([+-](?:[01]\d|2[0-3])):?(\d\d)?)?)?$/i

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

/** A condition asks about one text several times over: the last one's answer is kept. */
let lastText = ''
let lastRead: number | undefined

function readText(text: string): number | undefined {
  if (text !== lastText) {
    lastRead = parseText(text)
    lastText = text
  }
  return lastRead
}

function parseText(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const [, day = '', hour = '00', minute = '00', second = '00', fraction = '', offset = '+00', offsetMinute = '00'] =
    form.exec(text) ?? []
  // `Date` rolls 30 February over into March: only a day that comes back as it went in is one.
  return new Date(day).toJSON()?.startsWith(day)
    ? Date.parse(`${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0')}${offset}:${offsetMinute}`)
    : undefined
}
