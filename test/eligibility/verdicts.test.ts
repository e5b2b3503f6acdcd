import { describe, expect, it } from 'vitest'
import { eligible, explain } from '../../src/explain/index.js'
import { catalog, compile, decide, experience, type Interaction, limitGroup, profile } from '../../src/index.js'
import { delivery } from '../../src/model/delivery.js'

const href = 'https://app.example.com/'
const tour = (id: string, given: object = {}) => experience({ id, kind: 'tour', publishedAt: 0, ...given })
const show = (id: string, experienceId: string, startedAt: number): Interaction => ({
  id,
  experienceId,
  startedAt,
  groupKind: 'automatic',
  groupId: null,
  state: 'exited',
  stateAt: startedAt,
  deferUntil: null,
  assumed: false,
})
const directed = (id: string, given: object = {}) =>
  delivery({ id, createdAt: 0, modelKind: 'tour', modelId: 'a', profileId: 'u', ...given })
const page = { href, peek: true }
const dayMs = 86_400_000

describe('a verdict in one line', () => {
  const limits = { kind: 'tour' as const, rateLimitSize: 1, rateLimitKind: '1d' }
  const engine = compile(
    catalog({
      experiences: [
        tour('a'),
        tour('b'),
        experience({ id: 'later', kind: 'survey', publishedAt: 2_000 }),
        experience({ id: 'nps', kind: 'survey', publishedAt: 0 }),
      ],
      limitGroups: [limitGroup({ id: 'g', ...limits }), limitGroup({ id: 'h', ...limits })],
    }),
  )
  const deliveries = [
    directed('d1', { state: 'triggered', stateAt: 500 }),
    directed('d2', { state: 'removed', stateAt: null }),
  ]
  const explanation = explain(
    engine,
    profile('u', { seen: true, deliveries, interactions: [show('u:1', 'b', 500)] }),
    page,
    1_000,
  )

  it('says the code, and until when waiting takes it', () => {
    expect(explanation.describe('nps')).toBe('nps: shown')
    expect(explanation.describe('later')).toBe('later: not_live, until 1970-01-01T00:00:02Z')
    expect(explanation.describe('b')).toBe('b: recurrence')
  })

  it('names the groups that are full', () => {
    expect(explanation.describe('a')).toBe('a: rate_limited by g, h, until 1970-01-02T00:00:00.500Z')
  })

  it('says what became of a delivery, and when where that is known', () => {
    expect(explanation.describe('d1')).toBe('d1: triggered at 1970-01-01T00:00:00.500Z')
    expect(explanation.describe('d2')).toBe('d2: removed')
  })

  it('is none for what is neither', () => {
    expect(() => explanation.describe('other')).toThrow(
      '"other" is neither an experience nor a delivery of this profile',
    )
  })
})

describe('a delivery that the state does not bear out', () => {
  const engine = compile(catalog({ experiences: [tour('a')] }))

  const ghosts = directed('d', { modelId: 'ghost', useSegmentation: true, once: true, skipTriggers: false })

  it('waits as one that is not live where the catalog has no such experience (C6)', () => {
    const who = profile('u', { seen: true, deliveries: [ghosts], deliveryIds: ['d'] })
    const { winner, candidates } = explain(engine, who, page, 1)
    expect(winner).toBe('a')
    expect(candidates.map(({ id, experienceId, code }) => [id, experienceId, code])).toEqual([
      ['d', 'ghost', 'not_live'],
      ['a', 'a', 'shown'],
    ])
  })

  it('is passed over where its id names none', () => {
    const who = profile('u', { seen: true, deliveries: [directed('d')], deliveryIds: ['lost', 'd'] })
    expect(eligible(engine, who, page, 1)).toEqual([
      { id: 'd', via: 'delivery', experienceId: 'a' },
      { id: 'a', via: 'automatic', experienceId: 'a' },
    ])
  })
})

describe('a segment that asks for the history of an experience', () => {
  const ofGhost = (path: string, operator: string, value: unknown) =>
    compile(
      catalog({
        experiences: [tour('a', { segment: { fact: 'history.ghost', path, operator, value } as never })],
      }),
    )

  it('that is not there finds that it never showed (S1)', () => {
    const who = profile('u', { seen: true, interactions: [show('u:1', 'other', 0)] })
    expect(decide(ofGhost('$.shows', 'equal', 0), who, page, 1).outcome).toBe('show')
    expect(decide(ofGhost('$.shows', 'greaterThan', 0), who, page, 1).outcome).toBe('none')
  })
})

describe('the name of a show (E6)', () => {
  const engine = compile(catalog({ experiences: [tour('a')] }))
  const named = (...ids: readonly string[]) => {
    const interactions = ids.map((id, k) => show(id, 'other', k))
    const decision = decide(engine, profile('u', { seen: true, interactions }), page, dayMs)
    return decision.outcome === 'show' ? decision.interactionId : null
  }

  it('counts the interactions', () => {
    expect(named()).toBe('u:1')
    expect(named('u:1', 'u:2')).toBe('u:3')
    expect(named('x', 'y', 'z')).toBe('u:4')
  })

  it('is the first from there that is free', () => {
    expect(named('u:2')).toBe('u:3')
    expect(named('u:5')).toBe('u:2')
    expect(named('u:3', 'u:4', 'u:5')).toBe('u:6')
    expect(named('u:3', 'u:5')).toBe('u:4')
    expect(named('v:2')).toBe('u:2')
  })
})
