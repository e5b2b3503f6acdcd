import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { TraceEvent } from '../../../src/authoring/trace-event.js'
import { checksOf } from '../../../src/eligibility/attempt.js'
import { blanketCode } from '../../../src/eligibility/blanket.js'
import { loaded } from '../../../src/eligibility/decide.js'
import { visitNear } from '../../../src/eligibility/near.js'
import { Subject } from '../../../src/eligibility/subject.js'
import { compile } from '../../../src/engine/index.js'
import { type Code, codes } from '../../../src/model/code.js'
import { type Catalog, dayMs, limitGroup, type ProfileEvent } from '../../../src/model/index.js'
import { automaticBlockers, deliveryBlockers } from '../../../src/simulator/metrics/blockers.js'
import { dayText } from '../../../src/simulator/metrics/days.js'
import { FullDays } from '../../../src/simulator/metrics/full-days.js'
import { fullDays } from '../../../src/simulator/metrics/group-summary.js'
import {
  dayMetrics,
  emptyMetrics,
  groupMetrics,
  type Metrics,
  mergeMetrics,
} from '../../../src/simulator/metrics/metrics.js'
import { defaultReplayOptions, Replay } from '../../../src/simulator/replay.js'
import { Tally } from '../../../src/simulator/tally.js'
import { createTimeline } from '../../../src/simulator/timeline.js'
import { arbitraryLife, arbitraryQuestion } from '../../naive/arbitrary.js'
import { measure } from './replaying.js'

const profileIds = ['u1', '__proto__', 'ünï', 'u2', 'constructor']

interface Part {
  readonly catalog: Catalog
  readonly byProfile: ReadonlyMap<string, readonly TraceEvent[]>
}

/** Some profiles of one catalog, each with some of the same events. */
const arbitraryTrace: fc.Arbitrary<Part> = arbitraryLife.chain(({ catalog, events }) =>
  fc.array(fc.nat({ max: 2 ** 25 - 1 }), { minLength: 5, maxLength: 5 }).map((masks) => {
    const inOrder = [...events].sort((a, b) => a.at - b.at)
    const lives = profileIds.map((profileId, place) => {
      const mask = masks[place] as number
      const own = inOrder.filter((_, index) => (mask >>> index) & 1).flatMap((event) => traceEvent(event, profileId))
      const experience = catalog.experiences[mask % catalog.experiences.length]
      const at = own[Math.floor(own.length / 3)]?.at
      if (experience === undefined || at === undefined) return [profileId, own] as const
      const params = { model_kind: experience.kind, model_id: experience.id, once: mask % 2 === 0 }
      const call: TraceEvent = { type: 'deliver', at, profileId, eventId: null, id: `d ${profileId}`, params }
      return [profileId, [...own, call].sort((a, b) => a.at - b.at)] as const
    })
    return { catalog, byProfile: new Map(lives) }
  }),
)

function traceEvent(event: ProfileEvent, profileId: string): readonly TraceEvent[] {
  const parts = { profileId, eventId: null }
  switch (event.type) {
    case 'page':
      return [{ ...event, ...parts, peek: false }]
    case 'identify':
    case 'track':
      return [{ ...event, ...parts }]
    case 'trigger':
      if (event.on === 'time_on_page') return []
      return [{ type: 'trigger', at: event.at, on: event.on, element: null, name: null, ...parts }]
    case 'interaction': {
      const { at, experienceId, state, deferUntil = null, groupKind = null, groupId = null } = event
      return [{ type: 'interaction', at, experienceId, state, deferUntil, groupKind, groupId, ...parts }]
    }
    default:
      return []
  }
}

function metricsOf({ catalog, byProfile }: Part, isIn: (place: number) => boolean): Metrics {
  const profiles = [...byProfile.values()]
  const lines = new Map(profiles.flat().map((event, index) => [event, index + 1]))
  return measure(
    catalog,
    profiles.flatMap((events, place) => (isIn(place) ? events : [])),
    { lineOf: (event) => lines.get(event) as number },
  ).metrics
}

