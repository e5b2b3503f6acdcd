import { describe, expect, it } from 'vitest'
import { simulate } from '../../../src/simulator/index.js'
import { combine } from '../../../src/simulator/sweep/combinations.js'
import { sweep } from '../../../src/simulator/sweep/sweep.js'
import { parseVary } from '../../../src/simulator/sweep/vary.js'
import { catalogOf, load, traceOf } from '../compare/traces.js'

const catalog = catalogOf(`
experiences:
  - { id: a, kind: tour, published_at: 2029-01-01, position: 0 }
  - { id: b, kind: tour, published_at: 2029-01-01, position: 1 }
  - { id: c, kind: tour, published_at: 2029-01-01, position: 2 }
limit_groups:
  - { id: weekly, kind: all, rate_limit_size: 1, rate_limit_kind: 7d }
`)

/** u1 loads four pages, u2 two, u3 one, on the days of one week. */
const trace = [
  ...[1, 2, 3, 4].map((day) => load('u1', '10:00:00', day)),
  ...[1, 2].map((day) => load('u2', '10:00:00', day)),
  load('u3', '10:00:00', 1),
]

function combinationsOf(...options: readonly string[]) {
  const parameters = parseVary(options, catalog)
  const combinations = parameters.ok ? combine(catalog, parameters.value) : parameters
  if (!combinations.ok) throw new Error(combinations.problems[0].message)
  return combinations.value
}

describe('sweep', () => {
  it('replays every value: shows, reach, fatigue, and who is worse off', async () => {
    const { points, base, profiles } = await sweep(
      catalog,
      combinationsOf('weekly.rate_limit_size=0..3'),
      traceOf(trace),
    )
    expect(profiles).toBe(3)
    // With n a week, u1 is shown min(n, 3) of the three tours, u2 min(n, 2), u3 one. Of three profiles the nearest rank
    // of p90 is the third: u1's. Worse off than with one a week: with none everybody lost all, with two u1 and u2 have
    // more, with three the same two.
    const figures = points.map(({ values, shows, reached, fatigue, worseOff }) => [
      values[0],
      shows,
      reached,
      fatigue,
      worseOff,
    ])
    expect(figures).toEqual([
      [0, 0, 0, { p90: 0, max: 0 }, { tired: 0, unreached: 3 }],
      [1, 3, 3, { p90: 1, max: 1 }, { tired: 0, unreached: 0 }],
      [2, 5, 3, { p90: 2, max: 2 }, { tired: 2, unreached: 0 }],
      [3, 6, 3, { p90: 3, max: 3 }, { tired: 2, unreached: 0 }],
    ])
    // Nobody reached, nobody tired: not beaten. One a week reaches as many as more do, with less.
    expect(points.map(({ isOnFront }) => isOnFront)).toEqual([true, true, false, false])
    expect(points.map(({ isBase }) => isBase)).toEqual([false, true, false, false])
    expect(base.shows).toBe(3)
  })

  it('says of each combination what a simulation of its catalog says', async () => {
    const combinations = combinationsOf('weekly.rate_limit_size=0..5', 'weekly.rate_limit_kind=1d,36h,7d')
    const { points } = await sweep(catalog, combinations, traceOf(trace))
    expect(points).toHaveLength(18) // in three readings, of 8, 8 and 2 lanes
    for (const [k, { shows, reached }] of points.entries()) {
      const { summary } = await simulate(combinations[k]?.catalog ?? catalog, traceOf(trace))
      const simulated = summary.experiences.reduce((sum, { automatic, delivered }) => sum + automatic + delivered, 0)
      expect([shows, reached]).toEqual([simulated, summary.profilesWithShow])
    }
  })

  it('reads a trace once for seven values beside the catalog as it is, again for more', async () => {
    let readings = 0
    const source = traceOf(trace, () => {
      readings += 1
    })
    await sweep(catalog, combinationsOf('weekly.rate_limit_size=1..8'), source)
    expect(readings).toBe(1)
    readings = 0
    await sweep(catalog, combinationsOf('weekly.rate_limit_size=1..9'), source)
    expect(readings).toBe(2)
  })

  it('takes a large trace for one lane at a time', async () => {
    let readings = 0
    const source = traceOf(trace, () => {
      readings += 1
    })
    await sweep(catalog, combinationsOf('weekly.rate_limit_size=1..3'), { ...source, bytes: 2 ** 31 })
    expect(readings).toBe(3)
  })

  it('leaves out what it did not come to when it is ended', async () => {
    const ended = { onProgress: () => false }
    const { points, isPartial } = await sweep(
      catalog,
      combinationsOf('weekly.rate_limit_size=1..20'),
      traceOf(trace),
      ended,
    )
    expect(isPartial).toBe(true)
    expect(points.map(({ values }) => values[0])).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  it('comes to nothing on an empty trace', async () => {
    const { points, base } = await sweep(catalog, combinationsOf('weekly.rate_limit_size=1'), traceOf([]))
    expect(base).toEqual({ shows: 0, reached: 0, fatigue: { p90: 0, max: 0 }, holds: {} })
    expect(points).toHaveLength(1)
  })
})
