import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchExpectation } from '../../src/authoring/scenario-match.js'

describe('only what is named is compared', () => {
  it.each<[string, unknown, unknown]>([
    ['a subset of an object', { outcome: 'none' }, { outcome: 'none', armed: [] }],
    [
      'at any depth',
      { deliveries: { d1: { state: 'pending' } } },
      { deliveries: { d1: { state: 'pending', id: 'd1' }, d2: {} } },
    ],
    ['objects in arrays by subset', { body: [{ id: 'd1' }] }, { body: [{ id: 'd1', once: false }] }],
    ['nothing', {}, { outcome: 'show' }],
    ['null as null', { next_at: { nps: null } }, { next_at: { nps: null } }],
    ['−0 is 0', { n: 0 }, { n: -0 }],
  ])('%s', (_, expected, actual) => {
    expect(matchExpectation(expected, actual)).toEqual([])
  })
})

describe('what differs is named with both values', () => {
  it.each<[string, unknown, unknown, unknown[]]>([
    ['a value', { outcome: 'none' }, { outcome: 'show' }, [{ pointer: '/outcome', expected: 'none', actual: 'show' }]],
    [
      'each of them',
      { outcome: 'none', reasons: { nps: 'busy', a: 'busy' } },
      { outcome: 'show', reasons: { nps: 'shown', a: 'busy' } },
      [
        { pointer: '/outcome', expected: 'none', actual: 'show' },
        { pointer: '/reasons/nps', expected: 'busy', actual: 'shown' },
      ],
    ],
    [
      'an array as a whole: longer',
      { armed: ['a'] },
      { armed: ['a', 'b'] },
      [{ pointer: '/armed', expected: ['a'], actual: ['a', 'b'] }],
    ],
    ['shorter', { armed: ['a'] }, { armed: [] }, [{ pointer: '/armed', expected: ['a'], actual: [] }]],
    [
      'in another order',
      { armed: ['a', 'b'] },
      { armed: ['b', 'a'] },
      [
        { pointer: '/armed/0', expected: 'a', actual: 'b' },
        { pointer: '/armed/1', expected: 'b', actual: 'a' },
      ],
    ],
    ['none at all', { armed: [] }, {}, [{ pointer: '/armed', expected: [], actual: undefined }]],
    [
      'null, where there is nothing',
      { next_at: { misspelt: null } },
      { next_at: {} },
      [{ pointer: '/next_at/misspelt', expected: null, actual: undefined }],
    ],
    [
      'a number and its text',
      { status: 201 },
      { status: '201' },
      [{ pointer: '/status', expected: 201, actual: '201' }],
    ],
    ['an object and an array', { body: {} }, { body: [] }, [{ pointer: '/body', expected: {}, actual: [] }]],
    ['an object and null', { body: {} }, { body: null }, [{ pointer: '/body', expected: {}, actual: null }]],
    [
      'a name that only looks inherited',
      { reasons: { constructor: 'busy', 'a/b~c': 'busy' } },
      { reasons: {} },
      [
        { pointer: '/reasons/constructor', expected: 'busy', actual: undefined },
        { pointer: '/reasons/a~1b~0c', expected: 'busy', actual: undefined },
      ],
    ],
  ])('%s', (_, expected, actual, mismatches) => {
    expect(matchExpectation(expected, actual)).toStrictEqual(mismatches)
  })

  it('`__proto__` is an id like any other', () => {
    const expected = JSON.parse('{"reasons":{"__proto__":"busy"}}') as unknown
    expect(matchExpectation(expected, JSON.parse('{"reasons":{"__proto__":"busy"}}'))).toEqual([])
    expect(matchExpectation(expected, { reasons: {} })).toHaveLength(1)
  })
})

describe('laws', () => {
  it('anything matches itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(matchExpectation(value, structuredClone(value))).toEqual([])
      }),
    )
  })

  it('and still does with more beside it', () => {
    const record = fc.dictionary(fc.string(), fc.jsonValue())
    fc.assert(
      fc.property(record, record, (expected, more) => {
        expect(matchExpectation(expected, { ...more, ...expected })).toEqual([])
      }),
    )
  })

  it('a key that is not there never matches', () => {
    const record = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 })
    fc.assert(
      fc.property(record, (expected) => {
        expect(matchExpectation(expected, {})).toHaveLength(Object.keys(expected).length)
      }),
    )
  })
})
