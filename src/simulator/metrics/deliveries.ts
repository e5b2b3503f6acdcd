import { type Delivery, type Instant, minuteMs } from '../../model/index.js'
import { Counter } from './counter.js'
import { type DeliveryMetrics, deliveryMetrics } from './metrics.js'

/** What became of the deliveries of one experience. */
export class DeliveryTally {
  readonly #states = new Counter<Delivery['state']>()
  readonly #discarded = new Counter()
  readonly #minutes = new Counter<number>()
  #made = 0
  #expired = 0
  #longestMs: number | null = null

  /** @param end the instant of the profile's last event */
  add({ state, discardReason, createdAt, at, until }: Delivery, end: Instant): void {
    this.#made += 1
    this.#states.add(state)
    if (discardReason !== null) this.#discarded.add(discardReason)
    if (state === 'pending' && until !== null && end > until) this.#expired += 1
    if (at === null) return // E6: only a show sets it
    const tookMs = Math.max(0, at - createdAt)
    this.#minutes.add(Math.floor(tookMs / minuteMs))
    this.#longestMs = Math.max(this.#longestMs ?? 0, tookMs)
  }

  get metrics(): DeliveryMetrics {
    const states = new Map(this.#states.pairs)
    return {
      ...deliveryMetrics.empty,
      made: this.#made,
      triggered: states.get('triggered') ?? 0,
      discarded: this.#discarded.pairs,
      removed: states.get('removed') ?? 0,
      dropped: states.get('dropped') ?? 0,
      pending: states.get('pending') ?? 0,
      expired: this.#expired,
      minutesToShow: this.#minutes.pairs,
      longestMsToShow: this.#longestMs,
    }
  }
}
