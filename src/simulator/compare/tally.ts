import type { Instant } from '../../model/index.js'
import { entryOf } from '../metrics/counter.js'
import { dayOf } from '../metrics/days.js'
import { type Answer, type ChangeClass, changeClasses } from './answer.js'
import type { ClassCounts } from './comparison.js'
import { Seen } from './seen.js'
import type { Slots } from './slots.js'

/** What a comparison keeps of one profile; none is kept where nothing showed and nothing changed. */
export class Note {
  /** Page loads that are not `unchanged`, and the line of the first of them. */
  changes = 0
  firstLine = 0
  readonly before = new Seen()
  readonly after = new Seen()
  /** Traits that the trace said to be gone. */
  named: Set<string> | null = null
}

/** What is counted of one experience. */
export interface ExperienceCounts {
  readonly shows: [before: number, after: number]
  gained: number
  lost: number
  movedTo: number
  movedFrom: number
}

/** Counts pairs of answers: by class, by experience, and what each profile has seen. */
export class PairTally {
  readonly pageLoads = createClasses()
  readonly triggers = createClasses()
  /** Both together, by the number of the UTC day. */
  readonly days = new Map<number, Mutable<ClassCounts>>()
  /** By slot. */
  readonly experiences: ExperienceCounts[] = []
  readonly #slots: Slots

  constructor(slots: Slots) {
    this.#slots = slots
  }

  /** A page load on which nothing shows, either way. */
  addNothing(at: Instant): void {
    this.pageLoads.unchanged += 1
    this.#dayAt(at).unchanged += 1
  }

  add({ isPage, at }: Asked, change: ChangeClass, before: Answer, after: Answer): void {
    const classes = isPage ? this.pageLoads : this.triggers
    classes[change] += 1
    this.#dayAt(at)[change] += 1
    const [old, fresh] = [this.#shown(before), this.#shown(after)]
    if (old !== null) old.shows[0] += 1
    if (fresh !== null) fresh.shows[1] += 1
    if (change === 'gained' && fresh !== null) fresh.gained += 1
    if (change === 'lost' && old !== null) old.lost += 1
    if (change !== 'moved') return
    if (old !== null) old.movedFrom += 1
    if (fresh !== null) fresh.movedTo += 1
  }

  /** Notes what a profile is shown. */
  see(seen: Seen, { outcome, experienceId }: Answer): void {
    if (outcome === 'show' && experienceId !== null) seen.add(this.#slots.slot(experienceId))
  }

  of(slot: number): ExperienceCounts {
    this.experiences[slot] ??= { shows: [0, 0], gained: 0, lost: 0, movedTo: 0, movedFrom: 0 }
    return this.experiences[slot]
  }

  #dayAt(at: Instant): Mutable<ClassCounts> {
    return entryOf(this.days, dayOf(at), createClasses)
  }

  #shown({ outcome, experienceId }: Answer): ExperienceCounts | null {
    return outcome === 'show' && experienceId !== null ? this.of(this.#slots.slot(experienceId)) : null
  }
}

interface Asked {
  /** Not a trigger or a timer. */
  readonly isPage: boolean
  readonly at: Instant
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const createClasses = (): Mutable<ClassCounts> =>
  Object.fromEntries(changeClasses.map((name) => [name, 0])) as Mutable<ClassCounts>
