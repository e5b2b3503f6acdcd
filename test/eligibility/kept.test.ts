import { deepStrictEqual as same } from 'node:assert/strict'
import { describe, it } from 'vitest'
import {
  catalog,
  compile,
  dayMs,
  decide,
  type Experience,
  hourMs,
  type LimitGroup,
  limitGroup,
  minuteMs,
  type Profile,
  profile,
} from '../../src/index.js'
import { type StepEvent, session } from '../../src/session/index.js'
import { href, shown, tour } from './asked.js'

// A session remembers what it worked out. Whatever it was asked and told before, it must answer what is answered anew:
// every question, two events in any order, and every question again.

const start = Date.UTC(2029, 0, 31, 12)
const instants = [0, 1, hourMs, 2 * hourMs, dayMs, 2 * dayMs].map((later) => start + later)
const daysAgo = (days: number) => new Date(start - days * dayMs).toISOString()

const younger = (fact: string, days: number) => ({ fact, operator: 'chameleon.gt-d', value: days }) as const
const older = (fact: string, days: number) => ({ fact, operator: 'chameleon.lt-d', value: days }) as const
const everyHour = { kind: 'every', amount: 1, unit: 'hour' } as const
const limits = { kind: 'all', rateLimitSize: 1, rateLimitKind: '1h' } as const
const page = { href, peek: true }

const events: readonly StepEvent[] = [
  { type: 'page', at: start, href },
  { type: 'page', at: start + 100 * minuteMs, href },
  { type: 'identify', at: start, traits: { since: daysAgo(1), joined: daysAgo(3) } },
  { type: 'identify', at: start, traits: { since: daysAgo(0), zone: 'East', percent: 20 } },
  { type: 'track', at: start + 1, event: 'e' },
  { type: 'interaction', at: start, experienceId: 'a', state: 'completed' },
  { type: 'interaction', at: start + hourMs, experienceId: 'b', state: 'started' },
  { type: 'interaction', at: start, experienceId: 'a', state: 'snoozed', deferUntil: start + dayMs },
  { type: 'interaction', at: start - dayMs, experienceId: 'c', state: 'exited' },
]

const worlds: Readonly<Record<string, [readonly Experience[], (readonly LimitGroup[])?]>> = {
  'segments that end': [[tour('a', { segment: younger('since', 2) }), tour('b', { segment: younger('joined', 4) })]],
  'segments that begin': [[tour('a', { segment: older('since', 1) }), tour('b', { segment: older('joined', 3) })]],
  'segments that begin and end': [
    [
      tour('a', { segment: { all: [older('since', 1), younger('joined', 4)] } }),
      tour('b', { segment: younger('joined', 3) }),
      tour('c', { segment: older('joined', 4) }),
    ],
  ],
  'segments that read history': [
    [
      tour('a', { segment: { fact: 'history.c', path: '$.shows', operator: 'equal', value: 0 } }),
      tour('b', {
        segment: { fact: 'history.a', path: '$.shows', operator: 'greaterThan', value: 0 },
        recurrence: { kind: 'page' },
      }),
      tour('c', { publishedAt: null }),
    ],
  ],
  recurrences: [
    [
      tour('a', { recurrence: everyHour }),
      tour('b', { recurrence: { kind: 'event', event: 'e' } }),
      tour('c', { recurrence: { kind: 'every', amount: 1, unit: 'day' } }),
    ],
  ],
  'recurrences and segments': [
    [
      tour('a', { recurrence: everyHour, segment: younger('since', 1) }),
      tour('b', { recurrence: { kind: 'every', amount: 2, unit: 'day' } }),
      tour('c', { segment: older('joined', 3) }),
    ],
  ],
  'a recurrence by an event': [[tour('a', { recurrence: { kind: 'event', event: 'e' } })]],
  'a limit': [[tour('a')], [limitGroup({ id: 'g', ...limits })]],
  'a limit on some': [
    [tour('a'), tour('b'), tour('c', { rateUnlimitAt: 0, segment: older('since', 1) })],
    [
      limitGroup({ id: 'g', ...limits, kind: 'campaigns', campaignIds: ['a'] }),
      limitGroup({ id: 'h', ...limits, kind: 'campaigns', campaignIds: ['b'], rateLimitKind: '1d' }),
    ],
  ],
  'a limit by session': [
    [tour('a', { recurrence: { kind: 'page' } }), tour('b', { recurrence: everyHour })],
    [limitGroup({ id: 'g', ...limits, rateLimitKind: 'session' })],
  ],
  'limits of many kinds': [
    [tour('a', { recurrence: { kind: 'page' } }), tour('b', { recurrence: { kind: 'page' } }), tour('c')],
    [
      limitGroup({ id: 'g', ...limits, kind: 'campaigns', campaignIds: ['b'], rateLimitKind: 'session' }),
      limitGroup({ id: 'h', ...limits, kind: 'campaigns', campaignIds: ['a'], rateLimitKind: 'session' }),
      limitGroup({ id: 'i', ...limits, rateLimitSize: 2, count: 'shows' }),
    ],
  ],
  'a limit by the local day': [
    [tour('a', { recurrence: { kind: 'page' } })],
    [limitGroup({ id: 'g', ...limits, rateLimitKind: 'day' })],
  ],
  'a control group': [[tour('a', { experimentRange: [20, 21] }), tour('b')]],
}

