import { describe, expect, it } from 'vitest'
import { allCombinations, coveringArray } from '../../scripts/matrix/covering-array.js'
import { nodeFactors, pageFactors, somePages } from '../../scripts/matrix/factors.js'

/** Every two values of different factors, by brute force, and whether some row has both. */
function uncovered<T extends object>(factors: { readonly [K in keyof T]: readonly T[K][] }, rows: readonly T[]) {
  const names = Object.keys(factors) as (keyof T)[]
  const found: unknown[] = []
  for (const one of names) {
    for (const other of names) {
      if (one === other) continue
      for (const a of factors[one]) {
        for (const b of factors[other]) {
          if (!rows.some((row) => row[one] === a && row[other] === b)) found.push([one, a, other, b])
        }
      }
    }
  }
  return found
}

describe('the pairwise selection', () => {
  const rows = coveringArray(nodeFactors)

  it('covers every pair of values that the whole matrix has', () => {
    expect(uncovered(nodeFactors, rows)).toEqual([])
  })

  it('has Chromium in every zone and in every locale', () => {
    expect(new Set(somePages.map(({ zone }) => zone))).toEqual(new Set(pageFactors.zone))
    expect(new Set(somePages.map(({ locale }) => locale))).toEqual(new Set(pageFactors.locale))
  })

  it('needs each of its first rows: without one, a pair is missing', () => {
    expect(uncovered(nodeFactors, rows.slice(1))).not.toEqual([])
    expect(uncovered(nodeFactors, rows.slice(0, -1))).not.toEqual([])
  })

  it('is of the cells of the whole matrix, few of them', () => {
    const all = allCombinations(nodeFactors)
    expect(all.length).toBe(3 * 4 * 4 * 3 * 3)
    expect(rows.every((row) => all.some((one) => JSON.stringify(one) === JSON.stringify(row)))).toBe(true)
    // No array of these factors has fewer than the pairs of the two largest: 4 × 4.
    expect(rows.length).toBeGreaterThanOrEqual(16)
    expect(rows.length).toBeLessThanOrEqual(20)
  })

  it('covers small factors of any shape', () => {
    const odd = { a: [1], b: ['x', 'y'], c: [true, false], d: [0, 1, 2] }
    expect(uncovered(odd, coveringArray(odd))).toEqual([])
    expect(coveringArray({ a: [1, 2], b: [3] })).toHaveLength(2)
  })
})
