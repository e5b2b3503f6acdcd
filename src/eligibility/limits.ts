import type { CompiledGroup, Engine } from '../engine/index.js'
import { hasBit, nextPeriodStart } from '../engine/index.js'
import type { Instant, Interaction, Profile, Zone } from '../model/index.js'
import { never, sessionGapMs, utc } from '../model/index.js'
import { own } from '../model/own.js'
import type { Pasts } from './past.js'

/** L7: shows that fill no group, unless it says so. */
const exemptKinds: ReadonlySet<string> = new Set(['delivery', 'link', 'api_js', 'launcher'])

/** Whether a past show counts for a group, as the catalog stands now (L7, L8). */
export function counts(group: CompiledGroup, { groupKind }: Interaction, index: number): boolean {
  if (index < 0) return false // in no catalog, so in no group
  if (group.source.exemptShows === 'count') return hasBit(group.members, index)
  return hasBit(group.restrains, index) && !exemptKinds.has(groupKind)
}

/**
 * The show that fills a group: the latest one of its `rate_limit_size`-th most recent distinct experience (L3), or
 * its `rate_limit_size`-th most recent show. While it counts the group is full, and when it no longer does there is
 * room (L9). `-never` where there are not that many; `never` where the size is 0 (L10).
 */
export function filledAt(group: CompiledGroup, interactions: readonly Interaction[], pasts: Pasts): Instant {
  let left = group.source.rateLimitSize
  if (left === 0) return never
  const isDistinct = group.source.count === 'experiences'
  const counted: number[] = [] // few: less than the size
  for (let k = interactions.length - 1; k >= 0; k--) {
    const interaction = interactions[k] as Interaction
    const index = pasts.indices[k] as number
    if (!counts(group, interaction, index)) continue
    if (counted.includes(index)) continue
    if (isDistinct) counted.push(index)
    left -= 1
    if (left === 0) return interaction.startedAt
  }
  return -never
}

/**
 * The instant from which a group has room if nothing else shows (L9): it is full exactly before it. Windows are
 * half-open (L4): a show one window ago no longer counts.
 */
export function roomAt(group: CompiledGroup, filled: Instant, profile: Profile, engine: Engine): Instant {
  const { window } = group
  if (!Number.isFinite(filled)) return filled
  switch (window.kind) {
    case 'rolling':
      return filled + window.windowMs
    case 'calendar':
      return nextPeriodStart(window.unit, zoneOf(engine, group, profile), filled)
    case 'session':
      return sessionRoomAt(filled, profile)
    case 'lifetime':
      return never
  }
}

/** L5: a session is over a millisecond after the gap that a page load may leave; then only what is yet to come counts. */
function sessionRoomAt(filled: Instant, { pageAt, sessionStartedAt }: Profile): Instant {
  if (pageAt === null || sessionStartedAt === null) return filled + 1
  return filled < sessionStartedAt ? -never : Math.max(pageAt + sessionGapMs, filled) + 1
}

/** L5, T8: the group's zone, else the profile's, else UTC. */
export function zoneOf({ zones }: Engine, { source }: CompiledGroup, { traits }: Profile): Zone {
  return zones.get((source.zone ?? own(traits, 'zone')) as string) ?? utc // what is no text names none
}
