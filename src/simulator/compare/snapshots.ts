import { byCodeUnit } from '../../model/by-code-unit.js'
import type { Snapshot } from './example.js'

const kept = 256

/**
 * What is needed to explain the clearest examples, taken when a profile's first change is met: it is only known at the
 * end whose changes are fewest. Those that are likely to be among them are kept, so that memory is bounded.
 */
export class Snapshots {
  readonly #snapshots = new Map<number, Snapshot>()
  readonly #changesOf: (profile: number) => number
  readonly #idOf: (profile: number) => string

  constructor(changesOf: (profile: number) => number, idOf: (profile: number) => string) {
    this.#changesOf = changesOf
    this.#idOf = idOf
  }

  add(profile: number, snapshot: Snapshot): void {
    this.#snapshots.set(profile, snapshot)
    if (this.#snapshots.size >= 2 * kept) this.#prune()
  }

  get(profile: number): Snapshot | undefined {
    return this.#snapshots.get(profile)
  }

  #prune(): void {
    const byClarity = [...this.#snapshots.keys()].sort(
      (a, b) => this.#changesOf(a) - this.#changesOf(b) || byCodeUnit(this.#idOf(a), this.#idOf(b)),
    )
    for (const profile of byClarity.slice(kept)) this.#snapshots.delete(profile)
  }
}
