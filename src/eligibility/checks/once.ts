import type { Candidate } from '../candidate.js'
import type { Check } from '../check.js'
import type { Subject } from '../subject.js'

/** E3: a delivery with `once` does not show what was seen before, whatever became of it (H2). */
export const onceCheck: Check = {
  name: 'once',
  fails: (candidate, subject) => (candidate.delivery?.once && shows(candidate, subject) > 0 ? 'already_seen' : null),
  find: (candidate, subject, moment) => ({
    check: 'once',
    passes: onceCheck.fails(candidate, subject, moment) === null,
    once: candidate.delivery?.once ?? false,
    shows: shows(candidate, subject),
  }),
}

const shows = ({ experience }: Candidate, { pasts }: Subject): number => pasts.of(experience.index)?.shows ?? 0
