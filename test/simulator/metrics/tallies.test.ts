import { describe, expect, it } from 'vitest'
import { type Delivery, delivery } from '../../../src/model/delivery.js'
import { dayMs, hourMs, profile } from '../../../src/model/index.js'
import { Days, pageColumn, showColumn } from '../../../src/simulator/metrics/days.js'
import { DeliveryTally } from '../../../src/simulator/metrics/deliveries.js'
import { FullDays } from '../../../src/simulator/metrics/full-days.js'
import { deliveryMetrics, emptyMetrics, type Metrics } from '../../../src/simulator/metrics/metrics.js'
import { planOfFound, summariseSendings } from '../../../src/simulator/metrics/sending-summary.js'
import { SendingTally } from '../../../src/simulator/metrics/sendings.js'
import { Sessions } from '../../../src/simulator/metrics/sessions.js'
import { inStatus } from '../../sendings/support.js'
import { catalogOf, load, measure } from './replaying.js'

const add = (row: Float64Array, column: number): void => {
  row[column] = (row[column] as number) + 1
}

describe('days', () => {
  it('are counted apart, those too that are months apart and taken in turn', () => {
    const days = new Days()
    const [first, later] = [100, 164] // 64 days apart
    for (const day of [first, later, first]) add(days.row(day), pageColumn)
    add(days.row(later), showColumn)
    expect(days.pairs.map(([day, { pageLoads, pageLoadsWithShow }]) => [day, pageLoads, pageLoadsWithShow])).toEqual([
      ['1970-04-11', 2, 0],
      ['1970-06-14', 1, 1],
    ])
  })
})

describe('the days on which a group is full', () => {
  const pairs = (...times: readonly (readonly [number, number])[]) => {
    const days = new FullDays()
    days.begin()
    for (const [from, until] of times) days.add(from, until)
    return days.pairs
  }

  it('begin and end where its times do: changes are written down, day by day', () => {
    expect(pairs([hourMs, 2 * hourMs])).toEqual([
      [0, { users: 1, seconds: 3_600, wholeDays: 0 }],
      [1, { users: -1, seconds: 0, wholeDays: 0 }],
    ])
    expect(pairs([23 * hourMs, dayMs + hourMs])).toEqual([
      [0, { users: 1, seconds: 3_600, wholeDays: 0 }],
      [1, { users: 0, seconds: 3_600, wholeDays: 0 }],
      [2, { users: -1, seconds: 0, wholeDays: 0 }],
    ])
    expect(pairs([23 * hourMs, 3 * dayMs + hourMs])).toEqual([
      [0, { users: 1, seconds: 3_600, wholeDays: 0 }],
      [1, { users: 0, seconds: 0, wholeDays: 1 }],
      [3, { users: 0, seconds: 3_600, wholeDays: -1 }],
      [4, { users: -1, seconds: 0, wholeDays: 0 }],
    ])
  })

  it('do not have the day at whose midnight it ends (L4)', () => {
    expect(pairs([23 * hourMs, dayMs])).toEqual([
      [0, { users: 1, seconds: 3_600, wholeDays: 0 }],
      [1, { users: -1, seconds: 0, wholeDays: 0 }],
    ])
  })

  it('count one person once on a day on which it was full twice', () => {
    expect(pairs([0, hourMs], [2 * hourMs, 3 * hourMs])).toEqual([
      [0, { users: 1, seconds: 7_200, wholeDays: 0 }],
      [1, { users: -1, seconds: 0, wholeDays: 0 }],
    ])
  })

  it('are told apart months apart, for one person after another', () => {
    const days = new FullDays()
    for (const _ of [1, 2]) {
      days.begin()
      days.add(0, hourMs)
      days.add(64 * dayMs, 64 * dayMs + hourMs)
    }
    expect(days.pairs).toEqual([
      [0, { users: 2, seconds: 7_200, wholeDays: 0 }],
      [1, { users: -2, seconds: 0, wholeDays: 0 }],
      [64, { users: 2, seconds: 7_200, wholeDays: 0 }],
      [65, { users: -2, seconds: 0, wholeDays: 0 }],
    ])
  })
})

