import { describe, expect, it } from 'vitest'
import { Subject } from '../../src/eligibility/subject.js'
import { catalog, compile, experience, profile } from '../../src/index.js'
import { directed, href, shown, tour } from './asked.js'

const engine = compile(catalog({ experiences: [tour('a'), tour('b')] }))

describe('the history of an experience as a fact (S1)', () => {
  const subject = new Subject(
    engine,
    profile('u', {
      interactions: [
        shown('a', 0, { state: 'completed', stateAt: 1_000 }),
        shown('a', 2_000, { state: 'exited', stateAt: 3_500 }),
        shown('b', 4_000, { state: 'started' }),
        shown('ghost', 5_000),
      ],
    }),
  )

  it('has the last instants that there are, and how often it showed', () => {
    expect(subject.history('a')).toEqual({
      started: '1970-01-01T00:00:02Z',
      completed: '1970-01-01T00:00:01Z',
      exited: '1970-01-01T00:00:03.500Z',
      shows: 2,
    })
    expect(subject.history('b')).toEqual({ started: '1970-01-01T00:00:04Z', shows: 1 })
  })

  it('says of what is not there that it never showed', () => {
    expect(subject.history('ghost')).toEqual({ shows: 0 })
    expect(new Subject(engine, profile('u')).history('a')).toEqual({ shows: 0 })
  })
})

describe('the pending deliveries', () => {
  const [d1, d2] = [directed('d1'), directed('d2', { modelId: 'b' })]
  const idsOf = ({ pending }: Subject) => pending.map(({ delivery }) => delivery?.id)

  it('are in their order, with their experiences', () => {
    const subject = new Subject(engine, profile('u', { deliveries: [d1, d2], deliveryIds: ['d2', 'd1', 'lost'] }))
    const [a, b] = engine.experiences
    expect(subject.pending).toEqual([
      { experience: b, delivery: d2 },
      { experience: a, delivery: d1 },
    ])
  })

  it('are those that are there by now', () => {
    const given = profile('u', { deliveries: [d1, d2], deliveryIds: ['d1', 'd2'] })
    const subject = new Subject(engine, given)
    expect(idsOf(subject)).toEqual(['d1', 'd2'])
    subject.profile = { ...given, deliveryIds: ['d2', 'd1'] }
    expect(idsOf(subject)).toEqual(['d2', 'd1'])
    const once = { ...d1, once: true }
    subject.profile = { ...subject.profile, deliveries: [once, d2] }
    expect(subject.pending[1]?.delivery).toBe(once)
    subject.profile = { ...subject.profile, deliveryIds: [] }
    expect(subject.pending).toEqual([])
  })

  it('of an experience that the catalog does not have wait for one that never is on any page (C6)', () => {
    const lost = directed('d', { modelId: 'ghost', modelKind: 'survey' })
    const [candidate] = new Subject(engine, profile('u', { deliveries: [lost], deliveryIds: ['d'] })).pending
    expect(candidate).toEqual({
      experience: {
        index: -1,
        source: experience({ id: 'ghost', kind: 'survey', removed: true }),
        matches: expect.any(Function),
        segment: -1,
        groups: [],
      },
      delivery: lost,
    })
    expect(candidate?.experience.matches(href)).toBe(false)
  })
})
