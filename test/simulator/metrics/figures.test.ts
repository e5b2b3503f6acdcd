import { describe, expect, it } from 'vitest'
import { catalogOf, line, load, measure } from './replaying.js'

const holding = catalogOf(`
experiences:
  - { id: a, kind: survey, published_at: 2029-01-01 }
  - { id: b, kind: tour, published_at: 2029-01-01, triggers: [ { on: click, element: '#a' } ] }
limit_groups:
  - { id: hourly, kind: all, rate_limit_size: 1, rate_limit_kind: 1h }
`)

describe('holds', () => {
  // 10:00 a shows; b comes after it, and waits for a click besides.
  // 10:30 a has ended, and the group is full; b waits, and the group is full.
  // 11:00 the group has room: a has ended, b waits, and each of them would be freed by one change.
  // 11:05 a click shows b.
  const measured = () =>
    measure(holding, [
      load('u1', '10:00:00'),
      load('u1', '10:30:00'),
      load('u1', '11:00:00'),
      line({ type: 'trigger', on: 'click', element: '#a', at: '11:05:00', profile_id: 'u1' }),
    ]).summary

  it('are counted by the first thing in the way', () => {
    const summary = measured()
    const [a, b] = summary.experiences
    expect(a?.holds).toEqual({ recurrence: 2 })
    expect(b?.holds).toEqual({ outranked: 1, rate_limited: 1, armed: 1 })
    expect(summary.holds).toEqual({ armed: 1, recurrence: 2, rate_limited: 1, outranked: 1 })
  })

  it('and by everything in the way, and by what was alone in it', () => {
    const summary = measured()
    const [a, b] = summary.experiences
    expect(a?.blockers).toEqual({ any: { recurrence: 2, rate_limited: 1 }, sole: { recurrence: 1 } })
    expect(b?.blockers).toEqual({ any: { armed: 3, rate_limited: 1, outranked: 1 }, sole: { armed: 1 } })
    expect(summary.blockers).toEqual({
      any: { armed: 3, recurrence: 2, rate_limited: 2, outranked: 1 },
      sole: { armed: 1, recurrence: 1 },
    })
  })

  it('show in the days', () => {
    expect(measured().days).toEqual([
      {
        day: '2029-02-03',
        pageLoads: 3,
        pageLoadsWithShow: 1,
        redirects: 0,
        showsByTrigger: 1,
        profilesWithShow: 1,
        holds: { armed: 1, recurrence: 2, rate_limited: 1, outranked: 1 },
      },
    ])
  })

  it('and so do full groups: an hour from 10:00, and from 11:05, which is where the life ends', () => {
    expect(measured().groups).toEqual([
      {
        id: 'hourly',
        alwaysFull: false,
        users: 1,
        share: 1,
        fullSeconds: 3600,
        filledBy: [
          { id: 'a', count: 1 },
          { id: 'b', count: 1 },
        ],
        days: [{ day: '2029-02-03', users: 1, fullSeconds: 3600 }],
      },
    ])
  })

  it('count a disabled profile together with what else is in the way', () => {
    const off = line({ type: 'identify', at: '10:10:00', profile_id: 'u1', disabled: true })
    const { summary } = measure(holding, [load('u1', '10:00:00'), off, load('u1', '10:30:00')])
    expect(summary.experiences[0]?.blockers.any).toEqual({ profile_disabled: 1, recurrence: 1, rate_limited: 1 })
    expect(summary.experiences[1]?.blockers.sole).toEqual({})
  })
})

const ranking = catalogOf(`
experiences:
  - { id: first, kind: survey, published_at: 2029-01-01, recurrence: { kind: page } }
  - { id: second, kind: tour, published_at: 2029-01-01 }
`)

