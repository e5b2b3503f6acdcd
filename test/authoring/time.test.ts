import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maxInstant, minInstant, parseInstant } from '../../src/authoring/time.js'
import { formatInstant, readInstant } from '../../src/conditions/index.js'

const now = Date.UTC(2029, 1, 3, 10)

/** 2029-02-03, a Saturday, is day 34 of its year and day 6 of week 5. */
const midnight = Date.UTC(2029, 1, 3)
const ten = Date.UTC(2029, 1, 3, 10)

describe('absolute forms (T3)', () => {
  it.each<[unknown, number]>([
    ['2029-02-03T10:00:00Z', ten],
    ['2029-02-03T10:00:00.123Z', ten + 123],
    ['2029-02-03T10:00:00.1239Z', ten + 123],
    ['2029-02-03T10:00:00,5Z', ten + 500],
    ['2029-02-03T10:00Z', ten],
    ['2029-02-03T10Z', ten],
    ['2029-02-03t10:00:00z', ten],
    ['2029-02-03T12:00:00+02:00', ten],
    ['2029-02-03T12:00:00+0200', ten],
    ['2029-02-03T12:00:00+02', ten],
    ['2029-02-03T09:30:00-00:30', ten],
    ['2029-02-04T09:59:00+23:59', ten],
    ['20290203T100000Z', ten],
    ['20290203T1200+0200', ten],
    ['2029-W05-6', midnight],
    ['2029W056T10Z', ten],
    ['2029-034', midnight],
    ['2029034T100000Z', ten],
    ['2028-366', Date.UTC(2028, 11, 31)],
    ['2028-02-29', Date.UTC(2028, 1, 29)],
    ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
    ['+002029-02-03', midnight],
    // Without an offset it is UTC.
    ['2029-02-03T10:00:00', ten],
    ['2029-02-03 10:00:00', ten],
    ['2029-02-03 10:00:00.25', ten + 250],
    ['2029-02-03', midnight],
    // The midnight that ends a day begins the next.
    ['2029-02-02T24:00:00Z', midnight],
    ['2029-02-02 24:00:00', midnight],
    // Unix seconds.
    [ten / 1000, ten],
    [ten / 1000 + 0.123, ten + 123],
    [1780000000.123, 1780000000123],
    [0, 0],
    [-0.0001, 0],
    [-1, -1000],
    [String(ten / 1000), ten],
    ['1780000000.123', 1780000000123],
    ['20290203', 20290203000],
    ['0000-01-01', minInstant],
    ['9999-12-31T23:59:59.999Z', maxInstant],
    [minInstant / 1000, minInstant],
    [maxInstant / 1000, maxInstant],
  ])('%j', (written, instant) => {
    expect(parseInstant(written, null)).toStrictEqual({ ok: true, value: instant })
  })
})

describe('relative forms count from now (T3, T4)', () => {
  it.each([
    ['$now', 0],
    ['+0d', 0],
    ['+90s', 90_000],
    ['+5m', 300_000],
    ['+3h', 10_800_000],
    ['+1d', 86_400_000],
    ['+45d', 3_888_000_000],
    ['+2w', 1_209_600_000],
  ])('%s', (written, afterMs) => {
    expect(parseInstant(written, now)).toStrictEqual({ ok: true, value: now + afterMs })
  })
})

const forms = 'write "2029-02-03T10:00:00Z", "2029-02-03 10:00:00", "2029-02-03", Unix seconds, "$now" or "+45d"'

