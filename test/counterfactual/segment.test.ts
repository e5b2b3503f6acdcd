import { describe, expect, test } from 'vitest'
import { operators } from '../../src/conditions/index.js'
import { type Change, counterfactuals } from '../../src/explain.js'
import { type Condition, catalog, compile, experience, profile } from '../../src/index.js'
import { said } from './said.js'

const now = Date.parse('2029-02-06T10:00:00Z')

/** The sets for somebody with these traits who is not in the segment. */
function ways(segment: Condition, traits: Record<string, unknown> = {}): readonly string[] {
  const engine = compile(catalog({ experiences: [experience({ id: 'x', kind: 'tour', publishedAt: 0, segment })] }))
  const [answer] = counterfactuals(engine, profile('u1', { seen: true, traits }), { href: 'https://example.com/' }, now)
  return (answer?.sets ?? []).map((set: readonly Change[]) => set.map(said).join(' + '))
}

const none = ['another segment for x']

/** By operator: the value, what the trait is, and to what it is set; then the same where it must not hold. */
const table: readonly (readonly [operator: string, value: unknown, is: unknown, to: string, not: string])[] = [
  ['equal', 'pro', 'free', '"free" -> "pro"', '"pro" -> nothing'],
  ['equal', true, false, 'false -> true', 'true -> false'],
  ['notEqual', 'free', 'free', '"free" -> nothing', 'nothing -> "free"'],
  ['in', ['a', 'b'], 'c', '"c" -> "a"', '"a" -> nothing'],
  ['notIn', ['a', 'b'], 'b', '"b" -> nothing', 'nothing -> "a"'],
  ['contains', 'a', ['b'], '["b"] -> ["b","a"]', '["b","a"] -> ["b"]'],
  ['doesNotContain', 'a', ['a', 'b'], '["a","b"] -> ["b"]', '["b"] -> ["b","a"]'],
  ['lessThan', 10, 10, '10 -> 9', '9 -> 10'],
  ['lessThanInclusive', 10, 11, '11 -> 10', '10 -> 11'],
  ['greaterThan', 10, 10, '10 -> 11', '11 -> 10'],
  ['greaterThanInclusive', 10, 9, '9 -> 10', '10 -> 9'],
  ['chameleon.ex', null, undefined, 'nothing -> true', 'true -> nothing'],
  ['chameleon.nx', null, 'x', '"x" -> nothing', 'nothing -> true'],
  ['chameleon.eq', '5', 4, '4 -> "5"', '"5" -> nothing'],
  ['chameleon.ne', '5', 5, '5 -> nothing', 'nothing -> "5"'],
  ['chameleon.gt', 'm', 'm', '"m" -> "ma"', '"ma" -> "m"'],
  ['chameleon.gte', 'm', 'a', '"a" -> "m"', '"m" -> ""'],
  [
    'chameleon.lt',
    '2029-02-01',
    '2029-02-01',
    '"2029-02-01" -> "2029-01-31T00:00:00Z"',
    '"2029-01-31T00:00:00Z" -> "2029-02-01"',
  ],
  ['chameleon.lte', '7', 8, '8 -> "7"', '"7" -> 8'],
  [
    'chameleon.gt-d',
    14,
    '2029-01-01',
    '"2029-01-01" -> "2029-02-06T10:00:00Z"',
    '"2029-02-06T10:00:00Z" -> "2029-01-22T10:00:00Z"',
  ],
  [
    'chameleon.lt-d',
    14,
    '2029-02-01',
    '"2029-02-01" -> "2029-01-22T10:00:00Z"',
    '"2029-01-22T10:00:00Z" -> "2029-02-06T10:00:00Z"',
  ],
  ['chameleon.in', 'pro', 'free', '"free" -> "pro"', '"pro" -> ""'],
  ['chameleon.in-i', 'PRO', 'free', '"free" -> "PRO"', '"PRO" -> ""'],
  ['chameleon.nin', 'pro', 'pro', '"pro" -> ""', '"" -> "pro"'],
  ['chameleon.nin-i', 'PRO', 'pro', '"pro" -> ""', '"" -> "PRO"'],
  ['chameleon.in-v', 'a, b', 'c', '"c" -> "a"', '"a" -> nothing'],
  ['chameleon.nin-v', 'a, b', 'b', '"b" -> nothing', 'nothing -> "a"'],
  ['chameleon.in-a', 'a', ['b'], '["b"] -> ["b","a"]', '["b","a"] -> ["b"]'],
  ['chameleon.nin-a', 'a', ['a'], '["a"] -> []', '[] -> ["a"]'],
  ['mpc.match', 'a', 'b', '"b" -> "a"', '"a" -> nothing'],
  ['mpc.any', ['a', 'b'], ['c'], '["c"] -> "a"', '"a" -> nothing'],
  ['mpc.in', ['a', 'b'], 'c', '"c" -> "a"', '"a" -> nothing'],
]

const traitsOf = (value: unknown): Record<string, unknown> => (value === undefined ? {} : { trait: value })

