import type { Instant } from '../model/index.js'

/** How many requests are taken: so many in a second in the long run, so many at once. */
export interface Rate {
  readonly perSecond: number
  readonly burst: number
}

/** A bucket of tokens that fills at a steady rate; each request takes one out. */
export class Bucket {
  readonly #rate: Rate
  #tokens: number
  #filledAt: Instant | null = null

  constructor(rate: Rate) {
    this.#rate = rate
    this.#tokens = rate.burst
  }

  /** @returns 0 where there was a token, else the milliseconds until there is one */
  take(now: Instant): number {
    const { perSecond, burst } = this.#rate
    // A clock that goes back fills nothing.
    const passedMs = Math.max(0, now - (this.#filledAt ?? now))
    this.#tokens = Math.min(burst, this.#tokens + (passedMs * perSecond) / 1_000)
    this.#filledAt = now
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) * 1_000) / perSecond)
    this.#tokens -= 1
    return 0
  }
}
