import type { Bits, CompiledGroup, Engine } from '../engine/index.js'
import { emptyBits } from '../engine/index.js'
import type { Instant, Profile } from '../model/index.js'
import { never } from '../model/index.js'
import { filledAt, roomAt, zoneOf } from './limits.js'
import type { Pasts } from './past.js'

/** What full groups hold back (L1), as a set, for as long as no group gets room. Rebuilt when something shows. */
export class Limited {
  readonly #groups: readonly CompiledGroup[]
  readonly #size: number
  readonly #filled: readonly Instant[]
  #roomAts: readonly Instant[] = []
  #limited: Bits | null = null
  #from: Instant = never
  #until: Instant = -never

  constructor(engine: Engine, pasts: Pasts, profile: Profile) {
    this.#groups = engine.groups
    this.#size = engine.experiences.length
    this.#filled = engine.groups.map((group) => filledAt(group, profile.interactions, pasts))
    this.release(engine, profile)
  }

  /** Works out again when each group has room: after a page load or another zone, which move sessions and calendars. */
  release(engine: Engine, profile: Profile): void {
    this.#roomAts = this.#groups.map((group, k) =>
      roomAt(group, this.#filled[k] as Instant, profile, zoneOf(engine, group, profile)),
    )
    this.#until = -never
  }

  /** The experiences that a full group holds back at `now`; `null` is none. */
  at(now: Instant): Bits | null {
    if (now < this.#from || now >= this.#until) this.#turnTo(now)
    return this.#limited
  }

  roomAt(group: CompiledGroup): Instant {
    return this.#roomAts[group.index] as Instant
  }

  #turnTo(now: Instant): void {
    this.#from = -never
    this.#until = never
    this.#limited = null
    for (let k = 0; k < this.#groups.length; k++) {
      const roomAt = this.#roomAts[k] as Instant
      if (roomAt <= now) {
        this.#from = Math.max(this.#from, roomAt)
        continue
      }
      this.#until = Math.min(this.#until, roomAt)
      const { restrains } = this.#groups[k] as CompiledGroup
      this.#limited ??= emptyBits(this.#size)
      for (let word = 0; word < restrains.length; word++) {
        this.#limited[word] = (this.#limited[word] as number) | (restrains[word] as number)
      }
    }
  }
}