describe('a value that satisfies a comparison', () => {
  test('is known for every operator', () => {
    expect(Object.keys(operators).filter((name) => !table.some(([operator]) => operator === name))).toEqual([])
  })

  test.each(table)('%s %j', (operator, value, is, to) => {
    // A day that only has to come is waited for as well.
    const found = ways({ fact: 'trait', operator, value }, traitsOf(is)).filter((way) => !way.startsWith('wait'))
    expect(found).toEqual([`trait: ${to}`])
  })

  test.each(table)('not %s %j', (operator, value, _is, to, not) => {
    const from = not.slice(0, not.indexOf(' -> '))
    const is = from === 'nothing' ? undefined : JSON.parse(from)
    const found = ways({ not: { fact: 'trait', operator, value } }, traitsOf(is)).filter(
      (way) => !way.startsWith('wait'),
    )
    expect([`trait: ${not}`, to]).toEqual([...found, to])
  })

  test.each<[string, unknown, unknown, string]>([
    ['not:equal', 'a', 'a', '"a" -> nothing'],
    ['someFact:equal', 'a', ['b'], '["b"] -> ["b","a"]'],
    ['everyFact:equal', 'a', ['b'], '["b"] -> ["a"]'],
    ['someValue:equal', ['a', 'b'], 'c', '"c" -> "a"'],
    ['everyValue:notEqual', ['a', 'b'], 'b', '"b" -> nothing'],
    ['swap:in', 'a', ['b'], '["b"] -> ["a"]'],
    ['swap:contains', ['a', 'b'], 'c', '"c" -> "a"'],
    ['swap:lessThan', 10, 10, '10 -> 11'],
  ])('%s %j', (operator, value, is, to) => {
    expect(ways({ fact: 'trait', operator, value }, { trait: is })).toEqual([`trait: ${to}`])
  })

  test.each<[string, Condition]>([
    ['a list, which equals nothing', { fact: 'trait', operator: 'equal', value: ['a'] }],
    ['null, which is no trait', { fact: 'trait', operator: 'equal', value: null }],
    [
      'two values at once',
      {
        all: [
          { fact: 'trait', operator: 'equal', value: 1 },
          { fact: 'trait', operator: 'equal', value: 2 },
        ],
      },
    ],
    ['what happened', { fact: 'history.x', path: '$.shows', operator: 'greaterThan', value: 3 }],
    ['a place far down a list', { fact: 'trait', path: '$[1000000]', operator: 'equal', value: 1 }],
  ])('is not there for %s', (_name, segment) => {
    expect(ways(segment)).toEqual(none)
  })
})

describe('the comparisons of one trait see one value', () => {
  test.each<[string, Condition[], unknown, string]>([
    [
      'from both sides',
      [
        { fact: 'n', operator: 'greaterThan', value: 3 },
        { fact: 'n', operator: 'lessThan', value: 10 },
      ],
      20,
      '20 -> 9',
    ],
    [
      'between close numbers',
      [
        { fact: 'n', operator: 'greaterThan', value: 3 },
        { fact: 'n', operator: 'lessThan', value: 3.5 },
      ],
      1,
      '1 -> 3.25',
    ],
    [
      'with one taken out',
      [
        { fact: 'n', operator: 'in', value: [1, 2] },
        { fact: 'n', operator: 'notEqual', value: 1 },
      ],
      3,
      '3 -> 2',
    ],
    [
      'of an age',
      [
        { fact: 'n', operator: 'chameleon.gt-d', value: 14 },
        { fact: 'n', operator: 'chameleon.lt-d', value: 7 },
      ],
      undefined,
      'nothing -> "2029-01-23T10:00:00.001Z"',
    ],
  ])('%s', (_name, all, is, to) => {
    const found = ways({ all }, is === undefined ? {} : { n: is })
    expect(found.filter((way) => !way.startsWith('wait'))).toEqual([`n: ${to}`])
  })

  test('a value beyond 5,000 bounds is found', () => {
    const all = Array.from({ length: 5_000 }, (_, value) => ({ fact: 'n', operator: 'greaterThan', value }))
    expect(ways({ all }, { n: 3 })).toEqual(['n: 3 -> 5000'])
  })
})

describe('the structure of a segment', () => {
  const is = (fact: string): Condition => ({ fact, operator: 'equal', value: 1 })

  test.each<[string, Condition, Record<string, unknown>, string[]]>([
    ['all needs each part', { all: [is('a'), is('b')] }, {}, ['a + b']],
    ['all needs what fails only', { all: [is('a'), is('b')] }, { a: 1 }, ['b']],
    ['any needs one part', { any: [is('a'), is('b')] }, {}, ['a', 'b']],
    ['not turns it around', { not: { all: [is('a'), is('b')] } }, { a: 1, b: 1 }, ['a', 'b']],
    ['not any is all not', { not: { any: [is('a'), is('b')] } }, { a: 1, b: 1 }, ['a + b']],
    ['any of all', { any: [{ all: [is('a'), is('b')] }, is('c')] }, {}, ['c', 'a + b']],
    [
      'all of any: what serves twice goes first',
      { all: [{ any: [is('a'), is('b')] }, { any: [is('a'), is('c')] }] },
      {},
      ['a', 'b + c'],
    ],
    [
      'what is set for one part may not break another',
      { all: [{ any: [is('a'), is('b')] }, { not: is('a') }] },
      {},
      ['b'],
    ],
    ['an empty any holds, so not any is nobody', { not: { any: [] } }, {}, ['another segment for x']],
  ])('%s', (_name, segment, traits, sets) => {
    expect(ways(segment, traits).map((way) => way.replaceAll(/: \S+ -> \S+/g, ''))).toEqual(sets)
  })
})
