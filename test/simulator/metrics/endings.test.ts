import { describe, expect, it } from 'vitest'
import { fatigueWindows } from '../../../src/simulator/metrics/fatigue.js'
import { summariseFatigue } from '../../../src/simulator/metrics/fatigue-summary.js'
import { emptyMetrics } from '../../../src/simulator/metrics/metrics.js'
import { catalogOf, line, load, measure } from './replaying.js'

const catalog = catalogOf(`
experiences: [ { id: x, kind: tour, published_at: 2029-01-01, url: [ { url: /shown, match_type: simple } ] } ]
limit_groups: [ { id: daily, kind: all, rate_limit_size: 1, rate_limit_kind: day, zone: Europe/Berlin } ]
`)

describe('what the lives tell at their end', () => {
  it('how many are in a zone that the catalog does not have (T8)', () => {
    const zones = ['Europe/Berlin', 'UTC', 'Asia/Tokyo', 'nowhere', 5, null]
    const events = zones.map((zone, k) =>
      line({ type: 'identify', at: '10:00:00', profile_id: `u${k}`, traits: zone === null ? {} : { zone } }),
    )
    expect(measure(catalog, events).metrics.profilesInUnknownZones).toBe(3)
  })

  it('how many were shown nothing, and the most that the others were', () => {
    const most = (...people: readonly string[]): unknown =>
      measure(
        catalog,
        people.map((path, k) => load(`u${k}`, '10:00:00', `https://app.example.com${path}`)),
      ).metrics.fatigue.map(([, users]) => users)
    const each = (users: unknown): unknown => fatigueWindows.map(() => users)
    expect(most('/', '/shown', '/')).toEqual(each([[0, 2], [1, 1]])) // biome-ignore format: a pair
    expect(most('/shown', '/shown')).toEqual(each([[1, 2]]))
    expect(most('/')).toEqual(each([[0, 1]]))
    expect(most()).toEqual([])
  })

  it('who was shown most, and nobody who was shown nothing', () => {
    const events = [load('u1', '10:00:00'), load('u2', '10:00:00', '/shown')]
    expect(measure(catalog, events).summary.busiest).toEqual([{ profileId: 'u2', shows: 1 }])
  })

  it('how many do not have a fact that a segment asks for', () => {
    const admins = catalogOf(`
segments: [ { id: admins, conditions: { fact: role, operator: equal, value: admin } } ]
experiences: [ { id: x, kind: tour, published_at: 2029-01-01, segment_id: admins } ]
`)
    const roles = [{ role: 'guest' }, {}, { role: 'admin' }]
    const events = roles.map((traits, k) => line({ type: 'identify', at: '10:00:00', profile_id: `u${k}`, traits }))
    expect(measure(admins, events).summary.missingFacts).toEqual([{ fact: 'role', profiles: 1 }])
  })

  it('nothing of nobody', () => {
    const nothing = { p50: 0, p90: 0, p99: 0, max: 0, users: [] }
    const expected = fatigueWindows.map(([window]) => ({ window, ...nothing }))
    expect(summariseFatigue(emptyMetrics)).toEqual(expected)
  })
})
