import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { compile, type Engine } from '../../../src/engine/index.js'
import { dayMs, hourMs } from '../../../src/model/index.js'
import { bootstrap } from '../../../src/simulator/metrics/bootstrap.js'
import { factsRead } from '../../../src/simulator/metrics/facts.js'
import { mostShows } from '../../../src/simulator/metrics/fatigue.js'
import { emptyMetrics } from '../../../src/simulator/metrics/metrics.js'
import { quantile } from '../../../src/simulator/metrics/quantile.js'
import { seededRandom } from '../../../src/simulator/metrics/random.js'
import { type UserRow, userRows } from '../../../src/simulator/metrics/user-rows.js'
import { warmUpOf } from '../../../src/simulator/metrics/warm-up.js'
import { catalogOf, line, load, measure } from './replaying.js'

const starts = (...instants: number[]) => instants.map((startedAt) => ({ startedAt }))

describe('the most shows in a window', () => {
  test.each([
    ['nothing', [], 0],
    ['one', [5], 1],
    ['two a window apart', [0, 10], 1],
    ['two within one', [0, 9], 2],
    ['in one instant', [3, 3, 3], 3],
    ['the later ones', [0, 10, 15, 19, 20], 3],
  ])('%s', (_what, instants, most) => {
    expect(mostShows(starts(...instants), 10)).toBe(most)
  })

  test('is the greatest of all windows that end with a show', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 50 })), fc.integer({ min: 1, max: 20 }), (instants, windowMs) => {
        const sorted = [...instants].sort((a, b) => a - b)
        const inWindow = (at: number): number => sorted.filter((one) => one > at - windowMs && one <= at).length
        expect(mostShows(starts(...sorted), windowMs)).toBe(Math.max(0, ...sorted.map(inWindow)))
      }),
    )
  })
})

test.each([
  [50, 2],
  [51, 3],
  [90, 7],
  [99, 7],
  [100, 7],
])('of 1, 2, 3 and 7 the nearest rank at %d percent is %d', (percent, value) => {
  expect(
    quantile(
      [
        [1, 1],
        [2, 1],
        [3, 1],
        [7, 1],
      ],
      percent,
    ),
  ).toBe(value)
})

test('of nothing there is no quantile', () => {
  expect(quantile([], 50)).toBe(null)
})

describe('facts that segments read', () => {
  it('are found wherever they stand, without history', () => {
    const catalog = catalogOf(`
segments:
  - { id: s, conditions: { any: [ { not: { fact: plan, operator: equal, value: a } }, { all: [ { fact: seats, operator: equal, value: 1 } ] } ] } }
experiences:
  - { id: x, kind: tour, segment: { all: [ { fact: role, operator: equal, value: b }, { fact: history.x, path: $.shows, operator: equal, value: 0 } ] } }
`)
    expect(factsRead(catalog)).toEqual(['plan', 'role', 'seats'])
  })
})

test('L8: a group that counts by session and comes with an edit is judged by the sessions before it, too', () => {
  const catalog = catalogOf('experiences: [ { id: a, kind: tour, published_at: 2029-01-01 } ]')
  const bySession = { id: 's', kind: 'all', rate_limit_size: 1, rate_limit_kind: 'session' }
  const { metrics } = measure(catalog, [
    line({ type: 'catalog', at: '2029-02-04T00:00:00Z', limit_groups: [bySession] }),
    load('u1', '10:00:00'), // shows
    load('u1', '11:00:00'),
    load('u1', '12:00:00'),
    line({ at: '2029-02-04T12:00:00Z', profile_id: 'u1', href: 'https://app.example.com/' }),
  ])
  // From 10:00 until a page load would have begun another session, 90 minutes and a millisecond after 12:00.
  expect(new Map(metrics.groups).get('s')).toMatchObject({ users: 1, fullSeconds: 3.5 * 3_600 })
})

