import { expect, test } from 'vitest'
import { count } from '../../src/describe/count.js'

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [-1_234_567, '-1,234,567'],
  [0.1234, '0.1234'],
  [1_234.5678, '1,234.5678'],
  [1e21, '1e+21'],
])('%d is written %s: thousands apart, and nothing behind the point', (value, written) => {
  expect(count(value)).toBe(written)
})
