import type { CompiledGroup } from '../../engine/index.js'
import { secondMs } from '../../model/index.js'
import { Counter } from './counter.js'
import type { GroupMetrics } from './metrics.js'
import { type Seen, utilisationOf } from './utilisation.js'

/** How much of one limit group people use up. */
export class GroupTally {
  readonly group: CompiledGroup
  readonly #filledBy = new Counter()
  #fullSeconds = 0
  users = 0

  constructor(group: CompiledGroup) {
    this.group = group
  }

  add(seen: Seen): void {
    const { fullMs, filledBy } = utilisationOf(this.group, seen)
    if (filledBy.length === 0) return
    this.users += 1
    this.#fullSeconds += Math.floor(fullMs / secondMs)
    for (const id of filledBy) this.#filledBy.add(id)
  }

  get metrics(): GroupMetrics {
    return { fullSeconds: this.#fullSeconds, users: this.users, filledBy: this.#filledBy.pairs }
  }
}
