import type { CompiledGroup } from '../../engine/index.js'
import type { Candidate, Moment } from '../candidate.js'
import type { Check } from '../check.js'
import type { Subject } from '../subject.js'

/** L1: every group that contains the experience has room. */
export const limitsCheck: Check = {
  fails: ({ experience }, subject, { now }) =>
    experience.groups.some((group) => now < subject.roomAt(group)) ? 'rate_limited' : null,
  turns: ({ experience }, subject) => experience.groups.map((group) => subject.roomAt(group)),
}

/** L9: the groups that have no room for a candidate. */
export const fullGroups = ({ experience }: Candidate, subject: Subject, { now }: Moment): readonly CompiledGroup[] =>
  experience.groups.filter((group) => now < subject.roomAt(group))
