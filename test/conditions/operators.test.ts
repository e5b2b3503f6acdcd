import { Engine } from 'json-rules-engine'
import { describe, expect, it } from 'vitest'
import { compileCondition, operators } from '../../src/conditions/index.js'
import { rulesEngineOperators } from '../../src/conditions/rules-engine-operators.js'

const now = Date.UTC(2029, 1, 10, 12)

/** The answer of one comparison; `undefined` as the fact is a missing one. */
const holds = (operator: string, fact: unknown, value: unknown, at = now): boolean =>
  compileCondition({ fact: 'f', operator, value }, () => undefined).test(
    { traits: fact === undefined ? {} : { f: fact }, history: () => ({ shows: 0 }) },
    at,
  )

const textless = { toString: 1, valueOf: 1 }

/** Values that JSON can hold, and some that it cannot: everything a comparison may meet. */
const strange: readonly unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -0,
  3,
  5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '',
  '3',
  '5',
  '5abc',
  'abc',
  'b',
  ' 5',
  'NaN',
  '__proto__',
  [],
  [5],
  ['5', 5, null, Number.NaN],
  [[5]],
  {},
  textless,
  JSON.parse('{"__proto__": {"length": 3}}'),
]

async function rulesEngineSays(operator: string, fact: unknown, value: unknown): Promise<boolean> {
  const engine = new Engine([{ conditions: { all: [{ fact: 'f', operator, value }] }, event: { type: 'yes' } }], {
    allowUndefinedFacts: true,
  })
  try {
    return (await engine.run(fact === undefined ? {} : { f: fact })).results.length > 0
  } catch {
    // It fails: there is no answer, so it is a no.
    return false
  }
}

describe('operators of json-rules-engine (S3)', () => {
  for (const operator of Object.keys(rulesEngineOperators)) {
    it(`${operator} answers what json-rules-engine answers, for every value`, async () => {
      // The engine copies a condition's value before it compares, and the copy of this one has text.
      const values = strange.filter((value) => value !== textless)
      for (const fact of strange.map((value) => structuredClone(value))) {
        for (const value of values) {
          const expected = await rulesEngineSays(operator, fact, value)
          expect(holds(operator, fact, value), `${String(JSON.stringify(fact))} ${JSON.stringify(value)}`).toBe(
            expected,
          )
        }
      }
    })
  }

  it.each([
    ['notEqual', undefined, 'x', true],
    ['notIn', undefined, ['x'], true],
    ['doesNotContain', undefined, 'x', false],
    ['greaterThan', '5', 3, true],
    ['equal', '5', 5, false],
    ['equal', Number.NaN, Number.NaN, false],
    ['in', Number.NaN, [Number.NaN], false],
    ['lessThan', null, 3, false],
  ])('%s of %j and %j', (operator, fact, value, expected) => {
    expect(holds(operator, fact, value)).toBe(expected)
  })

  it('looks a long list up in a set with the same answers', () => {
    const list = [1, 2, 3, 4, 5, 6, 7, 8, 'nine', null, Number.NaN]
    for (const fact of [...strange, 1, 'nine', '1']) {
      expect(holds('in', fact, list)).toBe(list.indexOf(fact as never) > -1)
      expect(holds('notIn', fact, list)).toBe(list.indexOf(fact as never) === -1)
    }
  })
})

const day = 86_400_000
const iso = (instant: number): string => new Date(instant).toISOString()

