import { describe, expect, it } from 'vitest'
import { catalogOf, line, load, measure } from './replaying.js'

const catalog = catalogOf(`
experiences:
  - { id: a, kind: tour, published_at: 2029-01-01, url: [ { url: /never, match_type: simple } ] }
  - { id: z, kind: tour, published_at: 2029-01-01, url: [ { url: /never, match_type: simple } ] }
`)
const call = (at: string, id: string, modelId: string) =>
  line({ type: 'deliver', at, profile_id: 'u1', id, model_kind: 'tour', model_id: modelId })

describe('deliveries of several experiences', () => {
  // To u1 z is delivered twice and then a, which goes before both (D8) and shows after five minutes.
  const measured = () =>
    measure(catalog, [
      load('u1', '09:00:00'),
      call('09:59:58', 'd1', 'z'),
      call('09:59:59', 'd2', 'z'),
      call('10:00:00', 'd3', 'a'),
      load('u1', '10:05:00'),
    ]).summary.deliveries

  it('are told apart, in the order of ids', () => {
    const { experiences } = measured()
    expect(experiences.map(({ id, made, triggered, pending }) => ({ id, made, triggered, pending }))).toEqual([
      { id: 'a', made: 1, triggered: 1, pending: 0 },
      { id: 'z', made: 2, triggered: 0, pending: 2 },
    ])
    // Only what stands behind the one that shows is held back.
    expect(experiences.map(({ holds }) => holds)).toEqual([{}, { outranked: 2 }])
  })

  it('and come to the sum of them', () => {
    expect(measured()).toMatchObject({ created: 3, triggered: 1, pending: 2, neverShown: 2, holds: { outranked: 2 } })
  })

  it('that took five minutes to the millisecond did not take less', () => {
    const { p50Minutes, longestMs, buckets } = measured().timeToShow
    expect({ p50Minutes, longestMs }).toEqual({ p50Minutes: 5, longestMs: 300_000 })
    expect(buckets.filter(({ count }) => count > 0)).toEqual([{ underMinutes: 60, count: 1 }])
  })
})

describe('a delivery that redirects (E4)', () => {
  it('is not held back, and goes before what stands behind it', () => {
    const older = catalogOf(`
settings: { dialect: "2021-08" }
experiences:
  - { id: t, kind: tour, published_at: 2029-01-01, url: [ { url: /there, match_type: simple } ], start_url: https://app.example.com/there }
  - { id: x, kind: survey, published_at: 2029-01-01, recurrence: { kind: page } }
`)
    const { summary } = measure(older, [
      line({ type: 'identify', at: '09:00:00', profile_id: 'u1' }),
      line({ type: 'deliver', at: '09:00:01', profile_id: 'u1', model_kind: 'tour', model_id: 't', redirect: true }),
      load('u1', '10:00:00', 'https://app.example.com/'),
    ])
    expect(summary.redirects).toBe(1)
    expect(summary.deliveries).toMatchObject({ pending: 1, holds: {}, blockers: { any: {}, sole: {} } })
    const x = summary.experiences.find(({ id }) => id === 'x')
    expect(x?.holds).toEqual({ outranked: 1 })
    expect(x?.starvation).toEqual({ users: 1, days: 1, by: [{ id: 't', count: 1 }] })
  })
})
