import { quote } from '../../authoring/quote.js'
import type { Problem } from '../../model/index.js'
import { type Comparison, emptyComparison, mergeComparisons } from '../compare/comparison.js'
import { emptyMetrics, type Metrics, mergeMetrics } from '../metrics/metrics.js'

/** What the lines of workers come to together, in whatever order they are taken; decisions and changes are passed over. */
export class MergedLines {
  /** `null` where no line had any. */
  metrics: Metrics | null = null
  comparison: Comparison | null = null

  /** @returns what is wrong with the line, which then counts for nothing */
  take(value: unknown): Problem | null {
    if (isObject(value)) {
      const { metrics, comparison, line } = value
      if (isLike(metrics, emptyMetrics)) {
        this.metrics = mergeMetrics(this.metrics ?? emptyMetrics, metrics)
        return null
      }
      if (isLike(comparison, emptyComparison)) {
        this.comparison = mergeComparisons(this.comparison ?? emptyComparison, comparison)
        return null
      }
      if (typeof line === 'number') return null
    }
    return {
      code: 'no_worker_line',
      pointer: '',
      message: `not a line of a worker: ${isObject(value) ? quote(Object.keys(value).join(', ')) : quote(value)}`,
      help: 'was it written by another version of oncue?',
    }
  }
}

/** Workers are ours: that it has the very keys is enough to tell it from anything else. */
const isLike = <T extends object>(value: unknown, like: T): value is T =>
  isObject(value) && Object.keys(like).every((key) => Object.hasOwn(value, key))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
