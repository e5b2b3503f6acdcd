import type { Batch } from './batch.js'

/**
 * Visits a batch profile after profile, each one's events in their order: what is said of one profile does not depend
 * on the others (P3), and its state is fetched from memory once for all its events; neighbours by number are
 * neighbours in memory.
 */
export class ByProfile {
  /** Of each event, the same profile's next one, plus one; by profile the first and last, plus one: 0 is none. */
  #next = new Int32Array(0)
  #firsts = new Int32Array(1_024)
  #lasts = new Int32Array(1_024)

  /** What is nobody's comes first, as that of profile −1. `rest` hears of each profile when its turn is over. */
  visit(batch: Batch, take: (profile: number, place: number) => void, rest: (profile: number) => void): void {
    const profiles = this.#chain(batch, take)
    for (const profile of Int32Array.from(profiles).sort()) {
      const first = this.#firsts[profile] as number
      this.#firsts[profile] = 0
      for (let place = first - 1; place >= 0; place = (this.#next[place] as number) - 1) take(profile, place)
      rest(profile)
    }
  }

  #chain({ profile: whose, size }: Batch, take: (profile: number, place: number) => void): readonly number[] {
    if (this.#next.length < size) this.#next = new Int32Array(size)
    const profiles: number[] = []
    for (let place = 0; place < size; place++) {
      const profile = whose[place] as number
      this.#next[place] = 0
      if (profile < 0) {
        take(profile, place)
        continue
      }
      if (profile >= this.#firsts.length) this.#grow(2 * profile)
      if (this.#firsts[profile] === 0) {
        this.#firsts[profile] = place + 1
        profiles.push(profile)
      } else {
        this.#next[(this.#lasts[profile] as number) - 1] = place + 1
      }
      this.#lasts[profile] = place + 1
    }
    return profiles
  }

  #grow(size: number): void {
    const [firsts, lasts] = [new Int32Array(size), new Int32Array(size)]
    firsts.set(this.#firsts)
    lasts.set(this.#lasts)
    this.#firsts = firsts
    this.#lasts = lasts
  }
}
