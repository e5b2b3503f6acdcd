import { counts, filledAt, roomAt } from '../../eligibility/limits.js'
import type { Pasts } from '../../eligibility/past.js'
import type { CompiledGroup, Engine } from '../../engine/index.js'
import type { Instant, Interaction, Profile } from '../../model/index.js'
import type { Session } from './sessions.js'

/** A life that is over: what a profile has seen. */
export interface Seen {
  readonly engine: Engine
  readonly profile: Profile
  readonly pasts: Pasts
  readonly sessions: readonly Session[]
  /** The instant of its last event. */
  readonly until: Instant
}

/**
 * Takes a time for which a limit group was full for one person: from the show that filled it until it has room again, or
 * the person's last event, which is never before `from`.
 */
export type TakeFull = (from: Instant, until: Instant, experienceId: string) => void

/**
 * When a limit group was full for one person, and what filled it: the shows of its life in their order, each judged by
 * the group as the catalog stands now (L8). From a show that fills the group it is full until it has room (L9), or
 * until the person's last event. Only a show fills: a group of size 0 is full without one, and is not counted here.
 *
 * @param take is told in order; none begins before the one before it is over
 */
export function visitFull(
  group: CompiledGroup,
  { engine, profile, pasts, sessions, until: end }: Seen,
  take: TakeFull,
): void {
  if (group.source.rateLimitSize === 0) return
  const { interactions } = profile
  const isBySession = group.window.kind === 'session'
  // Those up to the one that is looked at: the same list, growing.
  const shown: Interaction[] = []
  let filler: Interaction | null = null
  let until = Number.NEGATIVE_INFINITY
  for (let index = 0; index < interactions.length; index++) {
    const interaction = interactions[index] as Interaction
    shown.push(interaction)
    if (!counts(group, interaction, pasts.indices[index] as number)) continue
    const { startedAt } = interaction
    const standing = isBySession ? { ...profile, ...sessionAt(sessions, interaction) } : profile
    const room = roomAt(group, filledAt(group, shown, pasts), standing, engine)
    if (room <= startedAt) continue
    if (startedAt >= until) {
      if (filler !== null) take(filler.startedAt, bounded(filler, until, end), filler.experienceId)
      filler = interaction
    }
    until = room
  }
  if (filler !== null) take(filler.startedAt, bounded(filler, until, end), filler.experienceId)
}

const bounded = ({ startedAt }: Interaction, until: Instant, end: Instant): Instant =>
  Math.max(startedAt, Math.min(until, end))

/** L5: the session that a show was in, as long as it came to be; before the first page load there was none. */
function sessionAt(sessions: readonly Session[], { startedAt }: Interaction) {
  const session = sessions.findLast((one) => one.startedAt <= startedAt)
  return { sessionStartedAt: session?.startedAt ?? null, pageAt: session?.lastPageAt ?? null }
}
