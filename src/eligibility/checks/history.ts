import { never } from '../../model/index.js'
import type { Candidate } from '../candidate.js'
import type { Check } from '../check.js'
import { nextAfter } from '../check.js'
import { recurrenceFreeAt, snoozeFreeAt } from '../history.js'
import type { Past } from '../past.js'
import type { Subject } from '../subject.js'

/** H4, H5: recurrence and snooze hold back what would show automatically. */
export const historyCheck: Check = {
  name: 'history',
  fails: (candidate, subject, { now }) => {
    const past = pastOf(candidate, subject)
    if (past === undefined) return null
    if (now < recurrenceFreeAt(candidate.experience, past, subject.profile)) return 'recurrence'
    return now < snoozeFreeAt(past) ? 'snoozed' : null
  },
  find: (candidate, subject, moment) => {
    const past = pastOf(candidate, subject)
    return {
      check: 'history',
      passes: historyCheck.fails(candidate, subject, moment) === null,
      recurrence: candidate.experience.source.recurrence,
      endedAt: past?.endedAt ?? null,
      deferUntil: past?.deferUntil ?? null,
    }
  },
  passesAt: (candidate, subject) => Math.max(...frees(candidate, subject)),
  turnsAt: (candidate, subject, { now }) => nextAfter(now, frees(candidate, subject)),
}

const pastOf = ({ experience }: Candidate, { pasts }: Subject): Past | undefined => pasts.of(experience.index)

function frees(candidate: Candidate, subject: Subject): readonly number[] {
  const past = pastOf(candidate, subject)
  if (past === undefined) return [-never]
  return [recurrenceFreeAt(candidate.experience, past, subject.profile), snoozeFreeAt(past)]
}