describe.each(Object.entries(worlds))('%s', (_, [experiences, limitGroups = []]) => {
  const zones = { East: { starts: [-8.64e15], offsetsMs: [6 * hourMs] } }
  const engine = compile(catalog({ experiences, limitGroups, zones }))
  const traits = { since: daysAgo(2), joined: daysAgo(4), percent: 50 }
  const given = profile('u', { seen: true, traits, interactions: [shown('b', start - 2 * dayMs)] })
  // A session is judged by fresh questions; those of one profile are asked once.
  const anew = (of: Profile) => instants.map((at) => decide(engine, of, page, at))
  const questions = [null, ...instants]

  it('is the same asked again', () => {
    const answers = anew(given)
    for (const [i, first] of instants.entries()) {
      for (const [j, second] of instants.entries()) {
        for (const [k, third] of instants.entries()) {
          const kept = session(engine, given)
          same(kept.decide(page, first), answers[i])
          same(kept.decide(page, second), answers[j])
          same(kept.decide(page, third), answers[k])
        }
      }
    }
  })

  it('is the same behind any two events', () => {
    for (const one of events) {
      for (const other of events) {
        const told = session(engine, given)
        told.step({ ...one, peek: false } as StepEvent)
        told.step({ ...other, peek: false } as StepEvent)
        const answers = anew(told.profile)
        for (const first of questions) {
          for (const between of questions) {
            const kept = session(engine, given)
            if (first !== null) kept.decide(page, first)
            kept.step(one)
            if (between !== null) kept.decide(page, between)
            kept.step(other)
            same(kept.profile, told.profile)
            for (const [k, last] of instants.entries()) same(kept.decide(page, last), answers[k])
          }
        }
      }
    }
  })
})

it('two groups that count by session are full for as long as it goes on', () => {
  const experiences = [tour('a', { recurrence: { kind: 'page' } }), tour('b', { recurrence: { kind: 'page' } })]
  const of = (id: string) =>
    limitGroup({ ...limits, id, kind: 'campaigns', campaignIds: [id], rateLimitKind: 'session' })
  const engine = compile(catalog({ experiences, limitGroups: [of('a'), of('b')] }))
  const open = { seen: true, pageAt: start, pageHref: href, sessionStartedAt: start }
  const kept = session(engine, profile('u', { ...open, interactions: [shown('a', start), shown('b', start)] }))
  const outcomes = (...minutes: readonly number[]) =>
    minutes.map((later) => kept.decide(page, start + later * minuteMs).outcome)
  same(outcomes(0, 90, 91), ['none', 'none', 'show'])
  kept.step({ type: 'page', at: start + 80 * minuteMs, href })
  same(outcomes(91, 100, 170, 171), ['none', 'none', 'none', 'show'])
})
