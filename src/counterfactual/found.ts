import { bySize, byStep } from './order.js'
import type { Step } from './step.js'

/** Sets of steps of which none changes all that another one does: where fewer changes do, more are no news. */
export class Found {
  #sets: (readonly Step[])[] = []

  /** How many there are of at most so many changes. */
  count(size: number): number {
    return this.#sets.filter((set) => set.length <= size).length
  }

  /** Whether a set that is here changes nothing but what these change too, to whatever. */
  covers(steps: readonly Step[]): boolean {
    return this.#sets.some((set) => isWithin(set, steps))
  }

  add(steps: readonly Step[]): void {
    if (this.covers(steps)) return
    this.#sets = [...this.#sets.filter((set) => !isWithin(steps, set)), [...steps].sort(byStep)]
  }

  /** The first ones in their order. */
  first(most: number): readonly (readonly Step[])[] {
    return [...this.#sets].sort(bySize).slice(0, most)
  }
}

const isWithin = (set: readonly Step[], steps: readonly Step[]): boolean =>
  set.length <= steps.length && set.every(({ key }) => steps.some((one) => one.key === key))
