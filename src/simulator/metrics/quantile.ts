import type { Histogram } from './monoid.js'

/**
 * The nearest rank: of n values in ascending order the one at place ⌈percent · n / 100⌉, so always a value that came up.
 *
 * @param percent above 0, up to 100
 * @returns `null` where there are no values
 */
export function quantile(histogram: Histogram, percent: number): number | null {
  const total = histogram.reduce((sum, [, times]) => sum + times, 0)
  const place = Math.ceil((percent * total) / 100)
  let seen = 0
  for (const [value, times] of histogram) {
    seen += times
    if (seen >= place) return value
  }
  return null
}
