import type { TraceEvent } from '../authoring/trace-event.js'
import type { Instant } from '../model/index.js'

/** Enough that a profile has several events among them: its state is fetched from memory once for all of them. */
export const mostEvents = 524_288

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

const leastEvents = 8_192

/** Gathers a batch. */
export class BatchBuilder implements Batch {
  profile = new Int32Array(leastEvents)
  at = new Float64Array(leastEvents)
  line = new Float64Array(leastEvents)
  readonly href: string[] = []
  readonly rest: (TraceEvent | string | null)[] = []
  size = 0

  add(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void {
    const place = this.size++
    if (place === this.at.length) this.#grow()
    this.profile[place] = profile
    this.at[place] = at
    this.href[place] = href
    this.rest[place] = rest
    this.line[place] = line
  }

  clear(): void {
    this.size = 0
  }

  #grow(): void {
    const { profile, at, line } = this
    this.profile = new Int32Array(2 * profile.length)
    this.at = new Float64Array(2 * at.length)
    this.line = new Float64Array(2 * line.length)
    this.profile.set(profile)
    this.at.set(at)
    this.line.set(line)
  }
}
