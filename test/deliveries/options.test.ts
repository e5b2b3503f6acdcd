import { describe, expect, it } from 'vitest'
import { answer, create, least } from './support.js'

const withOptions = (options: unknown) => create({ params: { ...least, options } })

/** `[[[…]]]`, this many levels deep. */
const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))

describe('options', () => {
  it.each([[null], [false], [0], ['text'], [[]], [{}], [{ a: [{ b: null }], __typename: 'x' }], ['😀'], [{ '': '' }]])(
    'take %j',
    (options) => {
      expect(withOptions(options)).toMatchObject({ status: 201, delivery: { options } })
    },
  )

  it('keep hostile names as what they are', () => {
    const options: unknown = JSON.parse('{"__proto__":{"x":1},"constructor":null}')
    const outcome = withOptions(options)
    const kept = 'body' in outcome ? null : outcome.delivery.options
    expect(JSON.stringify(kept)).toBe('{"__proto__":{"x":1},"constructor":null}')
    expect(({} as { x?: unknown }).x).toBeUndefined()
  })

  it('are copied: what the caller does later does not reach the delivery', () => {
    const options = { title: 'before', unset: undefined }
    const outcome = withOptions(options)
    options.title = 'after'
    expect(outcome).toMatchObject({ delivery: { options: { title: 'before' } } })
    expect(Object.isFrozen(options)).toBe(false)
  })

  const tooDeep = 'options: nested deeper than 32 levels; send a flatter value'
  const tooLarge = 'options: larger than 65536 bytes as JSON; send less, or a reference to it'
  const jsonHelp = 'send objects, arrays, texts, finite numbers, true, false and null'
  const cycle: unknown[] = []
  cycle.push(cycle, cycle)

  it.each([
    ['33 levels', nested(33), tooDeep],
    ['200,000 levels', Array.from({ length: 200_000 }).reduce<unknown>((inner) => [inner], 0), tooDeep],
    ['a cycle', cycle, tooDeep],
    ['one byte too many', 'x'.repeat(65_535), tooLarge],
    ['bytes, not characters', 'é'.repeat(40_000), tooLarge],
    ['many members', Array.from({ length: 70_000 }, () => 0), tooLarge],
    ['long names', { ['n'.repeat(70_000)]: 0 }, tooLarge],
    ['a sparse array', new Array(4_000_000_000), tooLarge],
    ['NaN', { a: { 'b/c': [Number.NaN] } }, `options: not JSON at "/a/b~1c/0": NaN; ${jsonHelp}`],
    ['infinity', Number.NEGATIVE_INFINITY, `options: not JSON: -Infinity; ${jsonHelp}`],
    ['a date', { at: new Date(0) }, `options: not JSON at "/at": an object; ${jsonHelp}`],
    ['a function', { toJSON: () => 1 }, `options: not JSON at "/toJSON": a function; ${jsonHelp}`],
    ['a bigint', [1n], `options: not JSON at "/0": 1; ${jsonHelp}`],
    [
      'the last of several',
      { a: 1, b: ['x', null, true, {}], c: undefined, d: Number.NaN },
      `options: not JSON at "/d": NaN; ${jsonHelp}`,
    ],
    ['names with ~ and /', { '~a~/': { '/~b': 1n } }, `options: not JSON at "/~0a~0~1/~1~0b": 1; ${jsonHelp}`],
    ['a hole', new Array(1), `options: not JSON at "/0": nothing; ${jsonHelp}`],
  ])('refuse %s', (_, options, message) => {
    expect(answer(withOptions(options))).toEqual([422, message])
  })

  // A list, text, a name and a number each take at least so many bytes: 1, its length, its length, and 1.
  const bad = Number.NaN
  const zeros = (length: number) => [bad, ...Array.from({ length: length - 1 }, () => 0)]
  it.each([
    ['text that leaves a byte', ['x'.repeat(65_534), bad], 'options: not JSON at "/1": NaN'],
    ['text that leaves none', ['x'.repeat(65_535), bad], tooLarge],
    ['a name that leaves a byte', { ['n'.repeat(65_533)]: 0, b: bad }, 'options: not JSON at "/b": NaN'],
    ['a name that leaves none', { ['n'.repeat(65_534)]: 0, b: bad }, tooLarge],
    ['inner text that leaves none', [['x'.repeat(65_534)], bad], tooLarge],
    ['as many members as bytes are left', zeros(65_535), 'options: not JSON at "/0": NaN'],
    ['one member more', zeros(65_536), tooLarge],
  ])('are read no further than the limit, from the front: %s', (_, options, message) => {
    expect(answer(withOptions(options))).toEqual([422, message === tooLarge ? tooLarge : `${message}; ${jsonHelp}`])
  })

  it('take an object without a prototype', () => {
    const options: unknown = Object.assign(Object.create(null), { a: 1 })
    expect(withOptions(options)).toMatchObject({ status: 201, delivery: { options: { a: 1 } } })
  })

  it('take 32 levels and 65,536 bytes', () => {
    expect(withOptions(nested(32)).status).toBe(201)
    expect(withOptions('x'.repeat(65_534)).status).toBe(201)
  })
})
