import { expect, test } from 'vitest'
import { compare } from '../../../src/simulator/compare/compare.js'
import { combine } from '../../../src/simulator/sweep/combinations.js'
import { sweep } from '../../../src/simulator/sweep/sweep.js'
import { parseVary } from '../../../src/simulator/sweep/vary.js'
import { catalogOf, load, traceOf } from './traces.js'

/** Two surveys, a tour on every page load, and three different experiences a week at most. */
const withSurveyCap = (size: number) =>
  catalogOf(`
experiences:
  - { id: nps, kind: survey, published_at: 2029-01-01, position: 0 }
  - { id: csat, kind: survey, published_at: 2029-01-01, position: 1 }
  - { id: tip, kind: tour, published_at: 2029-01-01, recurrence: { kind: page } }
limit_groups:
  - { id: surveys, kind: survey, rate_limit_size: ${size}, rate_limit_kind: 7d }
  - { id: three_a_week, kind: all, rate_limit_size: 3, rate_limit_kind: 7d }
`)

const six = ['10:00:00', '10:01:00', '10:02:00', '10:03:00', '10:04:00', '10:05:00'].map((time) => load('u1', time))

// One survey a week:
//   1 nps (surveys go first, and it is the first of them). 2 nps has ended, csat is held by `surveys`: tip.
//   3 to 6 tip again: only two different experiences have shown, so `three_a_week` has room. Six shows.
// Two surveys a week:
//   1 nps. 2 csat, for which `surveys` has room now. 3 tip, the third different experience: `three_a_week` is full.
//   4 to 6 nothing: both surveys have ended, and tip, though it is one of the three, is held by the full group (L3).
//   Three shows.
test('raising the cap of surveys from one to two a week lowers the shows from six to three', async () => {
  const { comparison } = await compare(withSurveyCap(1), withSurveyCap(2), traceOf(six))
  expect(comparison.shows).toEqual({ before: 6, after: 3 })
  expect(comparison.pageLoads).toEqual({ unchanged: 2, gained: 0, lost: 3, moved: 1, unknown: 0 })
  expect(comparison.experiences).toEqual([
    {
      id: 'csat',
      shows: { before: 0, after: 1 },
      reached: { before: 0, after: 1 },
      gained: 0,
      lost: 0,
      movedTo: 1,
      movedFrom: 0,
      // Outranked on the first page load either way; then held by its group five times: now it shows on the second, is
      // over from the third on.
      reasons: {
        rate_limited: { shown: 1, recurrence: 4 },
        // A full group holds back what stands behind the winner, too; before the first show it is not full.
        outranked: { outranked: 1 },
      },
    },
    {
      id: 'nps',
      shows: { before: 1, after: 1 },
      reached: { before: 1, after: 1 },
      gained: 0,
      lost: 0,
      movedTo: 0,
      movedFrom: 0,
      reasons: { shown: { shown: 1 }, recurrence: { recurrence: 5 } },
    },
    {
      id: 'tip',
      shows: { before: 5, after: 1 },
      reached: { before: 1, after: 1 },
      gained: 0,
      lost: 3,
      movedTo: 0,
      movedFrom: 1,
      reasons: { shown: { shown: 1, rate_limited: 3, outranked: 1 }, outranked: { outranked: 1 } },
    },
  ])
})

// Cap 0: no survey ever. tip is the only experience: six shows. Cap 1: six, cap 2: three, as above. Cap 3: there are
// only two surveys, as with two.
test('a sweep finds it, since it replays every value', async () => {
  const catalog = withSurveyCap(1)
  const parameters = parseVary(['surveys.rate_limit_size=0..3'], catalog)
  if (!parameters.ok) throw new Error(parameters.problems[0].message)
  const combinations = combine(catalog, parameters.value)
  if (!combinations.ok) throw new Error(combinations.problems[0].message)
  const { points } = await sweep(catalog, combinations.value, traceOf(six))
  expect(points.map(({ values, shows }) => [...values, shows])).toEqual([
    [0, 6],
    [1, 6],
    [2, 3],
    [3, 3],
  ])
})
