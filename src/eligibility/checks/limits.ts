import type { CompiledGroup } from '../../engine/index.js'
import { never } from '../../model/index.js'
import type { Moment } from '../candidate.js'
import type { Check } from '../check.js'
import { nextAfter } from '../check.js'
import type { GroupFinding } from '../finding.js'
import { countedShows, countsFrom, zoneOf } from '../limits.js'
import type { Subject } from '../subject.js'

/** L1: every group that contains the experience has room. */
export const limitsCheck: Check = {
  name: 'limits',
  fails: ({ experience }, subject, { now }) =>
    experience.groups.some((group) => now < subject.roomAt(group)) ? 'rate_limited' : null,
  find: ({ experience }, subject, moment) => {
    const groups = experience.groups.map((group) => findGroup(group, subject, moment))
    const exempt = experience.source.rateUnlimitAt !== null
    return { check: 'limits', passes: groups.every(({ full }) => !full), exempt, groups }
  },
  passesAt: ({ experience }, subject) => Math.max(...experience.groups.map((group) => subject.roomAt(group))),
  turnsAt: ({ experience }, subject, { now }) =>
    nextAfter(
      now,
      experience.groups.map((group) => subject.roomAt(group)),
    ),
}

/** L9: the group as it stands, and what fills it. */
function findGroup(group: CompiledGroup, subject: Subject, { now }: Moment): GroupFinding {
  const { engine, profile, pasts } = subject
  const roomAt = subject.roomAt(group)
  const full = now < roomAt
  const from = countsFrom(group, profile, zoneOf(engine, group, profile), now)
  const shows = countedShows(group, profile, pasts, from)
  const { id, rateLimitSize: size, count } = group.source
  return {
    id,
    full,
    size,
    count: count === 'shows' ? shows.length : new Set(shows.map(({ experienceId }) => experienceId)).size,
    shows: shows.map(({ experienceId, id: interactionId, startedAt }) => ({ experienceId, interactionId, startedAt })),
    roomAt: full && roomAt !== never ? roomAt : null,
  }
}
