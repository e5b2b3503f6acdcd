import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { formatInstant, readInstant } from '../../src/conditions/index.js'

const earliest = Date.parse('0000-01-01T00:00:00Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')

describe('formatInstant (T5)', () => {
  it.each([
    [0, '1970-01-01T00:00:00Z'],
    [1, '1970-01-01T00:00:00.001Z'],
    [Date.UTC(2029, 1, 3), '2029-02-03T00:00:00Z'],
    [earliest, '0000-01-01T00:00:00Z'],
    [latest, '9999-12-31T23:59:59.999Z'],
  ])('%d is %s', (instant, text) => {
    expect(formatInstant(instant)).toBe(text)
  })

  it('writes what luxon writes, and reads it back', () => {
    fc.assert(
      fc.property(fc.integer({ min: earliest, max: latest }), (instant) => {
        const text = formatInstant(instant)
        expect(text).toBe(DateTime.fromMillis(instant, { zone: 'utc' }).toISO({ suppressMilliseconds: true }))
        expect(readInstant(text)).toBe(instant)
      }),
    )
  })
})

describe('readInstant (T3)', () => {
  const noon = Date.UTC(2029, 1, 3, 12)
  it.each<[unknown, number | undefined]>([
    ['2029-02-03T12:00:00Z', noon],
    ['2029-02-03T12:00:00.5Z', noon + 500],
    ['2029-02-03T12:00:00,0019Z', noon + 1],
    ['2029-02-03T14:00:00+02:00', noon],
    ['2029-02-03T14:30+0230', noon],
    ['2029-02-03T07:00:00-05', noon],
    ['2029-02-03T12:00:00', noon],
    ['2029-02-03 12:00:00', noon],
    ['2029-02-03', Date.UTC(2029, 1, 3)],
    ['2029-02-02T24:00:00Z', Date.UTC(2029, 1, 3)],
    ['2028-02-29', Date.UTC(2028, 1, 29)],
    ['0000-01-01', earliest],
    [noon / 1000, noon],
    [String(noon / 1000), noon],
    [1.001, 1001],
    [-1, -1000],
    [0, 0],
    ['2029-02-30', undefined],
    ['2029-02-29T00:00:00Z', undefined],
    ['2029-13-01', undefined],
    ['2029-00-01', undefined],
    ['2029-02-02T24:00:01Z', undefined],
    ['2029-02-03T25:00:00Z', undefined],
    ['2029-02-03T12:60:00Z', undefined],
    ['2029-02-03T12:00:00+24:00', undefined],
    ['2029-02-03Z', undefined],
    ['2029-2-3', undefined],
    [' 2029-02-03', undefined],
    ['2029-02-03\n', undefined],
    ['+45d', undefined],
    ['$now', undefined],
    ['', undefined],
    ['0000-01-01T00:00:00+01:00', undefined],
    [noon, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [true, undefined],
    [null, undefined],
    [undefined, undefined],
    [['2029-02-03'], undefined],
  ])('%j is %j', (value, expected) => {
    expect(readInstant(value)).toBe(expected)
  })

  it('agrees with luxon on whatever looks like ISO 8601', () => {
    const digits = (max: number) => fc.nat(max).map((number) => String(number).padStart(2, '0'))
    // In the first century luxon takes 24:00 for the beginning of the day: years begin after it here.
    const year = fc.integer({ min: 100, max: 9999 }).map((number) => String(number).padStart(4, '0'))
    const day = fc.tuple(year, digits(14), digits(32)).map((parts) => parts.join('-'))
    const fraction = fc.oneof(fc.constant(''), fc.stringMatching(/^[.,]\d{1,9}$/))
    const clock = fc.oneof(
      fc.tuple(digits(25), digits(61), digits(61), fraction).map(([h, m, s, f]) => `T${h}:${m}:${s}${f}`),
      fc.tuple(digits(25), digits(61)).map(([h, m]) => `T${h}:${m}`),
      digits(25).map((h) => `t${h}`),
    )
    const offset = fc.constantFrom('', 'Z', 'z', '+00:00', '-00:00', '+02:00', '-0330', '+14', '-23:59')
    const text = fc.oneof(
      day,
      fc.tuple(day, clock, offset).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (written) => {
        const instant = DateTime.fromISO(written, { zone: 'utc' }).toMillis()
        expect(readInstant(written)).toBe(instant >= earliest && instant <= latest ? instant : undefined)
      }),
      { numRuns: 2000 },
    )
  })
})
