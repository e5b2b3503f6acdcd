import type { TraceEvent } from '../authoring/trace-event.js'
import type { Instant } from '../model/index.js'

/** Enough that a profile has many events among them, few enough for the processor's cache. */
const most = 131_072

/**
 * Holds events back for a while, to take them profile after profile: what is said of one does not depend on the others
 * (P3), and its state is fetched from memory once for all its events, not once for each. Profiles are numbers here, and
 * events are columns, so that nothing of a profile is touched until its turn.
 */
export class Backlog {
  readonly at = new Float64Array(most)
  readonly href: string[] = new Array(most).fill('')
  /** What a page load has beside: the id of its event. What is no page load is here as a whole. */
  readonly rest: (TraceEvent | string | null)[] = new Array(most).fill(null)
  readonly #take: (backlog: Backlog, profile: number, index: number) => void
  /** The same profile's next event, plus one; by profile its first and last event, plus one: 0 is none. */
  readonly #next = new Int32Array(most)
  #firsts = new Int32Array(1_024)
  #lasts = new Int32Array(1_024)
  /** The profiles that wait, as they were first met. */
  readonly #profiles: number[] = []
  #size = 0

  /** @param take takes one event of a profile, by its index in the columns */
  constructor(take: (backlog: Backlog, profile: number, index: number) => void) {
    this.#take = take
  }

  page(profile: number, at: Instant, href: string, eventId: string | null): void {
    const index = this.#push(profile, at, eventId)
    this.href[index] = href
    if (this.#size === most) this.clear()
  }

  add(profile: number, event: TraceEvent): void {
    this.#push(profile, event.at, event)
    if (this.#size === most) this.clear()
  }

  #push(profile: number, at: Instant, rest: TraceEvent | string | null): number {
    const index = this.#size++
    this.at[index] = at
    this.rest[index] = rest
    this.#next[index] = 0
    if (profile >= this.#firsts.length) this.#grow(2 * profile)
    const last = this.#lasts[profile] as number
    if (last === 0) {
      this.#firsts[profile] = index + 1
      this.#profiles.push(profile)
    } else {
      this.#next[last - 1] = index + 1
    }
    this.#lasts[profile] = index + 1
    return index
  }

  /** Takes all that wait: each profile's events in the order in which they came. */
  clear(): void {
    for (const profile of Int32Array.from(this.#profiles).sort()) {
      const first = this.#firsts[profile] as number
      this.#firsts[profile] = 0
      this.#lasts[profile] = 0
      for (let index = first - 1; index >= 0; index = (this.#next[index] as number) - 1)
        this.#take(this, profile, index)
    }
    this.#profiles.length = 0
    this.#size = 0
  }

  #grow(size: number): void {
    const [firsts, lasts] = [new Int32Array(size), new Int32Array(size)]
    firsts.set(this.#firsts)
    lasts.set(this.#lasts)
    this.#firsts = firsts
    this.#lasts = lasts
  }
}
