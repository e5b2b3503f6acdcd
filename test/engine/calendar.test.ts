import { describe, expect, it, test } from 'vitest'
import { addUnits, nextPeriodStart, periodStart } from '../../src/engine/index.js'
import { lastAtOrBefore } from '../../src/engine/last-at-or-before.js'
import { dayMs, hourMs } from '../../src/model/index.js'

const at = (text: string): number => Date.parse(text)
const said = (instant: number): string => new Date(instant).toISOString().replace('.000', '')
const utc = { starts: [-8.64e15], offsetsMs: [0] }

describe('an amount of units later (H4, T8)', () => {
  test.each([
    ['2029-01-31T10:30:00Z', 1, 'month', '2029-02-28T10:30:00Z'],
    ['2028-01-31T10:30:00Z', 1, 'month', '2028-02-29T10:30:00Z'],
    ['2029-01-31T10:30:00Z', 2, 'month', '2029-03-31T10:30:00Z'],
    ['2029-11-30T00:00:00Z', 3, 'month', '2030-02-28T00:00:00Z'],
    ['2028-02-29T23:59:59Z', 1, 'year', '2029-02-28T23:59:59Z'],
    ['2028-02-29T23:59:59Z', 4, 'year', '2032-02-29T23:59:59Z'],
    ['2029-01-31T10:30:00Z', 2, 'hour', '2029-01-31T12:30:00Z'],
    ['2029-01-31T10:30:00Z', 2, 'day', '2029-02-02T10:30:00Z'],
    ['2029-01-31T10:30:00Z', 2, 'week', '2029-02-14T10:30:00Z'],
    ['1969-12-31T10:30:00Z', 2, 'month', '1970-02-28T10:30:00Z'],
    ['0098-12-31T00:00:00Z', 1, 'year', '0099-12-31T00:00:00Z'],
  ] as const)('than %s: %d %s, is %s', (from, amount, unit, to) => {
    expect(said(addUnits(at(from), amount, unit))).toBe(to)
  })
})

