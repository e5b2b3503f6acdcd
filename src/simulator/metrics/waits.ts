import type { Candidate, CompiledExperience } from '../../engine/index.js'
import type { Profile } from '../../model/index.js'
import { Counter, entryOf } from './counter.js'
import type { Counts } from './monoid.js'

/** One experience that had nothing in its way but another one. */
export interface Wait {
  readonly experienceId: string
  /** Different UTC days. */
  days: number
  lastDay: number
  readonly outrankedBy: Counter
}

const none: readonly Wait[] = []

/** By profile id: a wait each, as plain data. */
export type SavedWaits = readonly (readonly [profileId: string, waits: readonly SavedWait[]])[]

type SavedWait = Pick<Wait, 'experienceId' | 'days' | 'lastDay'> & { readonly outrankedBy: Counts }

/** Who waits for what: only profiles that something was outranked for are here, until their lives are read off. */
export class Waits {
  readonly #of = new Map<string, Wait[]>()

  note(profile: Profile, { source }: CompiledExperience, winner: Candidate, day: number): void {
    if (wasSeen(profile, source.id)) return
    const waits = entryOf(this.#of, profile.id, () => [])
    let wait = waits.find(({ experienceId }) => experienceId === source.id)
    if (wait === undefined) {
      wait = { experienceId: source.id, days: 0, lastDay: day - 1, outrankedBy: new Counter() }
      waits.push(wait)
    }
    if (wait.lastDay !== day) wait.days += 1
    wait.lastDay = day
    wait.outrankedBy.add(winner.experience.source.id)
  }

  /** What a profile waited for in vain, at the end of its life. */
  inVain(profile: Profile): readonly Wait[] {
    return this.#of.get(profile.id)?.filter(({ experienceId }) => !wasSeen(profile, experienceId)) ?? none
  }

  save(): SavedWaits {
    return [...this.#of].map(([id, waits]) => [
      id,
      waits.map((wait) => ({ ...wait, outrankedBy: wait.outrankedBy.pairs })),
    ])
  }

  restore(saved: SavedWaits): void {
    for (const [id, waits] of saved) {
      this.#of.set(
        id,
        waits.map((wait) => ({ ...wait, outrankedBy: new Counter(wait.outrankedBy) })),
      )
    }
  }
}

/** H2: however it came about. */
const wasSeen = ({ interactions }: Profile, id: string): boolean =>
  interactions.some(({ experienceId }) => experienceId === id)
