import { describe, expect, it, test } from 'vitest'
import { same, toNumber, toText } from '../../src/conditions/scalar.js'

describe('a number (S4)', () => {
  test.each([
    ['5', 5],
    ['-5', -5],
    ['1.25', 1.25],
    ['007', 7],
    ['5.0', 5],
    [5, 5],
    [-0.5, -0.5],
  ])('may be %j', (value, number) => {
    expect(toNumber(value)).toBe(number)
  })

  test.each([
    ['0x10'],
    ['1e3'],
    [' 5'],
    ['5 '],
    ['+5'],
    ['.5'],
    ['5.'],
    ['1.2.3'],
    [''],
    ['Infinity'],
    [true],
    [null],
    [[5]],
  ])('is not %j', (value) => {
    expect(toNumber(value)).toBeNaN()
  })
})

describe('sameness (S4)', () => {
  it('is that of numbers where either side is one', () => {
    expect([same('5.0', 5), same(5, '5.0'), same(5, 5), same('5', 5)]).toEqual([true, true, true, true])
    expect([same('5', 6), same(5, 'a'), same(Number.NaN, Number.NaN), same(1, true), same(null, 0)]).toEqual(
      Array(5).fill(false),
    )
  })

  it('is that of text otherwise, a boolean as its name', () => {
    expect([same('a', 'a'), same('true', true), same(false, 'false'), same(true, true)]).toEqual(Array(4).fill(true))
    expect([same('5.0', '5'), same('a', 'A'), same(true, false), same('null', null)]).toEqual(Array(4).fill(false))
  })

  it('is that of null with null alone, and of nothing else', () => {
    expect([same(null, null)]).toEqual([true])
    const others = [
      same(null, undefined),
      same(undefined, null),
      same(undefined, undefined),
      same([], []),
      same({}, {}),
    ]
    expect(others).toEqual(Array(5).fill(false))
  })
})

it('text is text, numbers and booleans, and nothing else', () => {
  expect(['a', '', 5, -0.5, true, false].map(toText)).toEqual(['a', '', '5', '-0.5', 'true', 'false'])
  expect([null, undefined, [], {}, ['a']].map(toText)).toEqual(Array(5).fill(undefined))
})
