import type { Bits, CompiledExperience, CompiledGroup, Engine } from '../engine/index.js'
import { addBit, emptyBits } from '../engine/index.js'
import type { Instant, Profile } from '../model/index.js'
import { never } from '../model/index.js'
import { recurrenceFreeAt, snoozeFreeAt } from './history.js'
import type { Pasts } from './past.js'

/**
 * What a profile's history holds back (H4, H5) and what full groups hold back (L1), as one set. Both are free at instants
 * that do not depend on now, so the set stands until the next of those instants.
 */
export class Held {
  readonly #engine: Engine
  readonly #pasts: Pasts
  readonly #profile: Profile
  readonly #roomAts: readonly Instant[]
  #bits: Bits | null = null
  /** What is held is so from the first of these instants until the second. */
  from: Instant = never
  until: Instant = -never

  constructor(engine: Engine, pasts: Pasts, profile: Profile, roomAts: readonly Instant[]) {
    this.#engine = engine
    this.#pasts = pasts
    this.#profile = profile
    this.#roomAts = roomAts
  }

  /** The experiences that are held back at `now`; `null` is none. */
  at(now: Instant): Bits | null {
    if (now < this.from || now >= this.until) this.#turnTo(now)
    return this.#bits
  }

  #turnTo(now: Instant): void {
    this.from = -never
    this.until = never
    this.#bits = null
    for (const [index, past] of this.#pasts.byExperience) {
      const experience = this.#engine.experiences[index] as CompiledExperience
      const freeAt = Math.max(recurrenceFreeAt(experience, past, this.#profile), snoozeFreeAt(past))
      if (this.#isHeld(freeAt, now)) addBit(this.#room(), index)
    }
    for (let k = 0; k < this.#roomAts.length; k++) {
      if (!this.#isHeld(this.#roomAts[k] as Instant, now)) continue
      const { restrains } = this.#engine.groups[k] as CompiledGroup
      const bits = this.#room()
      for (let word = 0; word < bits.length; word++) bits[word] = (bits[word] as number) | (restrains[word] as number)
    }
  }

  /** Whether what is free from an instant on is held at `now`; the set stands for as long as that does not change. */
  #isHeld(freeAt: Instant, now: Instant): boolean {
    if (now < freeAt) {
      if (freeAt < this.until) this.until = freeAt
      return true
    }
    if (freeAt > this.from) this.from = freeAt
    return false
  }

  #room(): Bits {
    this.#bits ??= emptyBits(this.#engine.experiences.length)
    return this.#bits
  }
}
