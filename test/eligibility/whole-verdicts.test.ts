import { describe, expect, it, test } from 'vitest'
import { Subject } from '../../src/eligibility/subject.js'
import { type CandidateVerdict, nextAt, type Verdicts, verdictsOf } from '../../src/eligibility/verdicts.js'
import { catalog, compile, dayMs, type Experience, hourMs, limitGroup, type Profile, profile } from '../../src/index.js'
import type { Delivery } from '../../src/model/index.js'
import { directed, href, nobodys, onClick, shown, tour } from './asked.js'

const now = 1_000
const moment = { now, href, trigger: null }
const seen = (given: Partial<Profile> = {}): Profile => profile('u', { seen: true, traits: { percent: 50 }, ...given })
const pending = (...deliveries: readonly Delivery[]) => ({ deliveries, deliveryIds: deliveries.map(({ id }) => id) })

/** Verdicts but for their function. */
const data = ({ describe: _, ...verdicts }: Verdicts) => verdicts

const automatic = (id: string, code: CandidateVerdict['code'], given: Partial<CandidateVerdict> = {}) =>
  ({ id, via: 'automatic', experienceId: id, code, nextAt: null, passes: false, fullGroups: [], ...given }) as const
const delivered = (id: string, code: CandidateVerdict['code'], given: Partial<CandidateVerdict> = {}) =>
  ({ id, via: 'delivery', experienceId: 'a', code, nextAt: null, passes: false, fullGroups: [], ...given }) as const

