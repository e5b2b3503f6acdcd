import type { Engine } from '../engine/index.js'
import type { Instant, Interaction } from '../model/index.js'

/** What a profile's interactions say of one experience. */
export interface Past {
  /** The experience's index in the engine. */
  readonly index: number
  shows: number
  startedAt: Instant
  completedAt: Instant | null
  exitedAt: Instant | null
  /** The latest snooze, and the greatest `defer_until` (H5). */
  snoozedAt: Instant | null
  deferUntil: Instant | null
}

/** The same interactions by experience: derived, and rebuilt whenever they change. */
export class Pasts {
  /** One for each experience that has a past. */
  readonly all: Past[] = []
  /** The experience's index of each of them: beside each other, so that a search stays out of the pasts themselves. */
  readonly #whose: number[] = []
  /** The experience's index of each interaction, in their order; −1 is one that the catalog does not have. */
  readonly indices: number[] = []
  readonly #engine: Engine
  #interactions: readonly Interaction[] = []

  constructor(engine: Engine, interactions: readonly Interaction[]) {
    this.#engine = engine
    this.#append(interactions)
  }

  /** There are few: most people have seen few experiences. */
  of(index: number): Past | undefined {
    return this.all[this.#whose.indexOf(index)]
  }

  /** These of other interactions: where those only go on from the ones that are here, just the new ones are added. */
  grown(interactions: readonly Interaction[]): Pasts {
    const isLonger = this.#interactions.every((interaction, k) => interaction === interactions[k])
    if (!isLonger) return new Pasts(this.#engine, interactions)
    this.#append(interactions)
    return this
  }

  #append(interactions: readonly Interaction[]): void {
    for (let k = this.indices.length; k < interactions.length; k++) {
      const interaction = interactions[k] as Interaction
      const index = this.#engine.indexOf.get(interaction.experienceId) ?? -1
      if (index >= 0) this.#add(index, interaction)
      this.indices.push(index)
    }
    this.#interactions = interactions
  }

  #add(index: number, { startedAt, state, stateAt, deferUntil }: Interaction): void {
    let past = this.of(index)
    if (past === undefined) {
      past = {
        index,
        shows: 0,
        startedAt,
        completedAt: null,
        exitedAt: null,
        snoozedAt: null,
        deferUntil: null,
      }
      this.all.push(past)
      this.#whose.push(index)
    }
    past.shows += 1
    past.startedAt = startedAt // interactions are ordered by start
    if (state === 'completed') past.completedAt = later(past.completedAt, stateAt)
    if (state === 'exited') past.exitedAt = later(past.exitedAt, stateAt)
    if (state === 'snoozed') {
      past.snoozedAt = later(past.snoozedAt, stateAt)
      past.deferUntil = later(past.deferUntil, deferUntil)
    }
  }
}

/** The latest end of either kind: what recurrence counts from (H4). */
export const endOf = ({ completedAt, exitedAt }: Past): Instant | null => later(completedAt, exitedAt)

const later = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null ? b : b === null ? a : Math.max(a, b)
