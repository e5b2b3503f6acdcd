import { Engine } from 'json-rules-engine'
import { describe, expect, it } from 'vitest'
import { operatorNamed } from '../../src/conditions/decorators.js'
import { compileCondition } from '../../src/conditions/index.js'

const holds = (operator: string, fact: unknown, value: unknown): boolean =>
  compileCondition({ fact: 'f', operator, value }, () => undefined).test(
    { traits: fact === undefined ? {} : { f: fact }, history: () => ({ shows: 0 }) },
    0,
  )

describe('decorators (S3)', () => {
  it.each([
    ['someFact:equal', ['a', 'b'], 'b', true],
    ['someFact:equal', ['a'], 'b', false],
    ['someFact:equal', 'b', 'b', false],
    ['someFact:equal', [], 'b', false],
    ['everyFact:greaterThan', [4, '5'], 3, true],
    ['everyFact:greaterThan', [4, 2], 3, false],
    ['everyFact:greaterThan', [], 3, true],
    ['everyFact:greaterThan', undefined, 3, false],
    ['someValue:equal', 'a', ['a', 'b'], true],
    ['everyValue:notEqual', 'a', ['b', 'c'], true],
    ['everyValue:notEqual', 'a', ['a', 'c'], false],
    ['swap:in', ['a'], 'a', true],
    ['swap:contains', 'a', ['a', 'b'], true],
    ['swap:lessThan', 5, 3, true],
    ['not:equal', undefined, 'a', true],
    ['not:everyFact:equal', 'a', 'a', true],
    ['not:everyFact:equal', ['a', 'b'], 'a', true],
    ['not:everyFact:equal', ['a', 'a'], 'a', false],
    ['not:not:equal', 'a', 'a', true],
    ['someFact:someValue:equal', ['a', 'b'], ['b', 'c'], true],
    ['someFact:chameleon.in-i', ['Ann', 'Bob'], 'bo', true],
  ])('%s of %j and %j is %j', (operator, fact, value, expected) => {
    expect(holds(operator, fact, value)).toBe(expected)
  })

  it('is a no where json-rules-engine has no answer, even negated', () => {
    expect(holds('swap:in', 5, 5)).toBe(false)
    expect(holds('not:swap:in', 5, 5)).toBe(false)
    expect(holds('not:someValue:equal', 'a', 'a')).toBe(false)
    expect(holds('not:swap:someValue:equal', undefined, 'a')).toBe(false)
  })

  const names = ['someFact', 'everyFact', 'someValue', 'everyValue', 'swap', 'not']
  const values = [undefined, null, 'a', 5, [], ['a'], [['a'], 'b'], [5, 'a'], {}]

  it.each(names)('%s over everything answers what json-rules-engine answers', async (outer) => {
    for (const inner of names) {
      for (const base of ['equal', 'in', 'doesNotContain', 'lessThan']) {
        const operator = `${outer}:${inner}:${base}`
        for (const value of values) {
          const engine = new Engine(
            [{ conditions: { all: [{ fact: 'f', operator, value }] }, event: { type: 'yes' } }],
            {
              allowUndefinedFacts: true,
            },
          )
          for (const fact of values.map((copied) => structuredClone(copied))) {
            const run = engine.run(fact === undefined ? {} : { f: fact })
            const expected = await run.then(({ results }) => results.length > 0).catch(() => false)
            expect(holds(operator, fact, value), `${operator} ${JSON.stringify([fact, value])}`).toBe(expected)
          }
        }
      }
    }
  })

  it.each(['', ':', 'not:', ':equal', 'nope:equal', 'not:nope', 'toString', '__proto__:equal', 'constructor'])(
    'knows no operator %j',
    (name) => {
      expect(operatorNamed(name)).toBeUndefined()
    },
  )
})
