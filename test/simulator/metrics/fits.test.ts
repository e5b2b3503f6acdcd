import { describe, expect, it } from 'vitest'
import { emptyMetrics, isMetrics } from '../../../src/simulator/metrics/metrics.js'
import { counts, greatest, keyed, least, type Monoid, record, sum, top } from '../../../src/simulator/metrics/monoid.js'
import { refusals } from '../../../src/simulator/metrics/refusals.js'
import { catalogOf, load, measure } from './replaying.js'

const refusal = { line: 1, type: 'deliver', id: 'd1', status: 404, messages: ['unknown'] }
const both = record<{ count: number; first: number | null }>({ count: sum, first: least })

type Case = readonly [what: string, monoid: Monoid<never>, value: unknown]
const cases = (...list: readonly (readonly [string, unknown, unknown])[]) => list as readonly Case[]

describe('what fits', () => {
  it.each(
    cases(
      ['a number', sum, 0],
      ['a fraction', sum, 0.5],
      ['the least of none', least, null],
      ['the least of some', least, -1],
      ['the greatest of none', greatest, null],
      ['the greatest of some', greatest, 9],
      ['a record', both, { count: 1, first: null }],
      ['a record with more than is asked for', both, { count: 1, first: 2, more: 'x' }],
      ['no keys', counts, []],
      [
        'keys in order',
        counts,
        [
          ['B', 1],
          ['a', 0],
          ['ä', 2],
        ],
      ],
      [
        'numbers in order',
        counts,
        [
          [-1, 1],
          [2, 1],
          [10, 1],
        ],
      ],
      ['records by key', keyed(both), [['a', { count: 1, first: 1 }]]],
      ['a refusal', refusals, [refusal]],
      ['a refusal of what has no id', refusals, [{ ...refusal, id: null }]],
      ['nobody', top(2), []],
      [
        'some, in any order',
        top(2),
        [
          ['b', 1],
          ['a', 2],
        ],
      ],
    ),
  )('%s', (_, monoid, value) => {
    expect(monoid.fits(value)).toBe(true)
  })
})

describe('what does not fit', () => {
  it.each(
    cases(
      ['no number', sum, null],
      ['no refusal', refusals, [null]],
      ['a refusal that says nothing', refusals, [{ ...refusal, messages: 'none' }]],
      ['a refusal of no line', refusals, [{ ...refusal, line: '1' }]],
      ['a refusal of nothing', refusals, [{ ...refusal, type: null }]],
      ['a refusal whose id is a number', refusals, [{ ...refusal, id: 1 }]],
      ['a refusal without a status', refusals, [{ ...refusal, status: null }]],
      ['a number as text', sum, '1'],
      ['what JSON cannot say', sum, Number.POSITIVE_INFINITY],
      ['nothing', least, undefined],
      ['text', least, '1'],
      ['no number that is greatest', greatest, Number.NaN],
      ['no record: null', both, null],
      ['no record: nothing', both, undefined],
      ['no record: text', both, 'x'],
      ['no record: a function', both, Object.assign(() => 0, { count: 1, first: null })],
      ['a record that lacks a field', both, { count: 1 }],
      ['a record whose field is inherited', both, Object.create({ count: 1, first: null })],
      ['a record with one field that does not fit', both, { count: 1, first: 'x' }],
      ['no list', counts, { length: 0 }],
      ['text for a list', counts, ''],
      ['a pair that is no list', counts, [{ 0: 'a', 1: 1, length: 2 }]],
      ['a pair of one', counts, [['a']]],
      ['a pair of three', counts, [['a', 1, 1]]],
      ['a key that is null', counts, [[null, 1]]],
      ['a key that is no number', counts, [[Number.NaN, 1]]],
      ['a value that does not fit', counts, [['a', '1']]],
      [
        'a later pair that does not fit',
        counts,
        [
          ['a', 1],
          ['b', null],
        ],
      ],
      [
        'keys out of order',
        counts,
        [
          ['a', 1],
          ['B', 1],
        ],
      ],
      [
        'the last two keys out of order',
        counts,
        [
          ['a', 1],
          ['c', 1],
          ['b', 1],
        ],
      ],
      [
        'a key twice',
        counts,
        [
          ['a', 1],
          ['a', 1],
        ],
      ],
      [
        'numbers in the order of text',
        counts,
        [
          [10, 1],
          [2, 1],
        ],
      ],
      [
        'texts and numbers',
        counts,
        [
          [1, 1],
          ['a', 1],
        ],
      ],
      ['a record by key that does not fit', keyed(both), [['a', { count: 1 }]]],
      ['no list of the first', top(2), 'a'],
      ['one of the first that is no pair', top(2), [{ 0: 'a', 1: 1 }]],
      ['one of the first that has no id', top(2), [[1, 1]]],
      ['one of the first that has no count', top(2), [['a', '1']]],
    ),
  )('%s', (_, monoid, value) => {
    expect(monoid.fits(value)).toBe(false)
  })
})

describe('metrics', () => {
  const catalog = catalogOf('experiences: [{ id: a, kind: tour, published_at: 2029-01-01 }]')
  const readAgain = () => {
    const { metrics } = measure(catalog, [load('u1', '10:00:00'), load('u2', '11:00:00')])
    return JSON.parse(JSON.stringify(metrics)) as Record<string, unknown>
  }

  it('are what was written down and read again, and those of nobody', () => {
    expect(isMetrics(readAgain())).toBe(true)
    expect(isMetrics(emptyMetrics)).toBe(true)
  })

  it.each(Object.keys(emptyMetrics))('are not without %s, nor with text for it', (key) => {
    const read = readAgain()
    const { [key]: _, ...others } = read
    expect(isMetrics(others)).toBe(false)
    expect(isMetrics({ ...read, [key]: 'x' })).toBe(false)
  })
})
