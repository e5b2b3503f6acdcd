import { type Counterfactual, counterfactuals } from '../explain.js'
import type { Question } from './trace/question.js'
import { whenIdle } from './view/later.js'

/** How many sets of changes are worked out for each candidate. */
const most = 4

/** Works out what would have made each candidate show (X4), one at a time when there is nothing else to do. */
export class Wonder {
  #callOff: () => void = () => {}

  /** Forgets what was not worked out yet. */
  stop(): void {
    this.#callOff()
  }

  /** @param ids in the order in which they are wanted */
  start({ engine, profile, page, at }: Question, ids: readonly string[], tell: (found: Counterfactual) => void): void {
    this.stop()
    const rest = [...ids]
    const next = (): void => {
      const id = rest.shift()
      if (id === undefined) return
      for (const found of counterfactuals(engine, profile, page, at, { of: [id], most })) tell(found)
      this.#callOff = whenIdle(next)
    }
    this.#callOff = whenIdle(next)
  }
}
