import { byCodeUnit } from '../../model/by-code-unit.js'
import { sortedPairs } from '../metrics/counter.js'
import { dayText } from '../metrics/days.js'
import {
  type BeforeAfter,
  type Comparison,
  clearest,
  type ExperienceChange,
  type WorseOff,
  type WorseOffProfile,
  worstOff,
} from './comparison.js'
import { type Example, explainPair } from './example.js'
import type { ReasonCounts } from './near-codes.js'
import type { Slots } from './slots.js'
import type { Snapshots } from './snapshots.js'
import type { Note, PairTally } from './tally.js'

/** What was counted while two catalogs were compared. */
export interface Counted {
  /** Ids, by number. */
  readonly profiles: readonly string[]
  /** By number. */
  readonly notes: readonly (Note | undefined)[]
  /** By lane, by number. */
  readonly mostInAWeek: readonly Uint32Array[]
  readonly tally: PairTally
  readonly reasons: ReasonCounts
  readonly snapshots: Snapshots
  readonly slots: Slots
}

/** What it comes to, as plain data. */
export function sumUp(counted: Counted): Comparison {
  const { profiles, tally, reasons } = counted
  const noted = counted.notes.flatMap((note, number) =>
    note === undefined ? [] : [{ number, profileId: profiles[number] as string, note }],
  )
  const experiences = experiencesOf(counted)
  const [weekBefore, weekAfter] = counted.mostInAWeek
  const weeks = noted.map(({ number, profileId }) => ({
    profileId,
    before: weekBefore?.[number] ?? 0,
    after: weekAfter?.[number] ?? 0,
  }))
  const shows = noted.map(({ profileId, note }) => ({
    profileId,
    before: note.before.shows,
    after: note.after.shows,
  }))
  return {
    profiles: profiles.length,
    changedProfiles: noted.filter(({ note }) => note.changes > 0).length,
    pageLoads: { ...tally.pageLoads },
    triggers: { ...tally.triggers },
    days: sortedPairs(tally.days).map(([day, classes]) => [dayText(day), { ...classes }]),
    shows: sumOf(experiences.map(({ shows }) => shows)),
    reached: sumOf(
      noted.map(({ note }) => ({ before: Number(note.before.shows > 0), after: Number(note.after.shows > 0) })),
    ),
    experiences,
    deliveries: reasons.deliveries(),
    tired: worseOff(weeks.filter(({ before, after }) => after > before)),
    unreached: worseOff(shows.filter(({ before, after }) => before > 0 && after === 0)),
    examples: examplesOf(noted, counted),
  }
}

/** Those that showed or came near; of others there is nothing to say. */
function experiencesOf({ slots, tally, reasons, notes }: Counted): readonly ExperienceChange[] {
  const reached = slots.ids.map(() => ({ before: 0, after: 0 }))
  for (const note of notes) {
    for (const slot of note?.before.experiences ?? []) (reached[slot] as { before: number }).before += 1
    for (const slot of note?.after.experiences ?? []) (reached[slot] as { after: number }).after += 1
  }
  return slots.ids
    .map((id, slot) => {
      const { shows, ...changes } = tally.of(slot)
      const [before, after] = shows
      return {
        id,
        shows: { before, after },
        reached: reached[slot] as BeforeAfter,
        ...changes,
        reasons: reasons.of(slot),
      }
    })
    .sort((a, b) => byCodeUnit(a.id, b.id))
}

function examplesOf(
  noted: readonly { readonly number: number; readonly profileId: string; readonly note: Note }[],
  { snapshots }: Counted,
): readonly Example[] {
  const changed = noted
    .filter(({ note }) => note.changes > 0)
    .map(({ number, profileId, note }) => ({ number, profileId, changes: note.changes, line: note.firstLine }))
  return clearest(changed).map(({ number, ...example }) => {
    const snapshot = snapshots.get(number)
    return { ...example, explained: snapshot === undefined ? null : explainPair(snapshot) }
  })
}

const worseOff = (profiles: readonly WorseOffProfile[]): WorseOff => ({
  profiles: profiles.length,
  worst: worstOff(profiles),
})

const sumOf = (all: readonly BeforeAfter[]): BeforeAfter =>
  all.reduce((sum, { before, after }) => ({ before: sum.before + before, after: sum.after + after }), {
    before: 0,
    after: 0,
  })
