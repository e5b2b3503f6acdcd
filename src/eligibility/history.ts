import type { CompiledExperience } from '../engine/index.js'
import { addUnits } from '../engine/index.js'
import type { Instant, Profile } from '../model/index.js'
import { never } from '../model/index.js'
import { own } from '../model/own.js'
import { endOf, type Past } from './past.js'

/**
 * The instant from which recurrence lets an experience show automatically again (H4): `-never` where it does
 * already, `never` where no waiting helps. It does not depend on now.
 */
export function recurrenceFreeAt({ source }: CompiledExperience, past: Past, { trackedAt }: Profile): Instant {
  const { snoozedAt } = past
  const endedAt = endOf(past)
  const { recurrence } = source
  if (endedAt === null) return -never
  // H5: a snooze frees it whatever its recurrence says, until it is completed or exited again.
  if (snoozedAt !== null && endedAt <= snoozedAt) return -never
  switch (recurrence.kind) {
    case 'none':
      return never
    case 'page':
      return -never
    case 'every':
      return addUnits(endedAt, recurrence.amount, recurrence.unit)
    case 'event':
      return (own(trackedAt, recurrence.event) ?? -never) > endedAt ? -never : never
  }
}

/** The instant from which no snooze holds it back (H5); `-never` where none does. */
export const snoozeFreeAt = ({ deferUntil }: Past): Instant => deferUntil ?? -never

/** The instant from which history lets it show automatically: both are over. */
export const historyFreeAt = (experience: CompiledExperience, past: Past, profile: Profile): Instant =>
  Math.max(recurrenceFreeAt(experience, past, profile), snoozeFreeAt(past))