describe('the verdicts on everything (X1, X2, X3)', () => {
  const since = '1970-01-01T00:00:00Z'
  const limits = { kind: 'tags' as const, rateLimitSize: 1 }
  const engine = compile(
    catalog({
      experiences: [
        tour('a'),
        tour('b', { publishedAt: 5_000, unpublishedAt: 6_000 }),
        tour('c', { publishedAt: 0, unpublishedAt: 500 }),
        tour('d', { experimentRange: [50, 51] }),
        tour('e', { urlRules: [{ url: 'elsewhere', matchType: 'simple' }] }),
        tour('f', { segment: { fact: 'since', operator: 'chameleon.lt-d', value: 1 } }),
        tour('g', { recurrence: { kind: 'every', amount: 1, unit: 'day' } }),
        tour('h'),
        tour('i'),
        tour('j', { tagIds: ['t', 'v'] }),
        tour('k', { triggers: [{ on: 'time_on_page', seconds: 9 }] }),
        tour('l'),
        tour('m', { tagIds: ['t'], segment: nobodys }),
        tour('n', { triggers: [onClick], publishedAt: null }),
      ],
      limitGroups: [
        limitGroup({ id: 'x', ...limits, tagIds: ['t'], rateLimitKind: '1h' }),
        limitGroup({ id: 'y', ...limits, tagIds: ['t'], rateLimitKind: '2h' }),
        limitGroup({ id: 'w', ...limits, tagIds: ['t'], rateLimitKind: '1h', rateLimitSize: 2 }),
        limitGroup({ id: 'z', ...limits, tagIds: ['v'], rateLimitKind: '1h' }),
      ],
    }),
  )
  const interactions = [
    shown('m', 100),
    shown('g', 200),
    shown('h', 300),
    shown('i', 400, { state: 'snoozed', deferUntil: 7_000 }),
    shown('k', 500, { state: 'started' }),
  ]
  const who = seen({ traits: { percent: 50, since }, interactions })
  const held = [
    automatic('b', 'not_live', { nextAt: 5_000 }),
    automatic('c', 'not_live'),
    automatic('d', 'control_group'),
    automatic('e', 'url_mismatch'),
    automatic('f', 'segment_mismatch'),
    automatic('g', 'recurrence', { nextAt: 200 + dayMs }),
    automatic('h', 'recurrence'),
    automatic('i', 'snoozed', { nextAt: 7_000 }),
    automatic('j', 'rate_limited', { nextAt: 100 + 2 * hourMs, fullGroups: ['x', 'y'] }),
  ]
  const last = [automatic('m', 'segment_mismatch', { fullGroups: ['x', 'y'] }), automatic('n', 'not_live')]

  it('where an experience shows', () => {
    expect(data(verdictsOf(new Subject(engine, who), moment))).toEqual({
      at: now,
      href,
      profileId: 'u',
      outcome: 'show',
      winner: 'a',
      candidates: [
        automatic('a', 'shown', { passes: true }),
        ...held,
        automatic('k', 'outranked'),
        automatic('l', 'outranked', { passes: true }),
        ...last,
      ],
      settled: [],
    })
  })

  it('where a delivery shows', () => {
    const deliveries = pending(
      directed('d1', { from: 4_000 }),
      directed('d2', { until: 999 }),
      directed('d3', { once: true, modelId: 'h' }),
      directed('d4', { skipTriggers: false, modelId: 'k' }),
      directed('d5'),
      directed('d6', { from: 4_000 }),
      directed('d7'),
    )
    const { outcome, winner, candidates } = verdictsOf(new Subject(engine, { ...who, ...deliveries }), moment)
    expect([outcome, winner]).toEqual(['show', 'd5'])
    expect(candidates).toEqual([
      delivered('d1', 'before_from', { nextAt: 4_000 }),
      delivered('d2', 'after_until'),
      delivered('d3', 'already_seen', { experienceId: 'h' }),
      delivered('d4', 'armed', { experienceId: 'k' }),
      delivered('d5', 'shown', { passes: true }),
      delivered('d6', 'outranked'),
      delivered('d7', 'outranked', { passes: true }),
      automatic('a', 'outranked', { passes: true }),
      ...held,
      automatic('k', 'outranked'),
      automatic('l', 'outranked', { passes: true }),
      ...last,
    ])
  })

  it('where a delivery redirects', () => {
    const start = 'https://app.example.com/start'
    const experiences = [tour('a', { startUrl: start, urlRules: [{ url: start, matchType: 'exact' }] }), tour('b')]
    const deliveries = pending(directed('d1', { skipUrlMatch: false, redirect: true }))
    const subject = new Subject(compile(catalog({ experiences })), seen(deliveries))
    const { outcome, winner, candidates } = verdictsOf(subject, moment)
    expect([outcome, winner]).toEqual(['redirect', 'd1'])
    expect(candidates).toEqual([
      delivered('d1', 'redirected'),
      automatic('a', 'url_mismatch'),
      automatic('b', 'outranked', { passes: true }),
    ])
  })

  it('where nothing shows, and deliveries are over', () => {
    const subject = new Subject(
      compile(catalog({ experiences: [tour('b', { triggers: [onClick] })] })),
      seen({
        deliveries: [
          directed('d1', { state: 'discarded', stateAt: 5 }),
          directed('d2', { modelId: 'b', skipTriggers: false }),
          directed('d3', { modelId: 'b', state: 'dropped', stateAt: 7 }),
          directed('d4', { state: 'removed' }),
        ],
        deliveryIds: ['d2'],
      }),
    )
    expect(data(verdictsOf(subject, moment))).toEqual({
      at: now,
      href,
      profileId: 'u',
      outcome: 'none',
      winner: null,
      candidates: [delivered('d2', 'armed', { experienceId: 'b' }), automatic('b', 'armed')],
      settled: [
        { id: 'd1', experienceId: 'a', code: 'discarded', at: 5 },
        { id: 'd3', experienceId: 'b', code: 'dropped', at: 7 },
        { id: 'd4', experienceId: 'a', code: 'removed', at: null },
      ],
    })
  })

  test.each([
    ['busy', { busy: true, disabled: true, seen: false }],
    ['profile_disabled', { disabled: true, seen: false }],
    ['profile_unseen', { seen: false }],
  ] as const)('where everything is %s', (code, given) => {
    const experiences = [tour('a'), tour('b', { publishedAt: 5_000 })]
    const subject = new Subject(compile(catalog({ experiences })), seen({ ...pending(directed('d1')), ...given }))
    const { outcome, winner, candidates } = verdictsOf(subject, moment)
    expect([outcome, winner]).toEqual(['none', null])
    expect(candidates).toEqual([delivered('d1', code), automatic('a', code), automatic('b', code)])
  })

  it('is when what a code names is over, for one candidate too', () => {
    const subject = new Subject(engine, who)
    for (const { id, code, nextAt: at } of verdictsOf(subject, moment).candidates) {
      const candidate = engine.candidates[engine.indexOf.get(id) ?? -1]
      expect([id, candidate && nextAt(code, candidate, subject, moment)]).toEqual([id, at])
    }
  })

  it('is never where what lets go first does not let go for good', () => {
    // Free of its recurrence when the snooze is over, and not before.
    const daily = compile(
      catalog({ experiences: [tour('a', { recurrence: { kind: 'every', amount: 1, unit: 'day' } })] }),
    )
    const snoozed = shown('a', 100, { state: 'snoozed', deferUntil: 2 * dayMs })
    const subject = new Subject(daily, seen({ interactions: [snoozed, shown('a', 200)] }))
    expect(verdictsOf(subject, moment).candidates).toEqual([automatic('a', 'recurrence', { nextAt: 2 * dayMs })])
  })
})

