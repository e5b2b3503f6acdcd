import type { Bits, CompiledExperience, Engine } from '../engine/index.js'
import { addBit, emptyBits } from '../engine/index.js'
import type { Instant, Profile } from '../model/index.js'
import { never } from '../model/index.js'
import { recurrenceFreeAt, snoozeFreeAt } from './history.js'
import type { Pasts } from './past.js'

/** What a profile's history holds back (H4, H5), as a set, for as long as no hold ends. */
export class Holds {
  /** When each experience that has a past is free, and which it is. */
  readonly #freeAts: Instant[] = []
  readonly #indices: number[] = []
  readonly #size: number
  #held: Bits | null = null
  #from: Instant = never
  #until: Instant = -never

  constructor({ experiences }: Engine, pasts: Pasts, profile: Profile) {
    this.#size = experiences.length
    for (const [index, past] of pasts.byExperience) {
      const recurrence = recurrenceFreeAt(experiences[index] as CompiledExperience, past, profile)
      const freeAt = Math.max(recurrence, snoozeFreeAt(past))
      if (freeAt === -never) continue
      this.#freeAts.push(freeAt)
      this.#indices.push(index)
    }
  }

  /** The experiences that are held back at `now`; `null` is none. */
  at(now: Instant): Bits | null {
    if (now < this.#from || now >= this.#until) this.#turnTo(now)
    return this.#held
  }

  #turnTo(now: Instant): void {
    this.#from = -never
    this.#until = never
    this.#held = null
    for (let k = 0; k < this.#freeAts.length; k++) {
      const freeAt = this.#freeAts[k] as Instant
      if (freeAt <= now) {
        this.#from = Math.max(this.#from, freeAt)
        continue
      }
      this.#until = Math.min(this.#until, freeAt)
      this.#held ??= emptyBits(this.#size)
      addBit(this.#held, this.#indices[k] as number)
    }
  }
}
