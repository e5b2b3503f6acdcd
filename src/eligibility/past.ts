import type { Engine } from '../engine/index.js'
import type { Instant, Interaction, Profile } from '../model/index.js'

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
  readonly #profileId: string
  #interactions: readonly Interaction[] = []
  /** The greatest number that an id of the first so many interactions ends with: one of ours beyond it is free. */
  #greatest = 0
  #looked = 0

  constructor(engine: Engine, { id, interactions }: Profile) {
    this.#engine = engine
    this.#profileId = id
    this.#append(interactions)
  }

  /** There are few: most people have seen few experiences. */
  of(index: number): Past | undefined {
    const at = this.#whose.indexOf(index)
    return at < 0 ? undefined : this.all[at]
  }

  /** These of other interactions: where those only go on from the ones that are here, just the new ones are added. */
  grown(profile: Profile): Pasts {
    const { interactions } = profile
    const isLonger = this.#interactions.every((interaction, k) => interaction === interactions[k])
    if (!isLonger) return new Pasts(this.#engine, profile)
    this.#append(interactions)
    return this
  }

  /** E6: how the next interaction is named: the first that is free, counting the interactions. */
  nextId(): string {
    for (; this.#looked < this.indices.length; this.#looked++) {
      this.#greatest = Math.max(this.#greatest, numberIn(this.#interactions[this.#looked] as Interaction))
    }
    for (let n = this.#looked + 1; ; n++) {
      const id = `${this.#profileId}:${n}`
      if (n > this.#greatest || !this.#interactions.some((interaction) => interaction.id === id)) return id
    }
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

/** The number that an id ends with, as ours do; 0 where there is none. */
const numberIn = ({ id }: Interaction): number => Number(id.slice(id.lastIndexOf(':') + 1)) || 0

/** The latest end of either kind: what recurrence counts from (H4). */
export const endOf = ({ completedAt, exitedAt }: Past): Instant | null => later(completedAt, exitedAt)

const later = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null ? b : b === null ? a : Math.max(a, b)
