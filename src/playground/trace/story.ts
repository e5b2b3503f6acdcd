import type { Engine, Instant, Page, Profile, StepEvent } from '../../index.js'
import { session } from '../../session/index.js'

export type Outcome = 'show' | 'redirect' | 'none'

/** One thing that happened to a person: a line of the trace, or a timer, which is none. */
export interface StoryStep {
  readonly at: Instant
  readonly line: number | null
  readonly engine: Engine
  /** What it changes, for `session.step`. */
  readonly change: StepEvent | null
  /** What it asks, if anything. */
  readonly asks: Page | null
  /** What was decided on it. */
  readonly outcome: Outcome | null
  /** What a lifecycle call was answered (D12). */
  readonly status: number | null
  readonly refused: string | null
}

interface Told {
  readonly id: string
  readonly steps: readonly StoryStep[]
  /** The profile before every `stride`th step. */
  readonly checkpoints: readonly Profile[]
  readonly last: Profile
  readonly completesShows: boolean
}

/**
 * One person's life as it was told. The profile at any of its moments is the checkpoint before it and the few steps
 * since, so that a clock can be dragged over a long life.
 */
export class Story {
  /** Few steps to take again, and few profiles to keep. */
  static readonly stride = 4
  readonly id: string
  readonly steps: readonly StoryStep[]
  readonly #told: Told

  constructor(told: Told) {
    this.id = told.id
    this.steps = told.steps
    this.#told = told
  }

  /** The profile before a step. Law: it is what folding all steps before it gives. */
  before(index: number): Profile {
    if (index >= this.steps.length) return this.#told.last
    const from = Math.floor(index / Story.stride)
    let profile = this.#told.checkpoints[from] as Profile
    for (let k = from * Story.stride; k < index; ) {
      // One session for as long as the catalog is the same.
      const { engine } = this.steps[k] as StoryStep
      const folded = session(engine, profile, { completesShows: this.#told.completesShows })
      for (; k < index && this.steps[k]?.engine === engine; k += 1) {
        const { change } = this.steps[k] as StoryStep
        if (change !== null) folded.step(change)
      }
      profile = folded.profile
    }
    return profile
  }

  /** How many steps happened by an instant. */
  until(at: Instant): number {
    let low = 0
    let high = this.steps.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.steps[middle] as StoryStep).at <= at) low = middle + 1
      else high = middle
    }
    return low
  }
}
