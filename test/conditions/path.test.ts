import fc from 'fast-check'
import { Engine } from 'json-rules-engine'
import { describe, expect, it } from 'vitest'
import { parsePath, pathPattern, readPath } from '../../src/conditions/path.js'

describe('paths (S1)', () => {
  it.each([
    ['$', []],
    ['$.plan', ['plan']],
    ['$.plans[0].name', ['plans', '0', 'name']],
    ['$[2][10]', ['2', '10']],
    ['$.é_1-b', ['é_1-b']],
  ])('%s leads through %j', (path, steps) => {
    expect(parsePath(path)).toEqual(steps)
  })

  it.each([
    '',
    'plan',
    '.plan',
    '$plan',
    '$..plan',
    '$.*',
    '$[*]',
    '$[-1]',
    '$["a"]',
    '$[?(@.a)]',
    '$.a^',
    '$.a~',
    '$.(1)',
    '$.a b',
    '$.',
  ])('refuses %j', (path) => {
    expect(pathPattern.test(path)).toBe(false)
    expect(() => parsePath(path)).toThrow(`not a path: ${path}`)
  })

  it.each([
    [{ a: { b: [1, 2] } }, '$.a.b[1]', 2],
    [{ a: null }, '$.a', null],
    [{ a: null }, '$.a.b', undefined],
    [{ a: 'text' }, '$.a.length', undefined],
    [{ a: [1, 2] }, '$.a.length', 2],
    [{}, '$.constructor', undefined],
    [{}, '$.__proto__', undefined],
    [JSON.parse('{"__proto__": 5}'), '$.__proto__', 5],
    [[7], '$[0]', 7],
    ['text', '$.a', 'text'],
    [undefined, '$.a', undefined],
    [null, '$.a', null],
  ])('in %j, %s is %j', (fact, path, expected) => {
    expect(readPath(fact, parsePath(path))).toEqual(expected)
  })

  it('finds what json-rules-engine finds with its own library, through objects and lists', async () => {
    const key = fc.constantFrom('a', 'b', 'c-d', '0', '1')
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom<unknown>(null, true, 0, 5, ''),
        fc.dictionary(key, tie('tree'), { noNullPrototype: true }),
        fc.array(tie('tree'), { maxLength: 3 }),
      ),
    }))
    const step = fc.oneof(
      key.map((name) => `.${name}`),
      fc.nat(2).map((index) => `[${index}]`),
    )
    const path = fc.array(step, { maxLength: 4 }).map((steps) => `$${steps.join('')}`)
    await fc.assert(
      fc.asyncProperty(tree, path, async (fact, at) => {
        let found: unknown = 'not asked'
        const engine = new Engine([
          { conditions: { all: [{ fact: 'f', path: at, operator: 'spy', value: 0 }] }, event: { type: 'yes' } },
        ])
        engine.addOperator('spy', (value: unknown) => {
          found = value
          return true
        })
        await engine.run({ f: fact })
        expect(readPath(fact, parsePath(at))).toEqual(found)
      }),
      { numRuns: 300 },
    )
  })
})
