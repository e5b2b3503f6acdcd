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

  add(branch: Branch, size: number): void {
    const others = this.#bySize[size]
    if (others === undefined) this.#bySize[size] = [branch]
    else others.push(branch)
  }

  has(size: number): boolean {
    return (this.#bySize[size]?.length ?? 0) > 0
  }

  /** Takes one of a size. */
  take(size: number): Branch | undefined {
    return this.#bySize[size]?.pop()
  }

  some(holds: (branch: Branch) => boolean): boolean {
    return this.#bySize.some((branches) => branches.some(holds))
  }
}
