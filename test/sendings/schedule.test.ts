import fc from 'fast-check'
import { Settings } from 'luxon'
import { describe, expect, it } from 'vitest'
import { formatInstant } from '../../src/conditions/index.js'
import { made, toAnn } from './support.js'

const scheduledAt = (from: string, length: string): string =>
  formatInstant(made({ ...toAnn, schedule: { type: 'relative', in: length } }, Date.parse(from)).scheduledAt ?? 0)

describe('N2, T8: a relative schedule goes by the calendar in UTC', () => {
  it.each([
    ['2029-02-03T10:00:00Z', '1 second', '2029-02-03T10:00:01Z'],
    ['2029-02-03T10:00:00Z', '90 seconds', '2029-02-03T10:01:30Z'],
    ['2029-02-03T10:00:00Z', '30 minutes', '2029-02-03T10:30:00Z'],
    ['2029-02-03T10:00:00Z', '36 hours', '2029-02-04T22:00:00Z'],
    ['2029-02-03T10:00:00Z', '1 day', '2029-02-04T10:00:00Z'],
    ['2029-02-03T10:00:00Z', '2 weeks', '2029-02-17T10:00:00Z'],
    ['2029-02-03T10:00:00Z', '5 months', '2029-07-03T10:00:00Z'],
    ['2029-02-03T10:00:00Z', '1 year', '2030-02-03T10:00:00Z'],
    // A singular is as good as a plural, and the other way round.
    ['2029-02-03T10:00:00Z', '1 days', '2029-02-04T10:00:00Z'],
    ['2029-02-03T10:00:00Z', '2 day', '2029-02-05T10:00:00Z'],
    ['2029-02-03T10:00:00Z', '0 months', '2029-02-03T10:00:00Z'],
    ['2029-02-03T10:00:00Z', '007 days', '2029-02-10T10:00:00Z'],
    // Month ends: the last day of a shorter month.
    ['2029-01-31T10:00:00Z', '1 month', '2029-02-28T10:00:00Z'],
    ['2028-01-31T10:00:00Z', '1 month', '2028-02-29T10:00:00Z'],
    ['2029-01-29T23:59:59.999Z', '1 month', '2029-02-28T23:59:59.999Z'],
    ['2029-03-31T00:00:00Z', '1 month', '2029-04-30T00:00:00Z'],
    ['2029-08-31T10:00:00Z', '6 months', '2030-02-28T10:00:00Z'],
    // Not step by step: two months after 31 January is 31 March.
    ['2029-01-31T10:00:00Z', '2 months', '2029-03-31T10:00:00Z'],
    ['2029-10-31T10:00:00Z', '4 months', '2030-02-28T10:00:00Z'],
    ['2029-12-31T23:59:59Z', '2 months', '2030-02-28T23:59:59Z'],
    // Leap days.
    ['2028-02-29T10:00:00Z', '1 year', '2029-02-28T10:00:00Z'],
    ['2028-02-29T10:00:00Z', '4 years', '2032-02-29T10:00:00Z'],
    ['2028-02-29T10:00:00Z', '12 months', '2029-02-28T10:00:00Z'],
    ['2028-02-28T10:00:00Z', '1 day', '2028-02-29T10:00:00Z'],
    ['2029-02-28T10:00:00Z', '1 day', '2029-03-01T10:00:00Z'],
    ['2096-02-29T10:00:00Z', '4 years', '2100-02-28T10:00:00Z'],
    // 9999 is the last year that there is.
    ['2029-02-03T10:00:00Z', '7970 years', '9999-02-03T10:00:00Z'],
  ])('%s and %s is %s', (from, length, to) => {
    expect(scheduledAt(from, length)).toBe(to)
  })

  it('where the clocks of other places change, nothing does', () => {
    // Summer time begins in Europe on 25 March 2029 at 01:00Z, and ends on 28 October.
    expect(scheduledAt('2029-03-24T12:00:00Z', '1 day')).toBe('2029-03-25T12:00:00Z')
    expect(scheduledAt('2029-10-27T12:00:00Z', '24 hours')).toBe('2029-10-28T12:00:00Z')
  })

  it('T1: the zone of the machine has no part in it', () => {
    const { defaultZone } = Settings
    Settings.defaultZone = 'Europe/Berlin'
    try {
      expect(scheduledAt('2029-03-24T12:00:00Z', '1 day')).toBe('2029-03-25T12:00:00Z')
      expect(scheduledAt('2029-01-30T23:30:00Z', '1 month')).toBe('2029-02-28T23:30:00Z')
    } finally {
      Settings.defaultZone = defaultZone
    }
  })
})

describe('laws of relative schedules', () => {
  const at = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2400, 0, 1) })

  it('months and years keep the day, or are the last of a shorter month; and keep the time of day', () => {
    fc.assert(
      fc.property(at, fc.nat({ max: 400 }), fc.constantFrom('month', 'year'), (from, amount, unit) => {
        const to = made({ ...toAnn, schedule: { type: 'relative', in: `${amount} ${unit}s` } }, from).scheduledAt ?? 0
        const [a, b] = [new Date(from), new Date(to)]
        const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
        expect(months).toBe(unit === 'month' ? amount : amount * 12)
        const isLast = new Date(to + 86_400_000).getUTCDate() === 1
        expect(b.getUTCDate() === a.getUTCDate() || (isLast && b.getUTCDate() < a.getUTCDate())).toBe(true)
        expect(to % 86_400_000).toBe(from % 86_400_000)
      }),
    )
  })

  it('the others are so many times a fixed length', () => {
    const units = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const
    const unit = fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[]))
    fc.assert(
      fc.property(at, fc.nat({ max: 5_000 }), unit, (from, amount, unit) => {
        const to = made({ ...toAnn, schedule: { type: 'relative', in: `${amount} ${unit}s` } }, from).scheduledAt
        expect(to).toBe(from + amount * units[unit])
      }),
    )
  })
})
