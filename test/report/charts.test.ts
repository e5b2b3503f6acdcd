import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayMs } from '../../src/model/index.js'
import { flow } from '../../src/report/chart/flow.js'
import { scatter } from '../../src/report/chart/scatter.js'
import { stackedColumns } from '../../src/report/chart/stacked-columns.js'
import { daysText, timeAxis } from '../../src/report/chart/time-axis.js'
import { timeline } from '../../src/report/chart/timeline.js'
import { brief, valueAxis } from '../../src/report/chart/value-axis.js'

const at = (day: string): number => Date.parse(day)

describe('an axis of days', () => {
  it.each([
    ['2029-03-01', '2029-03-01', 'day', 1],
    ['2029-01-01', '2030-01-31', 'day', 396],
    ['2029-01-01', '2030-03-01', 'week', 61],
    ['2029-01-01', '2059-01-01', 'month', 361],
    ['0000-01-01', '9999-12-31', 'year', 10_000],
  ])('has %s to %s by the %3$s', (first, last, unit, slots) => {
    const axis = timeAxis(at(first), at(last))
    expect([axis.unit, axis.slots]).toEqual([unit, slots])
    expect([axis.slotOf(at(first)), axis.slotOf(at(last))]).toEqual([0, slots - 1])
  })

  it('begins weeks on Monday', () => {
    // The 1st of January 2029 is a Monday; the 7th is the Sunday of its week.
    const axis = timeAxis(at('2029-01-01'), at('2031-01-01'))
    expect(['2029-01-07', '2029-01-08'].map((day) => axis.slotOf(at(day)))).toEqual([0, 1])
    expect(axis.label(at('2029-01-07'))).toBe('week of 1 Jan 2029')
  })

  it('has labels inside it, each on a slot of its own', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -700_000, max: 2_900_000 }),
        fc.oneof(fc.nat({ max: 500 }), fc.nat({ max: 30_000 })),
        fc.integer({ min: 1, max: 12 }),
        (first, length, most) => {
          const { ticks, slots } = timeAxis(first * dayMs, (first + length) * dayMs)
          const found = ticks(most)
          expect(found.length).toBeLessThanOrEqual(Math.max(most, 3))
          const places = found.map(({ place }) => place)
          expect(places).toEqual([...new Set(places)].sort((a, b) => a - b))
          for (const { place, label } of found) {
            expect(place).toBeGreaterThan(0)
            expect(place).toBeLessThan(1)
            expect(place * slots - 0.5).toBeCloseTo(Math.round(place * slots - 0.5), 6)
            expect(label).toMatch(/^(\d{1,2} \w{3}|\w{3}( -?\d+)?|-?\d+)$/)
          }
        },
      ),
    )
  })

  it.each([
    ['2029-03-01', '2029-03-01', '1 Mar 2029'],
    ['2029-03-01', '2029-03-30', '1 to 30 Mar 2029'],
    ['2029-02-27', '2029-03-02', '27 Feb to 2 Mar 2029'],
    ['2028-12-31', '2029-01-01', '31 Dec 2028 to 1 Jan 2029'],
  ])('says %s to %s as %s', (first, last, text) => {
    expect(daysText(at(first), at(last))).toBe(text)
  })
})

describe('an axis of values', () => {
  it('goes from a round number to a round number, with 0 on it', () => {
    const axis = valueAxis(0, 488, 3)
    expect(axis.ticks).toEqual([0, 200, 400, 600])
    expect([0, 300, 600].map(axis.down)).toEqual([1, 0.5, 0])
    expect(valueAxis(-100, 234, 5).ticks).toContain(0)
    expect(valueAxis(0, 0).down(0)).toBe(1)
  })

  it('counts whole things only', () => {
    expect(valueAxis(0, 1, 4).ticks).toEqual([0, 1])
  })

  it.each([
    [12_000, '12,000'],
    [1_500_000, '1.5 M'],
    [2_000_000_000, '2 G'],
  ])('writes %d as %s', (value, text) => expect(brief(value)).toBe(text))
})

describe('columns', () => {
  it('stand on each other, and hang from the line', () => {
    // Up to 3 and down to 1: four units over 1,000, so one is 250; the line is at 750.
    const { text } = stackedColumns({
      what: 'Things',
      slots: 2,
      height: 200,
      series: [
        { colour: { tone: 'shown' }, values: new Map([[0, 1]]) },
        {
          colour: { tone: 'past' },
          values: new Map([
            [0, 2],
            [1, 1],
          ]),
        },
        { colour: { tone: 'limit' }, values: new Map([[1, 1]]), hangs: true },
      ],
    })
    expect(
      [...text.matchAll(/<path style="fill:var\(--(\w+)\)" d="([^"]*)"/g)].map(([, tone, d]) => [tone, d]),
    ).toEqual([
      ['shown', 'M1 750V500h8V750z'],
      ['past', 'M1 500V0h8V500zM11 750V500h8V750z'],
      ['limit', 'M11 750V1000h8V750z'],
    ])
    expect([...text.matchAll(/<span style="top:([\d.]+)%">([^<]+)/g)].map(([, top, label]) => [top, label])).toEqual([
      ['100', '1'],
      ['75', '0'],
      ['50', '1'],
      ['25', '2'],
      ['0', '3'],
    ])
  })
})