const numRuns = 150

describe('metrics', () => {
  test('of a trace are those of its profiles, parted and merged in whatever way', () => {
    let shows = 0
    let holds = 0
    fc.assert(
      fc.property(
        arbitraryTrace,
        fc.array(fc.nat({ max: 2 }), { minLength: 5, maxLength: 5 }),
        fc.shuffledSubarray([0, 1, 2], { minLength: 3 }),
        (trace, parts, order) => {
          const whole = metricsOf(trace, () => true)
          const merged = order
            .map((part) => metricsOf(trace, (place) => parts[place] === part))
            .reduce(mergeMetrics, emptyMetrics)
          expect(merged).toEqual(whole)
          expect(JSON.stringify(merged)).toBe(JSON.stringify(whole))
          shows += whole.profilesWithShow
          holds += whole.experiences.filter(([, { holds }]) => holds.sole.length > 0).length
        },
      ),
      { numRuns },
    )
    expect(shows).toBeGreaterThan(numRuns / 2)
    expect(holds).toBeGreaterThan(numRuns / 2)
  })

  test('merge associatively and commutatively, and nothing changes them', () => {
    fc.assert(
      fc.property(arbitraryTrace, (trace) => {
        const [a, b, c] = [0, 1, 2].map((part) => metricsOf(trace, (place) => place % 3 === part)) as [
          Metrics,
          Metrics,
          Metrics,
        ]
        expect(mergeMetrics(mergeMetrics(a, b), c)).toEqual(mergeMetrics(a, mergeMetrics(b, c)))
        expect(mergeMetrics(a, b)).toEqual(mergeMetrics(b, a))
        expect(mergeMetrics(a, emptyMetrics)).toEqual(a)
        expect(mergeMetrics(emptyMetrics, a)).toEqual(a)
      }),
      { numRuns },
    )
  })

  test('are the same where one tally goes on from what another one saved', () => {
    fc.assert(
      fc.property(arbitraryTrace, fc.nat({ max: 99 }), ({ catalog, byProfile }, percent) => {
        const events = [...byProfile.values()].flat()
        const breakAt = Math.floor((events.length * percent) / 100)
        expect(measure(catalog, events, { breakAt }).metrics).toEqual(measure(catalog, events).metrics)
      }),
      { numRuns },
    )
  })

  test('survive JSON and a structured clone', () => {
    fc.assert(
      fc.property(arbitraryTrace, (trace) => {
        const metrics = metricsOf(trace, () => true)
        expect(JSON.parse(JSON.stringify(metrics))).toEqual(metrics)
        expect(structuredClone(metrics)).toEqual(metrics)
      }),
      { numRuns: 30 },
    )
  })
})

describe('blockers', () => {
  test('are the failures of all checks, and what went first', () => {
    let several = 0
    fc.assert(
      fc.property(arbitraryQuestion, ({ catalog, profile, page: { href }, now }) => {
        const subject = new Subject(compile(catalog), profile)
        loaded(subject, { href }, now, (moment) => {
          let isOutranked = false
          visitNear(subject, moment, (candidate, code) => {
            if (code === 'shown' || code === 'redirected') {
              isOutranked = true
              return
            }
            const failures = checksOf(candidate).flatMap((check) => check.fails(candidate, subject, moment) ?? [])
            const blanket = blanketCode(subject.profile)
            const expected = new Set<Code>([
              ...failures,
              ...(blanket === null ? [] : [blanket]),
              ...(isOutranked ? (['outranked'] as const) : []),
            ])
            const bits =
              candidate.delivery === null
                ? automaticBlockers(candidate, code, isOutranked, subject, moment)
                : deliveryBlockers(candidate, code, subject, moment)
            expect(codes.filter((_, place) => (bits >>> place) & 1)).toEqual(codes.filter((one) => expected.has(one)))
            if (expected.size > 1) several += 1
          })
        })
      }),
      { numRuns: 1_000 },
    )
    expect(several).toBeGreaterThan(100)
  })
})

