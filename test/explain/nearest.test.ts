import { expect, it } from 'vitest'
import { type CheckName, type Finding, nearestFirst } from '../../src/explain.js'
import { candidate, explained } from '../describe/told.js'

/** Seven checks as an automatic experience has them; only that they pass or fail counts here. */
const checks = (...failing: readonly CheckName[]): readonly Finding[] =>
  (['live', 'control_group', 'url', 'segment', 'history', 'limits', 'triggers'] as const).map(
    (check) => ({ check, passes: !failing.includes(check) }) as Finding,
  )

const miss = (id: string, ...failing: readonly CheckName[]) =>
  candidate('not_live', checks(...failing), { id, experienceId: id })

it('fewest failing checks, then the latest check reached, then show order; without the winner', () => {
  const candidates = [
    miss('three', 'live', 'url', 'limits'),
    miss('early', 'live'),
    miss('two', 'limits', 'triggers'),
    miss('winner'),
    miss('late', 'limits'),
    miss('late too', 'limits'),
    miss('outranked'),
  ]
  const nearest = nearestFirst(explained(candidates, { winner: 'winner', outcome: 'show' }))
  expect(nearest.map(({ id }) => id)).toEqual(['outranked', 'late', 'late too', 'early', 'two', 'three'])
})
