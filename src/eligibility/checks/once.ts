import type { Candidate } from '../candidate.js'
import type { Check } from '../check.js'
import type { Subject } from '../subject.js'

/** E3: a delivery with `once` does not show what was seen before, whatever became of it (H2). */
export const onceCheck: Check = {
  fails: (candidate, subject) => (candidate.delivery?.once && shows(candidate, subject) > 0 ? 'already_seen' : null),
}

const shows = ({ experience }: Candidate, { pasts }: Subject): number => pasts.of(experience.index)?.shows ?? 0
