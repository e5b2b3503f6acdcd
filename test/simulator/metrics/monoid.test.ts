import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Counter } from '../../../src/simulator/metrics/counter.js'
import {
  counts,
  greatest,
  histogram,
  keyed,
  least,
  type Monoid,
  record,
  sum,
  top,
} from '../../../src/simulator/metrics/monoid.js'

const number = fc.integer({ min: 0, max: 9 })
const key = fc.constantFrom('__proto__', 'constructor', 'a', 'B', 'ä', '10', '9', '')

const keyedOf = <K extends string | number, T>(keys: fc.Arbitrary<K>, values: fc.Arbitrary<T>) =>
  fc
    .uniqueArray(fc.tuple(keys, values), { selector: ([one]) => one, maxLength: 5 })
    .map((pairs) => pairs.sort(([a], [b]) => (a < b ? -1 : 1)))

interface Both {
  readonly count: number
  readonly first: number | null
}

const both: Monoid<Both> = record<Both>({ count: sum, first: least })
const arbitraryBoth = fc.record({ count: number, first: fc.option(number) })
const ranked = (size: number) =>
  fc
    .array(fc.tuple(key, number), { maxLength: size })
    .map((pairs) => pairs.map((one): [string, number] => one))
    .map((pairs) => top(size).merge(pairs, []))

const instances: readonly (readonly [string, <R>(use: <T>(monoid: Monoid<T>, values: fc.Arbitrary<T>) => R) => R])[] = [
  ['sum', (use) => use(sum, number)],
  ['least', (use) => use(least, fc.option(number))],
  ['greatest', (use) => use(greatest, fc.option(number))],
  ['counts', (use) => use(counts, keyedOf(key, number))],
  ['histogram', (use) => use(histogram, keyedOf(fc.integer({ min: -2, max: 12 }), number))],
  ['top', (use) => use(top(3), ranked(3))],
  ['record', (use) => use(both, arbitraryBoth)],
  ['keyed records', (use) => use(keyed(both), keyedOf(key, arbitraryBoth))],
]

describe.each(instances)('%s', (_name, withInstance) => {
  test('is associative', () => {
    withInstance(({ merge }, values) =>
      fc.assert(
        fc.property(values, values, values, (a, b, c) => {
          expect(merge(merge(a, b), c)).toEqual(merge(a, merge(b, c)))
        }),
      ),
    )
  })

  test('is commutative', () => {
    withInstance(({ merge }, values) =>
      fc.assert(
        fc.property(values, values, (a, b) => {
          expect(merge(a, b)).toEqual(merge(b, a))
        }),
      ),
    )
  })

  test('has an identity', () => {
    withInstance(({ merge, empty }, values) =>
      fc.assert(
        fc.property(values, (a) => {
          expect(merge(a, empty)).toEqual(a)
          expect(merge(empty, a)).toEqual(a)
        }),
      ),
    )
  })
})

test.each([
  [null, null, null, null],
  [null, 3, 3, 3],
  [null, -3, -3, -3],
  [-3, 0, -3, 0],
  [2, 10, 2, 10],
])('of %s and %s the least is %s and the greatest %s', (a, b, small, great) => {
  expect([least.merge(a, b), least.merge(b, a)]).toEqual([small, small])
  expect([greatest.merge(a, b), greatest.merge(b, a)]).toEqual([great, great])
})

test('any text is a key', () => {
  const counter = new Counter()
  for (const id of ['constructor', '__proto__', 'b', '__proto__', '10', '9']) counter.add(id)
  const merged = counts.merge(counter.pairs, [['__proto__', 5]])
  expect(merged).toEqual([
    ['10', 1],
    ['9', 1],
    ['__proto__', 7],
    ['b', 1],
    ['constructor', 1],
  ])
  expect(JSON.parse(JSON.stringify(merged))).toEqual(merged)
})

test('numbers are ordered as numbers, and what is greatest comes first among the top', () => {
  expect(histogram.merge([[2, 1]], [[10, 1]])).toEqual([
    [2, 1],
    [10, 1],
  ])
  // By code unit "B" comes before "a".
  const [first, second] = [
    [['a', 3]] as const,
    [
      ['B', 3],
      ['c', 4],
    ] as const,
  ]
  expect(top(2).merge(first, second)).toEqual([
    ['c', 4],
    ['B', 3],
  ])
})
