import { expect, test } from 'vitest'
import { byCode, mostFirst } from '../../../src/simulator/metrics/code-counts.js'

test('counts by code stand in the order of the closed list, and what was not counted is not there (X2)', () => {
  const found = byCode([
    ['outranked', 1],
    ['recurrence', 3],
    ['rate_limited', 2],
  ])
  expect(Object.entries(found)).toEqual([
    ['recurrence', 3],
    ['rate_limited', 2],
    ['outranked', 1],
  ])
})

test('counts by id stand with the most first, and of as many the first by id (T7)', () => {
  const found = mostFirst([
    ['B', 1],
    ['a', 2],
    ['b', 2],
    ['c', 3],
    ['d', 1],
  ])
  expect(found.map(({ id, count }) => `${id} ${count}`)).toEqual(['c 3', 'a 2', 'b 2', 'B 1', 'd 1'])
})