describe('the warm-up', () => {
  const at = Date.UTC(2029, 1, 3, 10)
  const engine = (...groups: string[]) =>
    compile(
      catalogOf(
        `limit_groups: [${groups.map((group, index) => `{ id: g${index}, kind: all, rate_limit_size: 1, ${group} }`).join(', ')}]`,
      ),
    )

  const untilOf = (of: Engine) => warmUpOf({ ...emptyMetrics, firstAt: at }, of)?.until ?? null

  test.each([
    ['of no group is none', [], null],
    ['of a rolling window is the window', ['rate_limit_kind: 2h', 'rate_limit_kind: 7d'], at + 7 * dayMs],
    ['of a day is the rest of it', ['rate_limit_kind: day'], Date.UTC(2029, 1, 4)],
    ['of a day in a zone is that of the zone', ['rate_limit_kind: day, zone: Europe/Berlin'], Date.UTC(2029, 1, 3, 23)],
    ['of a day in UTC is that of UTC', ['rate_limit_kind: day, zone: UTC'], Date.UTC(2029, 1, 4)],
    ['of a session is its gap', ['rate_limit_kind: session'], at + 1.5 * hourMs],
    ['leaves lifetimes aside', ['rate_limit_kind: lifetime', 'rate_limit_kind: 1h'], at + hourMs],
  ])('%s', (_what, groups, until) => {
    expect(untilOf(engine(...groups))).toBe(until)
  })

  test("of a day in nobody's zone is that of the last of all zones (L5)", () => {
    const groups = `
limit_groups:
  - { id: here, kind: all, rate_limit_size: 1, rate_limit_kind: day }
  - { id: there, kind: all, rate_limit_size: 0, rate_limit_kind: day, zone: America/Los_Angeles }
`
    // Where it is 02:00 then, eight hours behind UTC.
    expect(untilOf(compile(catalogOf(groups)))).toBe(Date.UTC(2029, 1, 4, 8))
  })

  test('is that of the first group whose window is the last to pass, of those that can be full', () => {
    const catalog = catalogOf(`
experiences: [ { id: x, kind: tour, published_at: 2029-01-01 } ]
limit_groups:
  - { id: nothing, kind: all, rate_limit_size: 0, rate_limit_kind: 7d }
  - { id: short, kind: all, rate_limit_size: 1, rate_limit_kind: 1h }
  - { id: day, kind: all, rate_limit_size: 1, rate_limit_kind: 1d }
  - { id: hours, kind: all, rate_limit_size: 1, rate_limit_kind: 24h }
  - { id: ever, kind: all, rate_limit_size: 1, rate_limit_kind: lifetime }
  - { id: never, kind: all, rate_limit_size: 0, rate_limit_kind: lifetime }
`)
    const { summary } = measure(catalog, [load('u1', '10:00:00')])
    expect(summary.warmUp).toEqual({ until: at + dayMs, groupId: 'day', pageLoads: 1, shows: 0 })
    expect(summary.assumptions).toContain('and lifetime limits all along (ever)')
  })

  test('counts what falls on the days that begin in it', () => {
    const catalog = catalogOf(`
experiences: [ { id: x, kind: tour, published_at: 2029-01-01, recurrence: { kind: page } } ]
limit_groups: [ { id: daily, kind: all, rate_limit_size: 1, rate_limit_kind: 1d } ]
`)
    // Until 4 February, 10:00. x shows on the 3rd at 10:00, on the 4th at 11:00 and on the 5th at 12:00.
    const loads = ['2029-02-03T10:00:00Z', '2029-02-03T11:00:00Z', '2029-02-04T11:00:00Z', '2029-02-05T12:00:00Z']
    const { summary } = measure(
      catalog,
      loads.map((one) => load('u1', one)),
    )
    expect(summary.warmUp).toEqual({ until: at + dayMs, groupId: 'daily', pageLoads: 3, shows: 2 })
    expect(summary.assumptions).toContain(
      'so limits may have had less room than here until 2029-02-04T10:00:00Z (daily)',
    )
    expect(summary.assumptionCodes).toEqual([
      { code: 'page_loads_fixed' },
      { code: 'shows_completed' },
      { code: 'nothing_before_trace' },
      { code: 'limits_warm_up', group: 'daily', until: at + dayMs },
      { code: 'time_ends_with_last_event' },
    ])
  })

  test('counts what a trigger led to, too', () => {
    const catalog = catalogOf(`
experiences:
  - { id: a, kind: survey, published_at: 2029-01-01 }
  - { id: b, kind: tour, published_at: 2029-01-01, triggers: [ { on: click, element: '#b' } ] }
limit_groups: [ { id: daily, kind: all, rate_limit_size: 2, rate_limit_kind: 1d } ]
`)
    const click = line({ type: 'trigger', on: 'click', element: '#b', at: '11:05:00', profile_id: 'u1' })
    // a shows at 10:00; at 11:00 it has ended and b is armed, which the click shows.
    const { summary } = measure(catalog, [load('u1', '10:00:00'), load('u1', '11:00:00'), click])
    expect(summary.warmUp).toEqual({ until: at + dayMs, groupId: 'daily', pageLoads: 2, shows: 2 })
  })
})

