import pc from 'picocolors'
import { describe, expect, it } from 'vitest'
import { bootstrap, fatigue, groups, starvation } from '../../src/cli/render/metrics.js'
import { bootstrap as drawUsers } from '../../src/simulator/metrics/bootstrap.js'
import { userRows } from '../../src/simulator/metrics/user-rows.js'
import { catalogOf, load, measure } from '../simulator/metrics/replaying.js'

const plain = pc.createColors(false)

const catalog = catalogOf(`
experiences:
  - { id: first, kind: survey, published_at: 2029-01-01, recurrence: { kind: page }, rate_unlimit_at: 2029-01-01 }
  - { id: second, kind: tour, published_at: 2029-01-01, rate_unlimit_at: 2029-01-01 }
limit_groups:
  - { id: never, kind: all, rate_limit_size: 0, rate_limit_kind: 1d }
  - { id: empty, kind: all, rate_limit_size: 2, rate_limit_kind: 1d }
`)
// first shows twice to u1, on two days, and once to u2; second stands behind it each time.
const loads = [load('u1', '10:00:00'), load('u1', '2029-02-04T10:00:00Z'), load('u2', '10:00:00')]
const { summary, replay } = measure(catalog, loads)

describe('what a simulation measured, on a terminal', () => {
  it('says who waited in vain', () => {
    expect(starvation(summary, plain)).toBe(
      'never shown to people for whom only something else went first:\n' +
        '  experience  people  days  mostly behind\n' +
        '  second           2     3  first\n',
    )
  })

  it('says of a limit group that it is always full, and nothing of one that never was', () => {
    expect(groups(summary, plain)).toBe(
      '  limit group  full for  of all  each on average  mostly filled by\n' +
        '  never             all   100 %           always\n',
    )
  })

  it('says how far figures could have come out otherwise', () => {
    // Of two draws among two people each is u1 or u2: between two and four shows, always to two.
    const drawn = drawUsers(userRows(replay.population), { rounds: 1_000, seed: 5 })
    expect(bootstrap({ ...summary, bootstrap: drawn }, plain)).toBe(
      '95 % intervals, of 1,000 drawings of people (seed 5):\n' +
        '  experience  people   shows\n' +
        '  first       2 to 2  2 to 4\n',
    )
    expect(bootstrap(summary, plain)).toBe('')
  })

  it('says nothing of shows that nobody saw', () => {
    const { summary } = measure(catalog, [])
    expect([fatigue, starvation].map((render) => render(summary, plain))).toEqual(['', ''])
  })
})
