/** A source of chance that says the same for the same seed, on every machine: sfc32. */
export class Draw {
  #a = 0x9e3779b9
  #b = 0x243f6a88
  #c = 0xb7e15162
  #d: number

  constructor(seed: number) {
    this.#d = seed | 0
    for (let k = 0; k < 15; k++) this.next()
  }

  /** A whole number of 32 bit. */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0
    return t >>> 0
  }

  below(size: number): number {
    return this.next() % size
  }

  /** True once in so many times. */
  once(inTimes: number): boolean {
    return this.next() % inTimes === 0
  }

  pick<T>(list: readonly T[]): T {
    return list[this.next() % list.length] as T
  }

  /** Each with the same chance to be among them, in their order. */
  some<T>(list: readonly T[]): T[] {
    return list.filter(() => this.once(2))
  }

  shuffled<T>(list: readonly T[]): T[] {
    const all = [...list]
    for (let k = all.length - 1; k > 0; k--) {
      const other = this.below(k + 1)
      const [a, b] = [all[k] as T, all[other] as T]
      all[k] = b
      all[other] = a
    }
    return all
  }
}
