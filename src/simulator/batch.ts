import type { TraceEvent } from '../authoring/trace-event.js'
import type { Instant } from '../model/index.js'

/** Enough that a profile has many events among them, few enough for the processor's cache. */
export const mostEvents = 131_072

/**
 * Events on their way to be replayed, as columns: nothing of a profile is touched before its turn, and a worker is
 * handed a few arrays instead of very many objects.
 */
export interface Batch {
  readonly size: number
  /** Whose each event is, by the number that the partition gave the profile; −1 is nobody's. */
  readonly profile: Int32Array
  readonly at: Float64Array
  readonly line: Float64Array
  readonly href: readonly string[]
  /** What a page load has beside: the id of its event. What is no page load is here as a whole. */
  readonly rest: readonly (TraceEvent | string | null)[]
}

/** Gathers a batch. */
export class BatchBuilder implements Batch {
  readonly profile: Int32Array
  readonly at: Float64Array
  readonly line: Float64Array
  readonly href: string[]
  readonly rest: (TraceEvent | string | null)[]
  size = 0

  constructor(most: number) {
    this.profile = new Int32Array(most)
    this.at = new Float64Array(most)
    this.line = new Float64Array(most)
    this.href = new Array(most).fill('')
    this.rest = new Array(most).fill(null)
  }

  add(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void {
    const place = this.size++
    this.profile[place] = profile
    this.at[place] = at
    this.href[place] = href
    this.rest[place] = rest
    this.line[place] = line
  }

  clear(): void {
    this.size = 0
  }
}
