import { describe, expect, it } from 'vitest'
import { catalog, compile, decide, experience, profile, type UrlRule } from '../../src/index.js'

const href = 'https://app.example.com/'
const tour = (id: string, given: object = {}) => experience({ id, kind: 'tour', publishedAt: 0, ...given })
const who = profile('u', { seen: true })

describe('a compiled catalog', () => {
  it('T1: answers alike of an instant that is none, whatever it was asked before', () => {
    const engine = compile(catalog({ experiences: [tour('a', { publishedAt: 1_000 })] }))
    const outcomes = [Number.NaN, 5, Number.NaN, 5_000, Number.NaN].map(
      (now) => decide(engine, who, { href }, now).outcome,
    )
    expect(outcomes).toEqual(['none', 'none', 'none', 'show', 'none'])
  })

  it('asks a segment once, however many experiences name it', () => {
    const shared = { fact: 'plan', operator: 'equal', value: 'trial' }
    const engine = compile(
      catalog({
        experiences: [
          tour('a', { segment: { condition: 's' } }),
          tour('b', { segment: { condition: 's' } }),
          tour('c', { segment: shared }),
          tour('d', { segment: shared }),
          tour('e', { segment: { ...shared } }),
          tour('f'),
        ],
        segments: [{ id: 's', name: null, conditions: shared }],
      }),
    )
    expect(engine.segments.map(({ members }) => members)).toEqual([
      [0, 0b11],
      [0, 0b1100],
      [0, 0b10000],
    ])
    expect(engine.experiences.map(({ segment }) => segment)).toEqual([0, 0, 1, 1, 2, -1])
  })

  it('names a show as it is told to (E6)', () => {
    const engine = compile(catalog({ experiences: [tour('a')] }), {
      interactionId: ({ id }, now) => `${id} at ${now}`,
    })
    expect(decide(engine, who, { href, peek: true }, 7)).toMatchObject({ interactionId: 'u at 7' })
  })

  it('answers for whatever instant it is asked about, forward and back (C2)', () => {
    const engine = compile(catalog({ experiences: [tour('a', { publishedAt: 1_000, unpublishedAt: 2_000 })] }))
    const shows = (now: number) => decide(engine, who, { href, peek: true }, now).outcome === 'show'
    const asked = [1_500, 999, 1_000, 2_000, 1_999, 0, 1_001]
    expect(asked.map(shows)).toEqual([true, false, true, false, true, false, true])
  })

  it('answers for whatever page it is asked about, an empty one too (U2)', () => {
    const urlRules: UrlRule[] = [{ url: 'e', matchType: 'simple' }]
    const engine = compile(catalog({ experiences: [tour('a', { urlRules })] }))
    const shows = (page: string) => decide(engine, who, { href: page, peek: true }, 1).outcome === 'show'
    expect(['', 'e', '', 'x', 'e', 'see'].map(shows)).toEqual([false, true, false, false, true, true])
  })
})
