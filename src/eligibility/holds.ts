import type { Bits, CompiledExperience, Engine } from '../engine/index.js'
import { addBit, emptyBits } from '../engine/index.js'
import type { Instant, Profile } from '../model/index.js'
import { never } from '../model/index.js'
import { historyFreeAt } from './history.js'
import type { Pasts } from './past.js'

/** What a profile's history holds back (H4, H5), as a set: it stands until the next instant at which a hold ends. */
export class Holds {
  readonly bits: Bits
  /** It is so from the first of these instants until the second. */
  from: Instant = -never
  until: Instant = never

  constructor({ experiences }: Engine, pasts: Pasts, profile: Profile, now: Instant) {
    this.bits = emptyBits(experiences.length)
    for (const [index, past] of pasts.byExperience) {
      const freeAt = historyFreeAt(experiences[index] as CompiledExperience, past, profile)
      if (now < freeAt) {
        addBit(this.bits, index)
        this.until = Math.min(this.until, freeAt)
      } else {
        this.from = Math.max(this.from, freeAt)
      }
    }
  }
}
