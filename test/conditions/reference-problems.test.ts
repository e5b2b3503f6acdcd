import { describe, expect, it } from 'vitest'
import { referenceProblems } from '../../src/conditions/validate.js'
import type { Condition } from '../../src/model/index.js'

const leaf: Condition = { fact: 'plan', operator: 'equal', value: 'trial' }
const to = (condition: string): Condition => ({ condition })
const sources = (conditions: Record<string, Condition>) =>
  Object.entries(conditions).map(([id, condition]) => ({ id, conditions: condition, pointer: `/${id}` }))

describe('referenceProblems (S1, C4)', () => {
  it('has nothing to say of segments that refer to each other in one direction', () => {
    expect(referenceProblems(sources({ a: { all: [to('b'), to('c')] }, b: { not: to('c') }, c: leaf }))).toEqual([])
  })

  it('names unknown segments once, where they are referred to, with what was meant', () => {
    const inline = { id: null, conditions: { any: [to('a'), to('trail')] }, pointer: '/experiences/0/segment' }
    const suggest = (_: string, candidates: readonly string[]) => candidates.at(-1)
    expect(referenceProblems([...sources({ a: { all: [leaf, to('x')] }, trial: leaf }), inline], suggest)).toEqual([
      {
        code: 'unknown_reference',
        pointer: '/a/all/1/condition',
        message: 'unknown segment "x"',
        help: 'did you mean "trial"?',
      },
      {
        code: 'unknown_reference',
        pointer: '/experiences/0/segment/any/1/condition',
        message: 'unknown segment "trail"',
        help: 'did you mean "trial"?',
      },
    ])
  })

  it('names a cycle once, with everyone on it', () => {
    expect(referenceProblems(sources({ z: to('a'), a: to('b'), b: { any: [leaf, to('a')] }, own: to('own') }))).toEqual(
      [
        {
          code: 'reference_cycle',
          pointer: '/b/any/1/condition',
          message: 'a segment refers to itself: "a" → "b" → "a"',
        },
        { code: 'reference_cycle', pointer: '/own/condition', message: 'a segment refers to itself: "own" → "own"' },
      ],
    )
  })

  it('counts with references written out', () => {
    const doubling = Object.fromEntries(
      Array.from({ length: 31 }, (_, index) => [
        `s${index}`,
        index === 30 ? leaf : { all: [to(`s${index + 1}`), to(`s${index + 1}`)] },
      ]),
    )
    expect(referenceProblems(sources(doubling))).toEqual([
      // 1 part at s30; each level above doubles and adds three: s19 has 8,189 of them, s18 16,381.
      {
        code: 'too_many_nodes',
        pointer: '/s18',
        message: 'a condition has at most 10000 parts, references followed; found more',
      },
    ])
  })

  it('counts depth with references written out, to the part', () => {
    const nested = (depth: number, inner: Condition, step: (part: Condition) => Condition): Condition =>
      depth === 1 ? inner : step(nested(depth - 1, inner, step))
    for (const step of [(part: Condition) => ({ not: part }), (part: Condition) => ({ any: [leaf, part, leaf] })]) {
      // The reference is the 16th part on its way; what it refers to goes on from there.
      const a = nested(16, to('b'), step)
      expect(referenceProblems(sources({ a, b: nested(16, leaf, step) }))).toEqual([])
      expect(referenceProblems(sources({ a, b: nested(17, leaf, step) }))).toStrictEqual([
        {
          code: 'too_deep',
          pointer: '/a',
          message: 'a condition nests at most 32 deep, references followed; found more',
        },
      ])
    }
  })

  it('counts parts with references written out, to the part', () => {
    const withLeaves = (count: number) => sources({ a: { all: [to('b')] }, b: { all: Array(count).fill(leaf) } })
    expect(referenceProblems(withLeaves(9_997))).toEqual([]) // and 3 more: the two lists and the reference
    expect(referenceProblems(withLeaves(9_998)).map(({ code, pointer }) => [code, pointer])).toEqual([
      ['too_many_nodes', '/a'],
    ])
  })

  it('does not fall over a chain of any length', () => {
    const chain = (length: number) =>
      sources(
        Object.fromEntries(
          Array.from({ length }, (_, index) => [`s${index}`, index === length - 1 ? leaf : to(`s${index + 1}`)]),
        ),
      )
    expect(referenceProblems(chain(32))).toEqual([])
    expect(referenceProblems(chain(50_000))[0]).toEqual({
      code: 'too_deep',
      pointer: '/s31/condition',
      message: 'segments refer to segments at most 32 deep, found more',
    })
  })
})
