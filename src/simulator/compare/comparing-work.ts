import type { Batch } from '../batch.js'
import { type Decisions, type LaneWork, noDecisions } from '../workers/lane-work.js'
import type { Pair } from './answer.js'
import { Comparing } from './comparing.js'
import type { Comparison } from './comparison.js'
import { changeLine } from './output-comparison.js'
import type { SideBySideSetup } from './side-by-side.js'

/** Of two catalogs. */
export interface ComparingSetup extends SideBySideSetup {
  /** Whether a line is wanted for every answer that changes. */
  readonly wantsChanges: boolean
}

export interface ComparingResult {
  readonly comparison: Comparison
  readonly duplicates: number
}

/** A comparison of two catalogs over some of the profiles of a trace: what changes is told as lines of text. */
export class ComparingWork implements LaneWork<ComparingResult> {
  readonly #comparing: Comparing
  #places: number[] = []
  #texts: string[] = []

  constructor({ wantsChanges, ...setup }: ComparingSetup, onChange?: (pair: Pair) => void) {
    const isHeard = wantsChanges || onChange !== undefined
    const hear = (pair: Pair, place: number): void => {
      onChange?.(pair)
      if (wantsChanges) this.#write(pair, place)
    }
    this.#comparing = new Comparing(setup, isHeard ? hear : undefined)
  }

  begin(id: string): void {
    this.#comparing.begin(id)
  }

  takeAll(batch: Batch): Decisions {
    this.#comparing.take(batch)
    const [places, texts] = [this.#places, this.#texts]
    if (places.length === 0) return noDecisions
    this.#places = []
    this.#texts = []
    return { places, texts }
  }

  finish(): ComparingResult {
    this.#comparing.end()
    return { comparison: this.#comparing.result(), duplicates: this.#comparing.sides.duplicates }
  }

  #write(pair: Pair, place: number): void {
    this.#places.push(place)
    this.#texts.push(`${JSON.stringify(changeLine(pair))}\n`)
  }
}