describe('sendings', () => {
  const dispatch = {
    id: 'd',
    sendingId: 's',
    channel: 'email',
    memberId: 'u',
    to: 'u@example.com',
    properties: {},
  } as const
  const tallyOf = (outcome: object | null) => {
    const tally = new SendingTally()
    tally.dispatched({ dispatch, outcome } as never)
    const [[, { dispatched, created, repeated, refused }]] = tally.pairs as never as [[string, Record<string, unknown>]]
    return { dispatched, created, repeated, refused }
  }

  it('count whom they are for, and by what each of them is reached (N5)', () => {
    const tally = new SendingTally()
    tally.addressed({ sendingId: 't', found: dispatch })
    for (const found of [dispatch, { ...dispatch, channel: 'sms' as const }, 'unreachable' as const, dispatch]) {
      tally.addressed({ sendingId: 's', found })
    }
    const none = { dispatched: [], created: 0, repeated: 0, refused: [] }
    expect(tally.pairs).toEqual([
      [
        's',
        {
          ...none,
          members: 4,
          unreachable: 1,
          dispatches: [
            ['email', 2],
            ['sms', 1],
          ],
        },
      ],
      ['t', { ...none, members: 1, unreachable: 0, dispatches: [['email', 1]] }],
    ])
  })

  it('count what became of the deliveries that they made (N7)', () => {
    const none = { dispatched: [['email', 1]], created: 0, repeated: 0, refused: [] }
    expect(tallyOf(null)).toEqual(none)
    expect(tallyOf({ status: 201 })).toEqual({ ...none, created: 1 })
    expect(tallyOf({ status: 200 })).toEqual({ ...none, repeated: 1 })
    expect(tallyOf({ status: 409, body: {} })).toEqual({ ...none, refused: [['409', 1]] })
  })
})

describe('deliveries', () => {
  const made = { id: 'd', createdAt: dayMs, modelKind: 'tour', modelId: 't', profileId: 'u' } as const
  const told = (...given: readonly Partial<Delivery>[]) => {
    const tally = new DeliveryTally()
    for (const one of given) tally.add(delivery({ ...made, ...one }), dayMs + hourMs)
    return tally.metrics
  }
  const { empty } = deliveryMetrics

  it('are counted by what became of them', () => {
    expect(told()).toEqual(empty)
    expect(told({ state: 'removed' }, { state: 'dropped' }, { state: 'dropped' })).toEqual({
      ...empty,
      made: 3,
      removed: 1,
      dropped: 2,
    })
    expect(told({ state: 'discarded', discardReason: 'already_seen' })).toEqual({
      ...empty,
      made: 1,
      discarded: [['already_seen', 1]],
    })
  })

  it('are expired where they are pending after their until (E3)', () => {
    const until = dayMs + hourMs
    expect(told({}, { until }, { until: until - 1 }, { until: until - 1, state: 'removed' })).toEqual({
      ...empty,
      made: 4,
      pending: 3,
      removed: 1,
      expired: 1,
    })
  })

  it('take whole minutes, and none where the show came late to be told', () => {
    const shownAfter = (ms: number) => ({ state: 'triggered', at: dayMs + ms }) as const
    expect(told(shownAfter(59_999), shownAfter(60_000), shownAfter(-1), shownAfter(2))).toEqual({
      ...empty,
      made: 4,
      triggered: 4,
      minutesToShow: [
        [0, 3],
        [1, 1],
      ],
      longestMsToShow: 60_000,
    })
    expect(told(shownAfter(-1)).longestMsToShow).toBe(0)
  })
})

describe('sessions', () => {
  const page = (sessionStartedAt: number | null, pageAt: number | null, shown = 0) =>
    profile('u', { sessionStartedAt, pageAt, interactions: Array(shown).fill({}) })
  const told = (...profiles: ReturnType<typeof page>[]) => {
    const sessions = new Sessions()
    for (const one of profiles) sessions.note(one)
    return sessions
  }

  it('are kept from the one on in which something was shown first', () => {
    const all = told(page(0, 0), page(0, 5), page(100, 100), page(100, 130, 1), page(200, 200, 1), page(200, 210, 1))
    expect(all.of('u')).toEqual([
      { startedAt: 100, lastPageAt: 130 },
      { startedAt: 200, lastPageAt: 210 },
    ])
    expect(all.of('other')).toEqual([])
  })

  it('are none where no page was loaded', () => {
    expect(told(page(null, null)).of('u')).toEqual([])
    expect(told(page(null, 5), page(5, null)).save()).toEqual([])
  })

  it('go on where they were saved, each in its own world', () => {
    const first = told(page(100, 130, 1))
    const next = new Sessions()
    next.restore(first.save())
    next.note(page(100, 140, 1))
    expect(next.of('u')).toEqual([{ startedAt: 100, lastPageAt: 140 }])
    expect(first.of('u')).toEqual([{ startedAt: 100, lastPageAt: 130 }])
  })
})

