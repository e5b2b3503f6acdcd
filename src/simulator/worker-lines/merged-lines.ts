import { quote } from '../../authoring/quote.js'
import type { Problem } from '../../model/index.js'
import { type Comparison, emptyComparison, mergeComparisons } from '../compare/comparison.js'
import { isComparison } from '../compare/comparison-shape.js'
import { emptyMetrics, isMetrics, type Metrics, mergeMetrics } from '../metrics/metrics.js'

/** What the lines of workers come to together, in whatever order they are taken; decisions and changes are passed over. */
export class MergedLines {
  /** `null` where no line had any. */
  metrics: Metrics | null = null
  comparison: Comparison | null = null

  /** @returns what is wrong with the line, which then counts for nothing */
  take(value: unknown): Problem | null {
    if (isObject(value)) {
      const { metrics, comparison, line } = value
      if (isMetrics(metrics)) {
        this.metrics = mergeMetrics(this.metrics ?? emptyMetrics, metrics)
        return null
      }
      if (isComparison(comparison)) {
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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