describe('a flow', () => {
  it('has every stream as thick as it is frequent, from its place to its place', () => {
    const colour = { tone: 'shown' } as const
    const { text } = flow('reasons', 'Streams', {
      streams: [
        { from: 'a', to: 'x', times: 30 },
        { from: 'b', to: 'x', times: 10 },
        { from: 'a', to: 'y', times: 10 },
      ],
      places: ['a', 'b', 'x', 'y'].map((name) => ({ name, words: name, colour })),
      heads: ['Before', 'After'],
    })
    // 300 pixels for 50: 6 each. On the left a has a bar of 240 and b of 60, each with 12 more; so has x on the right.
    const bars = [
      ...text.matchAll(
        /top:([\d.]+)px;height:([\d.]+)px"><span>(\w)[^<]*<small>(\d+)<\/small><\/span><i style="width:14px;height:([\d.]+)px/g,
      ),
    ]
    expect(
      bars.map(([, top, slot, name, times, bar]) => [name, Number(times), Number(top), Number(slot), Number(bar)]),
    ).toEqual([
      ['a', 40, 0, 252, 240],
      ['b', 10, 252, 72, 60],
      ['x', 40, 0, 252, 240],
      ['y', 10, 252, 72, 60],
    ])
    const ribbons = [...text.matchAll(/ d="M0,([\d.]+)C[^L]*,([\d.]+)L1000,([\d.]+)C[^Z]*,([\d.]+)Z"/g)].map((found) =>
      found.slice(1).map(Number),
    )
    // Each from the lower edge at the left, over the right, back to the upper edge at the left.
    const thickness = ribbons.map(([leftLow = 0, rightLow = 0, rightHigh = 0, leftHigh = 0]) => [
      Math.abs(leftLow - leftHigh),
      Math.abs(rightLow - rightHigh),
    ])
    expect(thickness).toEqual([
      [180, 180],
      [60, 60],
      [60, 60],
    ])
  })
})

/** As many as a sweep has at most; in some cases they are all but on each other. */
const arbitraryDots = fc
  .record({ x: fc.nat({ max: 5 }), y: fc.constantFrom(1, 4, 60) })
  .chain(({ x, y }) =>
    fc.array(fc.record({ x: fc.nat({ max: x }), y: fc.nat({ max: y }) }), { minLength: 1, maxLength: 64, size: 'max' }),
  )

describe('marks of a scatter', () => {
  it('never lie on each other, on the narrowest page either', () => {
    let moved = 0
    fc.assert(
      fc.property(arbitraryDots, (places) => {
        const dots = places.map(({ x, y }, k) => ({
          x,
          y: y * 70,
          label: String(k + 1),
          isOnFront: k === 0,
          isBase: false,
        }))
        const { text } = scatter('front', 'Marks', { dots, xHead: 'x', yHead: 'y' })
        const found = [
          ...text.matchAll(/data-row="(\d+)" style="left:calc\(([\d.]+)% \+ (-?[\d.]+)px\);top:([\d.]+)px"/g),
        ].map(([, , left, shift, top]) => ({
          x: Number(left) * 2.5 + Number(shift), // 250 pixels are all that there is
          y: Number(top),
        }))
        expect(found).toHaveLength(dots.length)
        if (new Set(places.map(({ x, y }) => `${x} ${y}`)).size < places.length) moved += 1
        for (const [k, one] of found.entries()) {
          expect(one.x).toBeGreaterThanOrEqual(11)
          expect(one.x).toBeLessThanOrEqual(239.1)
          for (const other of found.slice(k + 1))
            expect(Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y))).toBeGreaterThan(22.4)
        }
      }),
      { numRuns: 60 },
    )
    expect(moved).toBeGreaterThan(20)
  })
})

describe('marks in time', () => {
  it('are one for each event, and those of one time stand on each other', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 60 }), (times) => {
        const marks = times.map((time, row) => ({ at: time, colour: { tone: 'away' } as const, row }))
        const { text } = timeline('timeline', 'Events', {
          from: 0,
          until: 1_000,
          marks: [{ name: 'All', marks }],
          bands: [],
          bandsId: 'limits',
        })
        const places = [...text.matchAll(/<b data-row="\d+" style="left:([\d.]+)%;bottom:([\d.]+)px/g)].map(
          ([, left, bottom]) => `${left} ${bottom}`,
        )
        expect(places).toHaveLength(times.length)
        expect(new Set(places).size).toBe(times.length)
      }),
    )
  })
})
