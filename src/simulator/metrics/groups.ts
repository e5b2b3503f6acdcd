import type { CompiledGroup } from '../../engine/index.js'
import { secondMs } from '../../model/index.js'
import { Counter } from './counter.js'
import { FullDays } from './full-days.js'
import type { GroupMetrics } from './metrics.js'
import { type Seen, type TakeFull, visitFull } from './utilisation.js'

/** How much of one limit group people use up. */
export class GroupTally {
  readonly group: CompiledGroup
  readonly #filledBy = new Counter()
  readonly #days = new FullDays()
  #fullSeconds = 0
  /** Of the person that is added just now. */
  #times = 0
  #fullMs = 0
  users = 0

  constructor(group: CompiledGroup) {
    this.group = group
  }

  add(seen: Seen): void {
    this.#times = 0
    this.#fullMs = 0
    this.#days.begin()
    visitFull(this.group, seen, this.#take)
    if (this.#times === 0) return
    this.users += 1
    this.#fullSeconds += Math.floor(this.#fullMs / secondMs)
  }

  get metrics(): GroupMetrics {
    return {
      fullSeconds: this.#fullSeconds,
      users: this.users,
      filledBy: this.#filledBy.pairs,
      days: this.#days.pairs,
    }
  }

  readonly #take: TakeFull = (from, until, experienceId) => {
    this.#times += 1
    this.#fullMs += until - from
    this.#filledBy.add(experienceId)
    this.#days.add(from, until)
  }
}
