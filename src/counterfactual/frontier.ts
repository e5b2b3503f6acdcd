import type { View } from './outlook.js'
import type { Step } from './step.js'
import type { Passage } from './ways.js'

/** Steps that have been taken, and the obstacles that they have to get past. */
export interface Branch {
  readonly view: View
  readonly steps: readonly Step[]
  readonly open: readonly Passage[]
}

/** Branches that wait to be followed, by the number of their changes. */
export class Frontier {
  readonly #bySize: Branch[][] = []
  /** By number of changes: how many have been taken. */
  readonly #taken: number[] = []

  add(branch: Branch, size: number): void {
    const others = this.#bySize[size]
    if (others === undefined) this.#bySize[size] = [branch]
    else others.push(branch)
  }

  has(size: number): boolean {
    return (this.#bySize[size]?.length ?? 0) > this.#takenOf(size)
  }

  /** Takes the one of a size that has waited longest: what was proposed first goes first. */
  take(size: number): Branch | undefined {
    if (!this.has(size)) return undefined
    const taken = this.#takenOf(size)
    this.#taken[size] = taken + 1
    return this.#bySize[size]?.[taken]
  }

  /** Whether one that still waits is such a one. */
  some(holds: (branch: Branch) => boolean): boolean {
    return this.#bySize.some((branches, size) => branches.slice(this.#takenOf(size)).some(holds))
  }

  #takenOf(size: number): number {
    return this.#taken[size] ?? 0
  }
}
