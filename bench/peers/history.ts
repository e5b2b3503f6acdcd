import type { Candidate, Limit, Task } from './task.js'

/** What was shown to one person: kept by hand, since no peer keeps it. */
export class History {
  readonly seen = new Set<number>()
  readonly seenIds: string[] = []
  /** For each limit, when something showed that takes its room. */
  readonly #shownAt: readonly number[][]

  constructor({ limits }: Task) {
    this.#shownAt = limits.map(() => [])
  }

  /** Every candidate shows once at most, so all shows are of different ones. */
  isFull(index: number, { size, windowMs }: Limit, at: number): boolean {
    const shownAt = this.#shownAt[index] as readonly number[]
    return shownAt.length >= size && at - (shownAt[shownAt.length - size] as number) < windowMs
  }

  /** How many showed within the window of a limit. */
  count(index: number, { windowMs }: Limit, at: number): number {
    const shownAt = this.#shownAt[index] as readonly number[]
    let first = shownAt.length
    while (first > 0 && at - (shownAt[first - 1] as number) < windowMs) first -= 1
    return shownAt.length - first
  }

  record({ id, index, limits }: Candidate, at: number): void {
    this.seen.add(index)
    this.seenIds.push(id)
    for (const limit of limits) this.#shownAt[limit]?.push(at)
  }
}
