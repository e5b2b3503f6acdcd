import { counts, zoneOf } from '../eligibility/limits.js'
import type { Subject } from '../eligibility/subject.js'
import { type CompiledGroup, periodStart } from '../engine/index.js'
import type { Instant, Interaction } from '../model/index.js'
import { never, sessionGapMs } from '../model/index.js'
import type { GroupFinding } from './finding.js'

/** L9: the group as it stands, and what fills it. */
export function findGroup(group: CompiledGroup, subject: Subject, now: Instant): GroupFinding {
  const roomAt = subject.roomAt(group)
  const full = now < roomAt
  const shows = countedShows(group, subject, now)
  const { id, rateLimitKind: window, rateLimitSize: size, count } = group.source
  return {
    id,
    full,
    window,
    size,
    count: count === 'shows' ? shows.length : new Set(shows.map(({ experienceId }) => experienceId)).size,
    shows: shows.map(({ experienceId, id: interactionId, startedAt }) => ({ experienceId, interactionId, startedAt })),
    roomAt: full && roomAt !== never ? roomAt : null,
  }
}

/** The shows that count for a group at `now`, oldest first. */
function countedShows(group: CompiledGroup, subject: Subject, now: Instant): readonly Interaction[] {
  const { interactions } = subject.profile
  const { indices } = subject.pasts
  const from = countsFrom(group, subject, now)
  return interactions.filter((one, k) => one.startedAt >= from && counts(group, one, indices[k] as number))
}

/** The first instant whose shows count at `now`. */
function countsFrom(group: CompiledGroup, { engine, profile }: Subject, now: Instant): Instant {
  const { window } = group
  switch (window.kind) {
    case 'rolling':
      return now - window.windowMs + 1
    case 'calendar':
      return periodStart(window.unit, zoneOf(engine, group, profile), now)
    case 'session': {
      const { pageAt, sessionStartedAt } = profile
      const isOver = pageAt === null || sessionStartedAt === null || now - pageAt > sessionGapMs
      return isOver ? now : sessionStartedAt
    }
    case 'lifetime':
      return -never
  }
}