describe('a period (L5)', () => {
  test.each([
    ['day', '2029-02-03T10:00:00Z', '2029-02-03T00:00:00Z', '2029-02-04T00:00:00Z'],
    ['day', '2029-02-03T00:00:00Z', '2029-02-03T00:00:00Z', '2029-02-04T00:00:00Z'],
    ['week', '2029-02-03T10:00:00Z', '2029-01-29T00:00:00Z', '2029-02-05T00:00:00Z'], // a Saturday, from its Monday
    ['week', '2029-02-05T00:00:00Z', '2029-02-05T00:00:00Z', '2029-02-12T00:00:00Z'],
    ['week', '2029-02-04T23:59:59Z', '2029-01-29T00:00:00Z', '2029-02-05T00:00:00Z'],
    ['week', '1970-01-01T00:00:00Z', '1969-12-29T00:00:00Z', '1970-01-05T00:00:00Z'],
    ['month', '2029-02-03T10:00:00Z', '2029-02-01T00:00:00Z', '2029-03-01T00:00:00Z'],
    ['month', '2029-12-31T10:00:00Z', '2029-12-01T00:00:00Z', '2030-01-01T00:00:00Z'],
    ['quarter', '2029-02-03T10:00:00Z', '2029-01-01T00:00:00Z', '2029-04-01T00:00:00Z'],
    ['quarter', '2029-06-30T10:00:00Z', '2029-04-01T00:00:00Z', '2029-07-01T00:00:00Z'],
    ['quarter', '2029-12-01T00:00:00Z', '2029-10-01T00:00:00Z', '2030-01-01T00:00:00Z'],
    ['year', '2029-07-03T10:00:00Z', '2029-01-01T00:00:00Z', '2030-01-01T00:00:00Z'],
    ['year', '0099-07-03T10:00:00Z', '0099-01-01T00:00:00Z', '0100-01-01T00:00:00Z'],
  ] as const)('of a %s around %s is from %s to %s', (unit, now, from, to) => {
    expect(said(periodStart(unit, utc, at(now)))).toBe(from)
    expect(said(nextPeriodStart(unit, utc, at(now)))).toBe(to)
  })

  it('is that of the zone, not of the machine', () => {
    const berlin = { starts: [-8.64e15], offsetsMs: [hourMs] }
    expect(said(periodStart('day', berlin, at('2029-02-03T23:30:00Z')))).toBe('2029-02-03T23:00:00Z')
    expect(said(nextPeriodStart('day', berlin, at('2029-02-03T22:30:00Z')))).toBe('2029-02-03T23:00:00Z')
    const newYork = { starts: [-8.64e15], offsetsMs: [-5 * hourMs] }
    expect(said(periodStart('day', newYork, at('2029-02-03T20:00:00Z')))).toBe('2029-02-03T05:00:00Z')
    expect(said(nextPeriodStart('day', newYork, at('2029-02-03T20:00:00Z')))).toBe('2029-02-04T05:00:00Z')
  })

  it('begins once where clocks go back over its beginning (T8)', () => {
    // At 00:30 it is 23:30 once more: midnight was at 00:00Z, when the local day first came.
    const turn = at('2029-02-03T00:30:00Z')
    const zone = { starts: [-8.64e15, turn], offsetsMs: [0, -hourMs] }
    const again = turn + 600_000 // 23:40 of the day before, by the clocks
    expect(said(periodStart('day', zone, again))).toBe('2029-02-03T00:00:00Z')
    expect(said(nextPeriodStart('day', zone, again))).toBe('2029-02-04T01:00:00Z')
    expect(said(periodStart('day', zone, turn - 1))).toBe('2029-02-03T00:00:00Z')
    expect(said(nextPeriodStart('day', zone, turn - 1))).toBe('2029-02-04T01:00:00Z')
  })

  it('begins when clocks go forward over its beginning, where they do (T8)', () => {
    const turn = at('2029-02-02T23:30:00Z') // 23:30 becomes 00:30: there is no midnight
    const zone = { starts: [-8.64e15, turn], offsetsMs: [0, hourMs] }
    expect(said(nextPeriodStart('day', zone, turn - 1))).toBe('2029-02-02T23:30:00Z')
    expect(said(periodStart('day', zone, turn))).toBe('2029-02-02T23:30:00Z')
    expect(said(periodStart('day', zone, turn - 1))).toBe('2029-02-02T00:00:00Z')
    expect(said(nextPeriodStart('day', zone, turn))).toBe('2029-02-03T23:00:00Z')
  })

  it('begins by the clocks of the other end of the world too', () => {
    const first = at('2029-02-03T00:00:00Z')
    const zone = { starts: [-8.64e15, first], offsetsMs: [14 * hourMs, -12 * hourMs] }
    // Up to the turn it is 14:00 of the 3rd; from it on 12:00 of the 2nd, and the 3rd has begun already.
    expect(periodStart('day', zone, first - 1)).toBe(first - 14 * hourMs)
    expect(periodStart('day', zone, first + 1)).toBe(first - 14 * hourMs)
    expect(nextPeriodStart('day', zone, first + 1)).toBe(first + dayMs + 12 * hourMs)
  })
})

describe('the last of some ascending starts that is not after an instant', () => {
  test.each([
    [[5], 4, 0],
    [[5], 5, 0],
    [[5, 7], 4, 0],
    [[5, 7], 6, 0],
    [[5, 7], 7, 1],
    [[5, 7, 9], 7, 1],
    [[5, 7, 9], 8, 1],
    [[5, 7, 9], 99, 2],
    [[5, 7, 9, 11], 9, 2],
    [[5, 7, 9, 11], 6, 0],
  ])('of %j for %d stands at %d', (starts, instant, index) => {
    expect(lastAtOrBefore(starts, instant)).toBe(index)
  })
})
