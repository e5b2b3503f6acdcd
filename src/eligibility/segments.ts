import type { Facts } from '../conditions/index.js'
import type { Bits, CompiledExperience, CompiledSegment, Engine } from '../engine/index.js'
import { lowestBit } from '../engine/index.js'
import type { Instant } from '../model/index.js'
import { never } from '../model/index.js'

/**
 * Which segments one profile is in. A segment is asked when a question first depends on it, and remembered until the
 * next instant at which a time operator turns; whoever owns this drops it when the facts change.
 */
export class SegmentAnswers {
  readonly #engine: Engine
  readonly #facts: Facts
  /** The experiences whose segment was asked, and those whose segment the profile is in. */
  readonly #known: Bits
  readonly #inside: Bits
  /** What was asked stands from the first of these instants until the second. */
  from: Instant = -never
  until: Instant = never

  constructor(engine: Engine, facts: Facts) {
    this.#engine = engine
    this.#facts = facts
    this.#known = engine.everyone.slice()
    this.#inside = engine.everyone.slice()
  }

  /** Those of a word that are not known to be of a segment that the profile is not in. */
  possible(word: number, now: Instant): number {
    if (now < this.from || now >= this.until) this.#forget()
    return ~(this.#known[word] as number) | (this.#inside[word] as number)
  }

  /** Those of a word's `bits` whose segment the profile is in. */
  keep(word: number, bits: number, now: Instant): number {
    if (now < this.from || now >= this.until) this.#forget()
    for (let asked = bits & ~(this.#known[word] as number); asked !== 0; asked &= ~(this.#known[word] as number)) {
      this.#ask((word << 5) + lowestBit(asked), now)
    }
    return bits & (this.#inside[word] as number)
  }

  holds(index: number, now: Instant): boolean {
    return index < 0 || this.keep(index >>> 5, 1 << (index & 31), now) !== 0
  }

  #ask(index: number, now: Instant): void {
    const { experiences, segments } = this.#engine
    const { condition, members } = segments[(experiences[index] as CompiledExperience).segment] as CompiledSegment
    const holds = condition.test(this.#facts, now)
    for (let k = 0; k < members.size; k++) {
      const word = members.words[k] as number
      const bits = members.bits[k] as number
      this.#known[word] = (this.#known[word] as number) | bits
      if (holds) this.#inside[word] = (this.#inside[word] as number) | bits
    }
    if (condition.usesTime) {
      this.from = Math.max(this.from, now)
      this.until = Math.min(this.until, condition.turnsAt(this.#facts, now))
    }
  }

  #forget(): void {
    this.#known.set(this.#engine.everyone)
    this.#inside.set(this.#engine.everyone)
    this.from = -never
    this.until = never
  }
}