describe('reach, starvation and fatigue', () => {
  // To u1 first shows three times, on two days, and second never. u2 gets second by delivery, 59 minutes after the call.
  const measured = () =>
    measure(ranking, [
      load('u1', '10:00:00'),
      load('u1', '12:00:00'),
      load('u1', '2029-02-04T00:00:00Z'),
      load('u2', '10:00:00'),
      line({ type: 'deliver', at: '10:01:00', profile_id: 'u2', id: 'd1', model_kind: 'tour', model_id: 'second' }),
      load('u2', '11:00:00'),
      load('u3', '10:00:00', '/'),
    ]).summary

  it('says to how many something was shown, how often, and when', () => {
    const summary = measured()
    const [first, second] = summary.experiences
    expect(first).toMatchObject({
      automatic: 5,
      delivered: 0,
      users: 3,
      share: 1,
      days: [
        { day: '2029-02-03', automatic: 4, delivered: 0 },
        { day: '2029-02-04', automatic: 1, delivered: 0 },
      ],
    })
    expect(second).toMatchObject({ automatic: 0, delivered: 1, users: 1, share: 1 / 3 })
    expect(summary.days.map(({ day, pageLoads, profilesWithShow }) => [day, pageLoads, profilesWithShow])).toEqual([
      ['2029-02-03', 5, 3],
      ['2029-02-04', 1, 1],
    ])
  })

  it('says for whom only something else went first, and who in the end saw it', () => {
    const [first, second] = measured().experiences
    // u1 on two days and three page loads, u3 on one; u2 saw it.
    expect(second?.starvation).toEqual({ users: 2, days: 3, by: [{ id: 'first', count: 4 }] })
    // For u2 first stood behind the delivery once, but had been seen by then.
    expect(first?.starvation).toEqual({ users: 0, days: 0, by: [] })
  })

  it('says how much people were shown in a while', () => {
    const summary = measured()
    // An hour: one each, for shows an hour apart are in no common hour. A day: u1 three in 14 hours, u2 two, u3 one.
    expect(summary.fatigue.map(({ window, p50, p90, max, users }) => [window, p50, p90, max, users])).toEqual([
      ['1h', 1, 1, 1, [[1, 3]]],
      [
        '1d',
        2,
        3,
        3,
        [
          [1, 1],
          [2, 1],
          [3, 1],
        ],
      ],
      [
        '7d',
        2,
        3,
        3,
        [
          [1, 1],
          [2, 1],
          [3, 1],
        ],
      ],
      [
        '30d',
        2,
        3,
        3,
        [
          [1, 1],
          [2, 1],
          [3, 1],
        ],
      ],
    ])
    expect(summary.busiest.map(({ profileId, shows }) => `${profileId} ${shows}`)).toEqual(['u1 3', 'u2 2', 'u3 1'])
  })

  it('counts recorded interactions as seen, but not as shown by the engine', () => {
    const recorded = line({
      type: 'interaction',
      at: '10:00:30',
      profile_id: 'u1',
      experience_id: 'second',
      state: 'started',
    })
    const { summary } = measure(ranking, [load('u1', '10:00:00'), recorded, load('u1', '2029-02-04T10:00:00Z')])
    expect(summary.fatigue[0]?.max).toBe(2)
    expect(summary.experiences[1]).toMatchObject({ users: 0, starvation: { users: 0 } })
    expect(summary.busiest).toEqual([{ profileId: 'u1', shows: 2 }])
  })
})

const delivering = catalogOf(`
segments:
  - { id: admins, conditions: { fact: role, operator: equal, value: admin } }
experiences:
  - { id: t, kind: tour, published_at: 2029-01-01, segment_id: admins }
`)