/** operator, fact, value, expected */
const rows: readonly [string, unknown, unknown, boolean][] = [
  ['chameleon.ex', undefined, null, false],
  ['chameleon.ex', null, null, true],
  ['chameleon.ex', '', null, true],
  ['chameleon.nx', undefined, null, true],
  ['chameleon.nx', null, null, false],
  ['chameleon.nx', 0, null, false],
  ['chameleon.eq', undefined, 'admin', false],
  ['chameleon.eq', null, 'admin', false],
  ['chameleon.eq', null, null, true],
  ['chameleon.eq', undefined, null, false],
  ['chameleon.eq', 'admin', 'admin', true],
  ['chameleon.eq', 'Admin', 'admin', false],
  ['chameleon.eq', '5', 5, true],
  ['chameleon.eq', 5, '5.0', true],
  ['chameleon.eq', '5.0', '5', false],
  ['chameleon.eq', 5, 'five', false],
  ['chameleon.eq', true, 'true', true],
  ['chameleon.eq', 'false', false, true],
  ['chameleon.eq', 1, true, false],
  ['chameleon.eq', Number.NaN, Number.NaN, false],
  ['chameleon.eq', ['admin'], 'admin', false],
  ['chameleon.eq', {}, 'admin', false],
  ['chameleon.ne', undefined, 'admin', true],
  ['chameleon.ne', null, 'admin', true],
  ['chameleon.ne', 'admin', 'admin', false],
  ['chameleon.ne', '5', 5, false],
  ['chameleon.ne', ['admin'], 'admin', true],
  ['chameleon.gt', 4, 3, true],
  ['chameleon.gt', 3, 3, false],
  ['chameleon.gt', '10', '9', true],
  ['chameleon.gt', 'many', 3, false],
  ['chameleon.gt', undefined, 3, false],
  ['chameleon.gt', null, -1, false],
  ['chameleon.gt', true, 0, false],
  ['chameleon.gt', [4], 3, false],
  ['chameleon.gt', 'b', 'a', true],
  ['chameleon.gt', 'B', 'a', false],
  ['chameleon.gt', 5, 'a', false],
  ['chameleon.gt', '2029-01-01T00:00:01Z', '2029-01-01', true],
  ['chameleon.gt', '2029-01-01T02:00:00+02:00', '2029-01-01', false],
  ['chameleon.gt', Date.UTC(2029, 0, 2) / 1000, '2029-01-01', true],
  ['chameleon.gt', 'yesterday', '2029-01-01', false],
  ['chameleon.gte', 3, 3, true],
  ['chameleon.gte', 2, 3, false],
  ['chameleon.gte', '2029-01-01T02:00:00+02:00', '2029-01-01', true],
  ['chameleon.gte', undefined, 3, false],
  ['chameleon.lt', 2, 3, true],
  ['chameleon.lt', 3, 3, false],
  ['chameleon.lt', '9', '10', true],
  ['chameleon.lt', undefined, 3, false],
  ['chameleon.lt', null, 3, false],
  ['chameleon.lt', '2028-12-31 23:59:59', '2029-01-01', true],
  ['chameleon.lte', 3, 3, true],
  ['chameleon.lte', 4, 3, false],
  ['chameleon.lte', undefined, 3, false],
  ['chameleon.gt-d', iso(now - 7 * day), 7, false],
  ['chameleon.gt-d', iso(now - 7 * day + 1), 7, true],
  ['chameleon.gt-d', iso(now - 7 * day - 1), 7, false],
  ['chameleon.gt-d', iso(now), 0, false],
  ['chameleon.gt-d', iso(now + 1), 0, true],
  ['chameleon.gt-d', '2029-02-10', 1, true],
  ['chameleon.gt-d', now / 1000 - 3600, 1, true],
  ['chameleon.gt-d', undefined, 7, false],
  ['chameleon.gt-d', null, 7, false],
  ['chameleon.gt-d', 'soon', 7, false],
  ['chameleon.gt-d', iso(now), '7', false],
  ['chameleon.lt-d', iso(now - 7 * day), 7, false],
  ['chameleon.lt-d', iso(now - 7 * day - 1), 7, true],
  ['chameleon.lt-d', iso(now - 7 * day + 1), 7, false],
  ['chameleon.lt-d', undefined, 7, false],
  ['chameleon.lt-d', ['2020-01-01'], 7, false],
  ['chameleon.in', 'ann@example.com', '@example.', true],
  ['chameleon.in', 'ann@Example.com', '@example.', false],
  ['chameleon.in', 'ann', '', true],
  ['chameleon.in', 1234, '23', true],
  ['chameleon.in', undefined, 'undef', false],
  ['chameleon.in', null, 'null', false],
  ['chameleon.in', ['ann'], 'ann', false],
  ['chameleon.in-i', 'ann@Example.com', '@eXample.', true],
  ['chameleon.in-i', 'bob', 'ann', false],
  ['chameleon.in-i', undefined, '', false],
  ['chameleon.nin', 'ann', 'bob', true],
  ['chameleon.nin', 'ann', 'nn', false],
  ['chameleon.nin', undefined, 'ann', true],
  ['chameleon.nin', null, 'ann', true],
  ['chameleon.nin-i', 'Ann', 'ann', false],
  ['chameleon.nin-i', undefined, 'ann', true],
  ['chameleon.in-v', 'b', 'a, b ,c', true],
  ['chameleon.in-v', 'B', 'a,b', false],
  ['chameleon.in-v', 5, '4,5', true],
  ['chameleon.in-v', 'b', ['a', 'b'], true],
  ['chameleon.in-v', '', 'a,,b', false],
  ['chameleon.in-v', 5, 5, true],
  ['chameleon.in-v', undefined, 'undefined', false],
  ['chameleon.in-v', ['a'], 'a,b', false],
  ['chameleon.nin-v', 'a', 'a,b', false],
  ['chameleon.nin-v', 'c', 'a,b', true],
  ['chameleon.nin-v', undefined, 'a,b', true],
  ['chameleon.nin-v', null, 'a,b', true],
  ['chameleon.in-a', ['a', 'b'], 'b', true],
  ['chameleon.in-a', ['a', '5'], 5, true],
  ['chameleon.in-a', ['a'], 'A', false],
  ['chameleon.in-a', 'abc', 'b', false],
  ['chameleon.in-a', undefined, 'b', false],
  ['chameleon.in-a', [], null, false],
  ['chameleon.nin-a', ['a'], 'b', true],
  ['chameleon.nin-a', ['a', 'b'], 'b', false],
  ['chameleon.nin-a', undefined, 'b', true],
  ['chameleon.nin-a', 'b', 'b', true],
  ['mpc.match', 'Piotr', 'Piotr', true],
  ['mpc.match', 'piotr', 'Piotr', false],
  ['mpc.match', '15', 15, true],
  ['mpc.match', undefined, 'Piotr', false],
  ['mpc.match', ['Piotr'], 'Piotr', false],
  ['mpc.any', [1, 6813], [6813], true],
  ['mpc.any', ['6813'], [6813], true],
  ['mpc.any', [1], [6813], false],
  ['mpc.any', 6813, [6813], true],
  ['mpc.any', [], [6813], false],
  ['mpc.any', undefined, [6813], false],
  ['mpc.any', [1], 1, false],
  ['mpc.in', 'delivered', ['sent', 'delivered'], true],
  ['mpc.in', 'failed', ['sent'], false],
  ['mpc.in', ['sent'], ['sent'], false],
  ['mpc.in', undefined, ['sent'], false],
]

describe('operators of the two products (S4)', () => {
  it.each(rows)('%s of %j and %j is %j', (operator, fact, value, expected) => {
    expect(holds(operator, fact, value)).toBe(expected)
  })

  it('has rows for every operator, a missing fact among them', () => {
    for (const operator of Object.keys(operators)) {
      if (Object.hasOwn(rulesEngineOperators, operator)) continue
      expect(
        rows.some((row) => row[0] === operator && row[1] === undefined),
        operator,
      ).toBe(true)
    }
  })

  it('is never thrown off by a strange value', () => {
    for (const operator of Object.keys(operators)) {
      for (const fact of strange) {
        for (const value of strange) expect(holds(operator, fact, value), operator).toBeTypeOf('boolean')
      }
    }
  })
})
