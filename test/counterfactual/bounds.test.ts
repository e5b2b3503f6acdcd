import { describe, expect, test } from 'vitest'
import { counterfactuals } from '../../src/explain.js'
import {
  type Comparison,
  type Condition,
  catalog,
  compile,
  experience,
  type Interaction,
  limitGroup,
  profile,
} from '../../src/index.js'

const page = { href: 'https://app.example.com/' }
const now = 1_000_000

const segmented = (segment: Condition) =>
  counterfactuals(
    compile(catalog({ experiences: [experience({ id: 'x', kind: 'tour', publishedAt: 0, segment })] })),
    profile('u1', { seen: true }),
    page,
    now,
  )[0]

const leaf = (k: number): Comparison => ({ fact: `f${k % 500}`, operator: 'equal', value: k })

const nested = (depth: number): Condition =>
  depth === 0
    ? leaf(0)
    : depth % 2 === 0
      ? { all: [leaf(depth), nested(depth - 1)] }
      : { any: [{ all: [leaf(depth), leaf(depth + 100)] }, { not: { not: nested(depth - 1) } }] }

describe('what input controls is bounded', { timeout: 60_000 }, () => {
  test('a segment that is 32 deep', () => {
    const answer = segmented(nested(20))
    expect(answer?.sets.length).toBe(5)
    expect(answer?.more).toBe(true)
  })

  test('a choice among 9,999 comparisons: some of them, and the word that there are more', () => {
    const answer = segmented({ any: Array.from({ length: 9_999 }, (_, k) => leaf(k)) })
    expect(answer?.sets.map((set) => set.length)).toEqual([1, 1, 1, 1, 1])
    expect(answer?.more).toBe(true)
  })

  test('9,999 comparisons that all have to hold: more traits than a set has', () => {
    const all = Array.from({ length: 9_999 }, (_, k) => ({ fact: `f${k}`, operator: 'equal', value: k }))
    const answer = segmented({ all })
    expect(answer?.sets.map((set) => set.map(({ kind }) => kind))).toEqual([['segment']])
    expect(answer?.more).toBe(true)
  })

  test('300 full groups: what frees them all', () => {
    const interactions = Array.from(
      { length: 300 },
      (_, k): Interaction => ({
        id: `i${String(k).padStart(3, '0')}`,
        experienceId: `e${k % 50}`,
        startedAt: k,
        groupKind: 'automatic',
        groupId: null,
        state: 'started',
        stateAt: null,
        deferUntil: null,
        assumed: false,
      }),
    )
    const engine = compile(
      catalog({
        experiences: Array.from({ length: 50 }, (_, k) => experience({ id: `e${k}`, kind: 'tour', publishedAt: 0 })),
        limitGroups: Array.from({ length: 300 }, (_, k) =>
          limitGroup({ id: `g${k}`, kind: 'all', rateLimitSize: 1 + (k % 9), rateLimitKind: `${k + 1}h` }),
        ),
      }),
    )
    const [answer] = counterfactuals(engine, profile('u1', { seen: true, interactions }), page, now, { of: ['e0'] })
    expect(answer?.sets.map((set) => set.map(({ kind }) => kind))).toEqual([['wait'], ['exempt']])
    expect(answer?.more).toBe(true)
  })

  test('2,000 candidates: each has its smallest set', () => {
    const experiences = Array.from({ length: 2_000 }, (_, k) =>
      experience({
        id: `e${k}`,
        kind: k % 2 === 0 ? 'tour' : 'survey',
        publishedAt: k % 5 === 0 ? null : 0,
        segment: { fact: 'plan', operator: 'equal', value: k % 7 },
        urlRules: [{ url: `/p${k % 3}`, matchType: 'simple' }],
      }),
    )
    const answers = counterfactuals(compile(catalog({ experiences })), profile('u1', { seen: true }), page, now)
    expect(answers.length).toBe(2_000)
    expect(answers.filter(({ sets }) => sets.length === 0)).toEqual([])
  })

  test('nine obstacles are more than a set has changes', () => {
    const fails = Array.from({ length: 9 }, (_, k) => leaf(k))
    expect(segmented({ all: fails.slice(0, 8) })?.sets[0]?.length).toBe(8)
    const answer = segmented({ all: fails })
    expect(answer?.sets.map((set) => set.map(({ kind }) => kind))).toEqual([['segment']])
    expect(answer?.more).toBe(true)
  })

  test('of and most say whom to answer for, and how much', () => {
    const segment: Condition = { any: [leaf(1), leaf(2), leaf(3)] }
    const experiences = ['a', 'b'].map((id) => experience({ id, kind: 'tour', publishedAt: 0, segment }))
    const asked = { of: ['b', 'nobody'], most: 2 }
    const answers = counterfactuals(compile(catalog({ experiences })), profile('u1', { seen: true }), page, now, asked)
    expect(answers.map(({ id, sets, more }) => [id, sets.length, more])).toEqual([['b', 2, true]])
  })
})