describe('the time for which a group is full', () => {
  test('is what the limits check says between any event and the next', () => {
    let fullSessions = 0
    fc.assert(
      fc.property(arbitraryTrace, ({ catalog: given, byProfile }) => {
        // No timer goes off between events, and nobody moves to another zone.
        const experiences = given.experiences.map((one) => ({ ...one, triggers: [] }))
        const groups = [...given.limitGroups, { ...hourly, rateLimitKind: 'session' }, hourly]
        const catalog = { ...given, experiences, limitGroups: groups.map((one, k) => ({ ...one, id: `g${k}` })) }
        const events = (byProfile.get('u1') ?? []).filter(({ type }) => type !== 'identify')
        const timeline = createTimeline(catalog)
        const tally = new Tally(timeline.last)
        const replay = new Replay(timeline, defaultReplayOptions, tally)
        const fullMs = timeline.last.groups.map(() => 0)
        for (const [index, event] of events.entries()) {
          const life = replay.life('u1')
          replay.take(event, life, index)
          life.subject.refresh()
          const next = events[index + 1]?.at ?? event.at
          for (const group of timeline.last.groups) {
            const untilMs = Math.min(life.subject.roomAt(group), next)
            fullMs[group.index] = (fullMs[group.index] ?? 0) + Math.max(0, untilMs - event.at)
          }
        }
        const found = new Map(tally.finish(replay.population).groups)
        for (const { source, index, window } of timeline.last.groups) {
          if (source.rateLimitSize === 0) continue
          const seconds = Math.floor((fullMs[index] ?? 0) / 1000)
          expect(found.get(source.id)?.fullSeconds ?? 0, JSON.stringify(source)).toBe(seconds)
          if (window.kind === 'session' && seconds > 0) fullSessions += 1
        }
      }),
      { numRuns: 400 },
    )
    expect(fullSessions).toBeGreaterThan(50)
  })
})

describe('the days on which a group is full', () => {
  test('are those of its times from a show to room, day for day', () => {
    let several = 0
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.tuple(arbitrarySpan, arbitrarySpan), { maxLength: 5 }), { maxLength: 4 }),
        (people) => {
          const days = new FullDays()
          const expected = new Map<number, { users: Set<number>; seconds: number }>()
          for (const [person, gaps] of people.entries()) {
            let at = -3 * dayMs
            const stretches = gaps.map(([pauseMs, fullMs]) => {
              const from = at + pauseMs
              at = from + fullMs
              return { from, until: at }
            })
            days.begin()
            for (const { from, until } of stretches) days.add(from, until)
            for (const { from, until } of stretches) {
              for (let day = Math.floor(from / dayMs); day * dayMs < until || day * dayMs <= from; day++) {
                const on = expected.get(day) ?? { users: new Set(), seconds: 0 }
                expected.set(day, on)
                on.users.add(person)
                const ms = Math.min(until, (day + 1) * dayMs) - Math.max(from, day * dayMs)
                on.seconds += Math.floor(ms / 1000)
              }
            }
          }
          const all = Array.from({ length: 60 }, (_, k) => k - 10)
          const metrics = { ...groupMetrics.empty, days: days.pairs }
          const found = fullDays(
            metrics,
            all.map((day) => [dayText(day), dayMetrics.empty] as const),
          )
          expect(found).toEqual(
            all.flatMap((day) => {
              const on = expected.get(day)
              return on === undefined ? [] : [{ day: dayText(day), users: on.users.size, fullSeconds: on.seconds }]
            }),
          )
          if (found.some(({ users }) => users > 1)) several += 1
        },
      ),
      { numRuns: 500 },
    )
    expect(several).toBeGreaterThan(100)
  })
})

/** Nothing, an instant, some hours, whole days, several days. */
const arbitrarySpan = fc.oneof(
  fc.constantFrom(0, 1, dayMs, 2 * dayMs, dayMs - 1),
  fc.integer({ min: 0, max: 4 * dayMs }),
)

const hourly = limitGroup({ id: 'g', kind: 'all', rateLimitSize: 1, rateLimitKind: '1h', exemptShows: 'count' })