describe('the summary of sendings', () => {
  const counted = {
    members: 3,
    unreachable: 1,
    dispatches: [['email', 2]],
    dispatched: [['email', 1]],
    created: 1,
    repeated: 2,
    refused: [['409', 3]],
  } as const
  const toStranger = { id: 'x', sendingId: 's1', channel: 'sms', memberId: null, to: '1', properties: {} } as const
  const toMember = { ...toStranger, id: 'y', memberId: 'ann', channel: 'push' } as const
  const sendings = [
    { ...inStatus.prepared(), id: 'held', dispatches: [toStranger, toMember], handedOut: 0 },
    { ...inStatus.transmitting(), id: 'sent', dispatches: [toStranger, toMember], handedOut: 2 },
    { ...inStatus.skipped(), id: 'nobody', dispatches: [], handedOut: 0 },
  ]
  const summarised = (found: Record<string, readonly unknown[]> = {}) => {
    const metrics: Metrics = { ...emptyMetrics, sendings: [['sent', counted]] }
    const plan = planOfFound(metrics, (recipientsOf) => {
      for (const sending of sendings) {
        found[sending.id] = recipientsOf(sending as never, [toStranger] as never).map(({ channel }) => channel)
      }
      const statuses = [200, 201, 422, 405, 422]
      return { sendings, outcomes: new Map(statuses.map((status, line) => [line, { status }])) } as never
    })
    return summariseSendings(metrics, plan)
  }
  const none = { sms: 0, email: 0, push: 0, experience: 0 }

  it('plans anew with those that were found, of whatever part they are', () => {
    const found = {}
    summarised(found)
    expect(found).toEqual({ held: ['sms'], sent: ['sms', 'email'], nobody: ['sms'] })
  })

  it('counts statuses and refused calls', () => {
    const summary = summarised()
    expect(summary.byStatus).toMatchObject({ prepared: 1, transmitting: 1, skipped: 1, draft: 0, failed: 0 })
    expect(summary.refused).toEqual({ 422: 2, 405: 1 })
  })

  it('adds to the members those who are none, once they were sent to', () => {
    const summary = summarised()
    expect(summary.list.map(({ id, dispatches, dispatched }) => ({ id, dispatches, dispatched }))).toEqual([
      { id: 'held', dispatches: { ...none, sms: 1 }, dispatched: none },
      { id: 'sent', dispatches: { ...none, sms: 1, email: 2 }, dispatched: { ...none, sms: 1, email: 1 } },
      { id: 'nobody', dispatches: none, dispatched: none },
    ])
    expect(summary.list[1]).toMatchObject({
      members: 3,
      unreachable: 1,
      deliveries: { created: 1, repeated: 2, refused: { 409: 3 } },
    })
  })
})

describe('the busiest profiles', () => {
  const catalog = catalogOf(`
experiences:
  - { id: a, kind: tour, published_at: 2029-01-01, recurrence: { kind: page } }
`)
  const shown = (times: Readonly<Record<string, number>>) =>
    measure(
      catalog,
      Object.entries(times).flatMap(([id, count]) => Array.from({ length: count }, (_, k) => load(id, `10:00:0${k}`))),
    ).summary.busiest.map(({ profileId, shows }) => `${profileId} ${shows}`)

  it('are the five with most shows', () => {
    expect(shown({ a: 2, b: 3, c: 2, d: 4, e: 2, f: 1, g: 5 })).toEqual(['g 5', 'd 4', 'b 3', 'a 2', 'c 2'])
    expect(shown({ z: 2, y: 2, x: 2, w: 2, v: 2, a: 1 })).toEqual(['v 2', 'w 2', 'x 2', 'y 2', 'z 2'])
  })

  it('and of those with as many the first by id (T7)', () => {
    expect(shown({ f: 1, e: 1, d: 1, c: 1, b: 1, a: 1 })).toEqual(['a 1', 'b 1', 'c 1', 'd 1', 'e 1'])
  })
})
