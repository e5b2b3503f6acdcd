/** Numbers by chance that come again with the same seed, give or take what else a machine does. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0
    return this.#state / 4_294_967_296
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }
}