describe('deliveries', () => {
  const call = { type: 'deliver', profile_id: 'u1', model_kind: 'tour', model_id: 't' }
  // late ends before the page load; narrow is for admins only; gone is taken back; seen shows at once, in half a minute.
  const measured = () =>
    measure(delivering, [
      load('u1', '10:00:00'),
      line({ ...call, at: '10:00:00', id: 'late', until: '2029-02-03T10:30:00Z', from: '2029-02-03T10:20:00Z' }),
      line({ ...call, at: '10:00:01', id: 'narrow', use_segmentation: true }),
      line({ ...call, at: '10:00:02', id: 'gone' }),
      line({ type: 'deliver.remove', at: '10:00:03', profile_id: 'u1', id: 'gone' }),
      line({ ...call, at: '10:00:04', model_id: 'nobody' }),
      load('u1', '12:00:00'),
      line({ ...call, at: '12:00:30', id: 'seen' }),
      load('u1', '12:01:00'),
    ]).summary

  it('are told by what became of them', () => {
    const { deliveries } = measured()
    expect(deliveries).toMatchObject({
      created: 4,
      refused: { 404: 1 },
      triggered: 1,
      discarded: { segment_mismatch: 1 },
      removed: 1,
      dropped: 0,
      pending: 1,
      expired: 1,
      neverShown: 3,
    })
    expect(deliveries.experiences).toMatchObject([{ id: 't', made: 4, neverShown: 3 }])
  })

  it('are held back by what every check says', () => {
    const { deliveries } = measured()
    // 12:00: narrow is not in its segment, late is over. 12:01: seen shows, and late stands behind it.
    expect(deliveries.holds).toEqual({ after_until: 1, segment_mismatch: 1, outranked: 1 })
    expect(deliveries.blockers).toEqual({
      any: { after_until: 2, segment_mismatch: 1, outranked: 1 },
      sole: { after_until: 1, segment_mismatch: 1 },
    })
  })

  it('take their time', () => {
    const { p50Minutes, p90Minutes, longestMs, buckets } = measured().deliveries.timeToShow
    expect({ p50Minutes, p90Minutes, longestMs }).toEqual({ p50Minutes: 0, p90Minutes: 0, longestMs: 30_000 })
    expect(buckets.filter(({ count }) => count > 0)).toEqual([{ underMinutes: 1, count: 1 }])
  })

  it('that took 59 minutes took less than an hour', () => {
    const { summary } = measure(ranking, [
      load('u2', '10:00:00'),
      line({ ...call, profile_id: 'u2', at: '10:01:00', model_id: 'second' }),
      load('u2', '11:00:00'),
    ])
    expect(summary.deliveries.timeToShow).toMatchObject({ p50Minutes: 59, longestMs: 3_540_000 })
    expect(summary.deliveries.timeToShow.buckets.filter(({ count }) => count > 0)).toEqual([
      { underMinutes: 60, count: 1 },
    ])
  })

  it('ask for a role that nobody has', () => {
    const summary = measured()
    expect(summary.missingFacts).toEqual([{ fact: 'role', profiles: 1 }])
    expect(summary.assumptions).toContain('what a profile does not have is missing: role for 1 of 1 profiles')
  })
})

const grouped = (kind: string, more = '') =>
  catalogOf(`
experiences:
  - { id: x, kind: tour, published_at: 2029-01-01, recurrence: { kind: page } }
limit_groups:
  - { id: g, kind: all, rate_limit_size: 1, rate_limit_kind: ${kind}${more} }
`)

