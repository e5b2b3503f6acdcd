import { DateTime } from 'luxon'
import { type Experience, hourMs, type Interaction, type Profile } from '../../src/model/index.js'
import { writeInstant } from './instant.js'

const of = (profile: Profile, experienceId: string) =>
  profile.interactions.filter((interaction) => interaction.experienceId === experienceId)

const ended = ({ state }: Interaction) => state === 'completed' || state === 'exited'
const last = (instants: readonly (number | null)[]) =>
  Math.max(Number.NEGATIVE_INFINITY, ...instants.map((at) => at ?? Number.NEGATIVE_INFINITY))

/** H2: some interaction with it has started, whatever became of it. */
export const seenBefore = (profile: Profile, experienceId: string) => of(profile, experienceId).length > 0

/** What holds an experience back from automatic shows: H4 until `recurrenceUntil`, H5 until `snoozeUntil`. */
export function historyHolds(experience: Experience, profile: Profile) {
  const interactions = of(profile, experience.id)
  const snoozes = interactions.filter(({ state }) => state === 'snoozed')
  const endedAt = last(interactions.filter(ended).map(({ stateAt }) => stateAt))
  const snoozedAt = last(snoozes.map(({ stateAt }) => stateAt))
  // H5: a snooze frees it whatever the recurrence says, unless it ended since that snooze was made.
  const recurrenceGoverns = snoozes.length === 0 || endedAt > snoozedAt
  return {
    recurrenceUntil: recurrenceGoverns ? recurrenceFreeAt(experience, profile, endedAt) : Number.NEGATIVE_INFINITY,
    snoozeUntil: last(snoozes.map(({ deferUntil }) => deferUntil)),
  }
}

/** H4: the instant from which it is free, given when it last ended; infinite where no waiting helps. */
function recurrenceFreeAt({ recurrence }: Experience, profile: Profile, endedAt: number): number {
  if (endedAt === Number.NEGATIVE_INFINITY) return Number.NEGATIVE_INFINITY
  switch (recurrence.kind) {
    case 'page':
      return Number.NEGATIVE_INFINITY
    case 'none':
      return Number.POSITIVE_INFINITY
    case 'event': {
      const tracked = Object.hasOwn(profile.trackedAt, recurrence.event)
        ? profile.trackedAt[recurrence.event]
        : undefined
      return tracked !== undefined && tracked > endedAt ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    }
    case 'every': {
      const { amount, unit } = recurrence
      const hours = { hour: 1, day: 24, week: 7 * 24 }
      if (unit !== 'month' && unit !== 'year') return endedAt + amount * hours[unit] * hourMs
      // T8: luxon clamps to the month's end.
      return DateTime.fromMillis(endedAt, { zone: 'utc' })
        .plus({ [unit]: amount })
        .toMillis()
    }
  }
}

/** S1: what a `history.<experience id>` fact holds. */
export function historyFacts(profile: Profile, experienceId: string): Record<string, unknown> {
  const interactions = of(profile, experienceId)
  const lastIn = (state: Interaction['state']) =>
    last(interactions.filter((interaction) => interaction.state === state).map(({ stateAt }) => stateAt))
  const instants = {
    started: last(interactions.map(({ startedAt }) => startedAt)),
    completed: lastIn('completed'),
    exited: lastIn('exited'),
  }
  const known = Object.entries(instants).filter(([, at]) => at !== Number.NEGATIVE_INFINITY)
  return { ...Object.fromEntries(known.map(([name, at]) => [name, writeInstant(at)])), shows: interactions.length }
}
