import type { Candidate } from '../candidate.js'
import type { Check } from '../check.js'
import { recurrenceFreeAt, snoozeFreeAt } from '../history.js'
import type { Past } from '../past.js'
import type { Subject } from '../subject.js'

/** H4, H5: recurrence and snooze hold back what would show automatically. */
export const historyCheck: Check = {
  fails: (candidate, subject, { now }) => {
    const past = pastOf(candidate, subject)
    if (past === undefined) return null
    if (now < recurrenceFreeAt(candidate.experience, past, subject.profile)) return 'recurrence'
    return now < snoozeFreeAt(past) ? 'snoozed' : null
  },
  turns: frees,
}

const pastOf = ({ experience }: Candidate, { pasts }: Subject): Past | undefined => pasts.of(experience.index)

function frees(candidate: Candidate, subject: Subject): readonly number[] {
  const past = pastOf(candidate, subject)
  return past === undefined ? [] : [recurrenceFreeAt(candidate.experience, past, subject.profile), snoozeFreeAt(past)]
}