describe('anything else is refused', () => {
  it.each([
    ['tomorrow', 'not an instant: "tomorrow"'],
    ['', 'not an instant: ""'],
    [' 2029-02-03', 'not an instant: " 2029-02-03"'],
    ['2029-02-03\n', 'not an instant: "2029-02-03\\n"'],
    ['2029-02', 'not an instant: "2029-02"'],
    ['2029-W05', 'not an instant: "2029-W05"'],
    ['2029-2-3', 'not an instant: "2029-2-3"'],
    // Luxon would take these for a time of today, or ask a zone.
    ['10:00', 'not an instant: "10:00"'],
    ['T10:00', 'not an instant: "T10:00"'],
    ['2029-02-03T10:00[Europe/Paris]', 'not an instant: "2029-02-03T10:00[Europe/Paris]"'],
    ['2029-02-03 10:00:00 Europe/Paris', 'not an instant: "2029-02-03 10:00:00 Europe/Paris"'],
    ['2029-02-03 10:00', 'not an instant: "2029-02-03 10:00"'],
    ['2029-02-03T10:00+24:00', 'not an instant: "2029-02-03T10:00+24:00"'],
    ['2029-02-03T10:00.5Z', 'not an instant: "2029-02-03T10:00.5Z"'],
    ['+1.5d', 'not an instant: "+1.5d"'],
    ['+-1d', 'not an instant: "+-1d"'],
    ['-1d', 'not an instant: "-1d"'],
    ['+1y', 'not an instant: "+1y"'],
    ['+d', 'not an instant: "+d"'],
    ['$NOW', 'not an instant: "$NOW"'],
    ['x'.repeat(100_000), `not an instant: "${'x'.repeat(40)}…"`],
    [Number.NaN, 'not an instant: NaN'],
    [Number.POSITIVE_INFINITY, 'not an instant: Infinity'],
    [null, 'not an instant: null'],
    [undefined, 'not an instant: nothing'],
    [true, 'not an instant: true'],
    [{ toString: () => '2029-02-03' }, 'not an instant: an object'],
    [[2029, 2, 3], 'not an instant: an array'],
    [10n, 'not an instant: 10'],
    [() => 0, 'not an instant: a function'],
    [Symbol('now'), 'not an instant: Symbol(now)'],
  ])('%o', (written, message) => {
    expect(parseInstant(written, now)).toStrictEqual({ ok: false, message, help: forms })
  })

  it.each([
    '2029-02-30',
    '2029-02-29',
    '2029-13-01',
    '2029-00-10',
    '2029-02-00T10:00:00Z',
    '2029-366',
    '2029-W53-1',
    '2029-02-03T25:00:00Z',
    '2029-02-03T24:00:01Z',
    '2029-02-03T10:60:00Z',
    // A leap second has no number in Unix time.
    '2029-06-30T23:59:60Z',
  ])('%s, which no calendar has', (written) => {
    expect(parseInstant(written, now)).toStrictEqual({
      ok: false,
      message: `no such date or time: "${written}"`,
      help: 'check the day, hour, minute and second',
    })
  })

  it.each([
    [1_780_000_000_000, 'instant beyond the years 0000 to 9999: 1780000000000', 1780000000],
    ['1780000000000', 'instant beyond the years 0000 to 9999: "1780000000000"', 1780000000],
    [253_402_300_800, 'instant beyond the years 0000 to 9999: 253402300800', 253402300.8],
  ])('%j, with the guess that it is milliseconds', (written, message, seconds) => {
    expect(parseInstant(written, now)).toStrictEqual({
      ok: false,
      message,
      help: `milliseconds? Unix time is written in seconds: ${seconds}`,
    })
  })

  it.each([
    [1e308, '1e+308'],
    ['99999999999999999999', '"99999999999999999999"'],
    ['+99999999999999999999w', '"+99999999999999999999w"'],
    ['-000001-12-31', '"-000001-12-31"'],
    ['+010000-01-01', '"+010000-01-01"'],
    ['9999-12-31T24:00:00Z', '"9999-12-31T24:00:00Z"'],
    ['0000-01-01T00:00:00+01:00', '"0000-01-01T00:00:00+01:00"'],
  ])('%j, beyond what the wire carries', (written, quoted) => {
    const message = `instant beyond the years 0000 to 9999: ${quoted}`
    expect(parseInstant(written, now)).toStrictEqual({ ok: false, message })
  })

  it.each(['$now', '+45d'])('%s where there is no clock', (written) => {
    expect(parseInstant(written, null)).toStrictEqual({
      ok: false,
      message: `no clock to count "${written}" from`,
      help: 'write an absolute instant, as "2029-02-03T10:00:00Z"',
    })
  })
})

describe('laws', () => {
  const instants = fc.integer({ min: minInstant, max: maxInstant })

  it('what is written is read again (T5)', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(parseInstant(formatInstant(instant), null)).toStrictEqual({ ok: true, value: instant })
      }),
    )
  })

  it('an offset changes the text, not the instant', () => {
    const hours = fc.integer({ min: 0, max: 23 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), hours, (instant, hour) => {
        const local = new Date(instant + hour * 3_600_000).toISOString().slice(0, -1)
        const reading = parseInstant(`${local}+${String(hour).padStart(2, '0')}:00`, null)
        expect(reading).toStrictEqual({ ok: true, value: instant })
      }),
    )
  })

  it('reads what a trait that holds the same text is taken for', () => {
    const forms: ((iso: string) => string | number)[] = [
      (iso) => iso,
      (iso) => iso.slice(0, -1),
      (iso) => iso.slice(0, 19).replace('T', ' '),
      (iso) => iso.slice(0, 10),
      (iso) => Math.floor(Date.parse(iso) / 1000),
      (iso) => String(Math.abs(Math.floor(Date.parse(iso) / 1000))),
    ]
    fc.assert(
      fc.property(instants, fc.constantFrom(...forms), (instant, form) => {
        const written = form(new Date(instant).toISOString())
        expect(parseInstant(written, null)).toStrictEqual({ ok: true, value: readInstant(written) })
      }),
    )
  })

  it('never throws, and what it reads is a whole millisecond in range', () => {
    const texts = fc.oneof(
      fc.anything(),
      fc.string(),
      fc.double(),
      fc.stringMatching(/^[+-]?\d{1,4}-?[\dWT:.Z+-]{0,20}$/),
    )
    fc.assert(
      fc.property(texts, (written) => {
        const reading = parseInstant(written, now)
        if (!reading.ok) return
        expect(Number.isInteger(reading.value) && !Object.is(reading.value, -0)).toBe(true)
        expect(reading.value >= minInstant && reading.value <= maxInstant).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