describe('the verdicts on a trigger (E7, X2)', () => {
  const hover = { on: 'hover', element: null, name: null } as const
  const engine = compile(
    catalog({
      experiences: [
        tour('a', { triggers: [onClick] }),
        tour('b', { triggers: [hover], publishedAt: null }),
        tour('c', { triggers: [onClick], publishedAt: null }),
        tour('d', { triggers: [onClick] }),
        tour('e', { triggers: [onClick] }),
        tour('f'),
      ] satisfies readonly Experience[],
    }),
  )
  const click = { now, href, trigger: { on: 'click' } } as const
  const open = { pageAt: 0, pageHref: href, sessionStartedAt: 0 }

  it('are those on what is armed, in order', () => {
    const of = { ...pending(directed('d1', { modelId: 'b', skipTriggers: false }), directed('d2')), ...open }
    const subject = new Subject(engine, seen({ ...of, armed: ['e', 'd1', 'd', 'c', 'b'] }))
    const { outcome, winner, candidates } = verdictsOf(subject, click)
    expect([outcome, winner]).toEqual(['show', 'd'])
    expect(candidates).toEqual([
      delivered('d1', 'armed', { experienceId: 'b' }),
      automatic('b', 'armed'),
      automatic('c', 'not_live'),
      automatic('d', 'shown', { passes: true }),
      automatic('e', 'outranked', { passes: true }),
    ])
  })

  it('do not say when a timer is due: that is no waiting', () => {
    const timed = tour('a', { triggers: [{ on: 'time_on_page', seconds: 9 }] })
    const subject = new Subject(compile(catalog({ experiences: [timed] })), seen({ ...open, armed: ['a'] }))
    const early = { now, href, trigger: { on: 'time_on_page' } } as const
    expect(verdictsOf(subject, early).candidates).toEqual([automatic('a', 'armed')])
    expect(verdictsOf(subject, { ...early, now: 9_000 }).winner).toBe('a')
  })

  it('are those on nothing where nothing is armed', () => {
    expect(verdictsOf(new Subject(engine, seen(open)), click)).toMatchObject({ outcome: 'none', candidates: [] })
  })

  it('are outranked behind what shows, also what it is not for', () => {
    const subject = new Subject(engine, seen({ ...open, armed: ['a', 'b', 'c'] }))
    expect(verdictsOf(subject, click).candidates).toEqual([
      automatic('a', 'shown', { passes: true }),
      automatic('b', 'outranked'),
      automatic('c', 'not_live'),
    ])
  })
})
