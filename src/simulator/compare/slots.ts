import type { Engine } from '../../engine/index.js'

/** One number for each experience id, whichever catalog and whichever edit of it the experience is from. */
export class Slots {
  readonly ids: string[] = []
  readonly #slotOf = new Map<string, number>()
  readonly #slotsOf = new WeakMap<Engine, Int32Array>()

  /** An engine's slots by its experiences' indices. */
  of(engine: Engine): Int32Array {
    let slots = this.#slotsOf.get(engine)
    if (slots === undefined) {
      slots = Int32Array.from(engine.experiences, ({ source }) => this.slot(source.id))
      this.#slotsOf.set(engine, slots)
    }
    return slots
  }

  slot(id: string): number {
    let slot = this.#slotOf.get(id)
    if (slot === undefined) {
      slot = this.ids.push(id) - 1
      this.#slotOf.set(id, slot)
    }
    return slot
  }
}
