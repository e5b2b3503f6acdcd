import { visitNear } from '../../eligibility/near.js'
import type { Candidate } from '../../engine/index.js'
import { codes } from '../../model/code.js'
import type { Code } from '../../model/index.js'
import type { Question } from '../replay.js'
import { cellCount, cellOf, matrixOf, type ReasonMatrix, standingOf } from './reason-matrix.js'
import type { Slots } from './slots.js'

/** Which candidates came near on one page load under one catalog, and the code of each. */
export class NearCodes {
  /** By slot of the experience; 0 is `away`. */
  readonly standings: number[] = []
  /** The slots of those that came near, in the order of their turns: the first `size`. */
  readonly near: number[] = []
  size = 0
  readonly deliveries = new Map<string, number>()
  readonly #slots: Slots
  #slotsOf: Int32Array = new Int32Array(0)

  constructor(slots: Slots) {
    this.#slots = slots
  }

  take({ subject, moment }: Pick<Question, 'subject' | 'moment'>): void {
    for (let k = 0; k < this.size; k++) this.standings[this.near[k] as number] = 0
    this.size = 0
    if (this.deliveries.size > 0) this.deliveries.clear()
    this.#slotsOf = this.#slots.of(subject.engine)
    visitNear(subject, moment, this.#mark)
  }

  /** By id. */
  list(): (readonly [id: string, code: Code])[] {
    const named = (id: string, standing: number) => [id, codes[standing - 1] as Code] as const
    return [
      ...[...this.deliveries].map(([id, standing]) => named(id, standing)),
      ...this.near
        .slice(0, this.size)
        .map((slot) => named(this.#slots.ids[slot] as string, this.standings[slot] as number)),
    ]
  }

  readonly #mark = ({ experience, delivery }: Candidate, code: Code): void => {
    const standing = standingOf.get(code) as number
    if (delivery !== null) {
      this.deliveries.set(delivery.id, standing)
      return
    }
    const slot = this.#slotsOf[experience.index] as number
    this.standings[slot] = standing
    this.near[this.size++] = slot
  }
}

/** Counts from which code to which the candidates of page loads went. */
export class ReasonCounts {
  #cells = new Float64Array(8 * cellCount)
  readonly #deliveries = new Float64Array(cellCount)

  add(before: NearCodes, after: NearCodes): void {
    for (let k = 0; k < before.size; k++) {
      const slot = before.near[k] as number
      this.#count(slot, before.standings[slot] as number, after.standings[slot] ?? 0)
    }
    for (let k = 0; k < after.size; k++) {
      const slot = after.near[k] as number
      if ((before.standings[slot] ?? 0) === 0) this.#count(slot, 0, after.standings[slot] as number)
    }
    if (before.deliveries.size + after.deliveries.size > 0) this.#addDeliveries(before.deliveries, after.deliveries)
  }

  of(slot: number): ReasonMatrix {
    return matrixOf(this.#cells, slot * cellCount)
  }

  deliveries(): ReasonMatrix {
    return matrixOf(this.#deliveries)
  }

  #count(slot: number, before: number, after: number): void {
    const cell = slot * cellCount + cellOf(before, after)
    if (cell >= this.#cells.length) this.#grow(2 * cell)
    this.#cells[cell] = (this.#cells[cell] as number) + 1
  }

  #addDeliveries(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): void {
    for (const id of new Set([...before.keys(), ...after.keys()])) {
      const cell = cellOf(before.get(id) ?? 0, after.get(id) ?? 0)
      this.#deliveries[cell] = (this.#deliveries[cell] as number) + 1
    }
  }

  #grow(size: number): void {
    const cells = new Float64Array(size)
    cells.set(this.#cells)
    this.#cells = cells
  }
}