describe('a limit group', () => {
  it('is full for as long as its session lasts', () => {
    // One session until 90 minutes after 11:30, then the gap lets x show again: there the life ends.
    const loads = ['10:00:00', '10:30:00', '11:30:00', '14:00:00'].map((at) => load('u1', at))
    const { summary } = measure(grouped('session'), loads)
    expect(summary.groups).toMatchObject([{ users: 1, fullSeconds: 3 * 3600, filledBy: [{ id: 'x', count: 2 }] }])
  })

  it('is full until midnight, where its zone has it', () => {
    // Shown at 10:00 UTC, 11:00 in Berlin, where the next day begins at 23:00 UTC; it shows again at 23:30.
    const loads = [load('u1', '10:00:00'), load('u1', '22:59:59'), load('u1', '23:30:00')]
    const { summary } = measure(grouped('day', ', zone: Europe/Berlin'), loads)
    expect(summary.groups).toMatchObject([{ users: 1, fullSeconds: 13 * 3600, filledBy: [{ id: 'x', count: 2 }] }])
  })

  it('is full to the end of a life where it counts a lifetime', () => {
    const { summary } = measure(grouped('lifetime'), [
      load('u1', '10:00:00'),
      load('u1', '11:00:00'),
      load('u2', '01:00:00'),
    ])
    expect(summary.groups).toMatchObject([{ users: 2, share: 1, fullSeconds: 3600, filledBy: [{ id: 'x', count: 2 }] }])
    expect(summary.assumptions).toContain('and lifetime limits all along (g)')
    expect(summary.warmUp).toBe(null)
  })

  it('is full day by day, on days on which anything happened', () => {
    // For u1 from the 3rd at 12:00 for three days: half a day, and the whole 5th; nothing happens on the 4th. On the 6th
    // until noon, and again from 18:00 on, up to the last event at 20:00. For u2 from the 5th at 18:00 up to the 6th at
    // 06:00.
    const loads = [
      ...['03T12:00:00', '05T09:00:00', '06T18:00:00', '06T20:00:00'].map((at) => load('u1', `2029-02-${at}Z`)),
      ...['05T18:00:00', '06T06:00:00'].map((at) => load('u2', `2029-02-${at}Z`)),
    ]
    const { summary } = measure(grouped('3d'), loads)
    const hour = 3600
    expect(summary.groups[0]?.days).toEqual([
      { day: '2029-02-03', users: 1, fullSeconds: 12 * hour },
      { day: '2029-02-05', users: 2, fullSeconds: 24 * hour + 6 * hour },
      { day: '2029-02-06', users: 2, fullSeconds: 12 * hour + 2 * hour + 6 * hour },
    ])
    expect(summary.groups[0]?.fullSeconds).toBe((72 + 2 + 12) * hour)
  })

  it('is not full on a day at whose first instant it has room', () => {
    const loads = [load('u1', '12:00:00'), load('u1', '2029-02-04T09:00:00Z', '/'), load('u1', '2029-02-05T00:00:00Z')]
    const { summary } = measure(grouped('day'), loads)
    expect(summary.groups[0]?.days).toEqual([
      { day: '2029-02-03', users: 1, fullSeconds: 12 * 3600 },
      { day: '2029-02-04', users: 1, fullSeconds: 15 * 3600 },
      { day: '2029-02-05', users: 1, fullSeconds: 0 },
    ])
  })

  it('that is always full is filled by nothing', () => {
    const text = `
experiences: [ { id: x, kind: tour, published_at: 2029-01-01 } ]
limit_groups: [ { id: never, kind: all, rate_limit_size: 0, rate_limit_kind: 1d } ]
`
    const { summary } = measure(catalogOf(text), [load('u1', '10:00:00')])
    expect(summary.groups).toMatchObject([{ id: 'never', alwaysFull: true, users: 0, fullSeconds: 0, filledBy: [] }])
  })
})

describe('with nothing to measure', () => {
  it('everything is nothing', () => {
    const { summary, metrics } = measure(holding, [])
    expect(metrics.profiles).toBe(0)
    expect(summary).toMatchObject({ profiles: 0, pageLoads: 0, days: [], warmUp: null, busiest: [] })
    expect(summary.fatigue.map(({ max }) => max)).toEqual([0, 0, 0, 0])
    expect(summary.experiences[0]).toMatchObject({ users: 0, share: 0 })
  })
})

describe('compared with what was recorded', () => {
  it('counts what is predicted on a page, but nobody saw it', () => {
    const { summary } = measure(ranking, [load('u1', '10:00:00'), load('u1', '11:00:00')], { recorded: 'compare' })
    expect(summary).toMatchObject({ pageLoadsWithShow: 2, profilesWithShow: 0 })
    expect(summary.fidelity).toEqual({ pageLoads: 2, agreed: 0, onlyPredicted: 2, onlyRecorded: 0, different: 0 })
    expect(summary.experiences[0]).toMatchObject({ automatic: 2, users: 0 })
  })
})