describe('a bootstrap', () => {
  const rows = Array.from({ length: 200 }, (_, index) => ({
    profileId: `u${index}`,
    shows: index % 4 === 0 ? ([['x', 2]] as const) : [],
  }))

  it('holds what was counted between its bounds', () => {
    // 50 of 200 were shown x, twice each: a draw of 200 has 50 of them give or take 6.1, so within 38 and 62.
    const { experiences, profiles } = bootstrap(rows, { rounds: 2_000, seed: 7 })
    expect(profiles).toBe(200)
    expect(experiences).toHaveLength(1)
    const { users, shows } = experiences[0] as (typeof experiences)[number]
    expect(users.low).toBeGreaterThanOrEqual(36)
    expect(users.low).toBeLessThanOrEqual(40)
    expect(users.high).toBeGreaterThanOrEqual(60)
    expect(users.high).toBeLessThanOrEqual(64)
    expect(shows).toEqual({ low: 2 * users.low, high: 2 * users.high })
  })

  it('is the same for the same seed, in whatever order the rows come, and another for another', () => {
    const ask = { rounds: 200, seed: 1 }
    expect(bootstrap([...rows].reverse(), ask)).toEqual(bootstrap(rows, ask))
    expect(bootstrap(rows, { ...ask, seed: 2 }).experiences).not.toEqual(bootstrap(rows, ask).experiences)
  })

  it('draws users with all that they were shown, those without a show behind the others, and takes nearest ranks', () => {
    const seen: readonly UserRow[] = [
      { profileId: 'a', shows: [] },
      { profileId: 'd', shows: [['tour', 1]] },
      { profileId: 'c', shows: [['survey', 2]] },
      { profileId: 'b', shows: [['tour', 3], ['survey', 1]] }, // biome-ignore format: a row
    ]
    const drawn = ['b', 'c', 'd', 'a'].map((id) => seen.find(({ profileId }) => profileId === id) as UserRow)
    for (const [rounds, low, high] of [
      [1, 0, 0],
      [40, 0, 38],
      [41, 1, 39],
    ] as const) {
      const random = seededRandom(3)
      const draws = Array.from({ length: rounds }, () => seen.map(() => drawn[Math.floor(random() * 4)] as UserRow))
      const interval = (count: (row: UserRow) => number) => {
        const sums = draws.map((rows) => rows.reduce((sum, row) => sum + count(row), 0)).sort((a, b) => a - b)
        return { low: sums[low], high: sums[high] }
      }
      const times = (id: string) => (row: UserRow) => row.shows.find(([shown]) => shown === id)?.[1] ?? 0
      expect(bootstrap(seen, { rounds, seed: 3 })).toEqual({
        rounds,
        seed: 3,
        profiles: 4,
        experiences: ['survey', 'tour'].map((id) => ({
          id,
          users: interval((row) => Math.sign(times(id)(row))),
          shows: interval(times(id)),
        })),
      })
    }
  })

  it('of a single user, or of none, has no doubt', () => {
    const one = [{ profileId: 'u1', shows: [['__proto__', 3]] as const }]
    expect(bootstrap(one, { rounds: 3, seed: 0 }).experiences).toEqual([
      { id: '__proto__', users: { low: 1, high: 1 }, shows: { low: 3, high: 3 } },
    ])
    expect(bootstrap([], { rounds: 3, seed: 0 }).experiences).toEqual([])
  })

  it.each([0, -1, 1.5, Number.NaN])('of %d rounds is refused', (rounds) => {
    expect(() => bootstrap(rows, { rounds, seed: 0 })).toThrow(
      `a bootstrap takes a whole number of rounds above 0, not ${rounds}`,
    )
  })

  it('draws from what the engine showed', () => {
    const catalog = catalogOf(
      'experiences: [ { id: x, kind: tour, published_at: 2029-01-01, recurrence: { kind: page } } ]',
    )
    const { replay } = measure(catalog, [load('u1', '10:00:00'), load('u1', '11:00:00')])
    expect(userRows(replay.population)).toEqual([{ profileId: 'u1', shows: [['x', 2]] }])
  })
})

test('the generator is mulberry32', () => {
  const random = seededRandom(1)
  expect([random(), random(), random()]).toEqual([0.6270739405881613, 0.002735721180215478, 0.5274470399599522])
})

test('the generator lies from 0 up to 1, evenly', () => {
  const random = seededRandom(42)
  const drawn = Array.from({ length: 10_000 }, random)
  expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...drawn)).toBeLessThan(1)
  for (let tenth = 0; tenth < 10; tenth++) {
    const count = drawn.filter((one) => Math.floor(one * 10) === tenth).length
    expect(Math.abs(count - 1_000)).toBeLessThan(120)
  }
})
