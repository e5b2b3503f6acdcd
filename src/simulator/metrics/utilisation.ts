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

export interface Utilisation {
  readonly fullMs: number
  /** The experiences whose shows filled it, each as often as it did. */
  readonly filledBy: readonly string[]
}

/**
 * For how long a limit group was full for one person, and what filled it: the shows of its life in their order, each
 * judged by the group as the catalog stands now (L8). From a show that fills the group it is full until it has room (L9),
 * or until the person's last event. Only a show fills: a group of size 0 is full without one, and is not counted here.
 */
export function utilisationOf(group: CompiledGroup, { engine, profile, pasts, sessions, until }: Seen): Utilisation {
  const { interactions } = profile
  const filledBy: string[] = []
  let fullMs = 0
  let fullFrom = 0
  let fullUntil = Number.NEGATIVE_INFINITY
  if (group.source.rateLimitSize === 0) return { fullMs, filledBy }
  for (const [index, interaction] of interactions.entries()) {
    if (!counts(group, interaction, pasts.indices[index] as number)) continue
    const { startedAt, experienceId } = interaction
    const filled = filledAt(group, interactions.slice(0, index + 1), pasts)
    const room = roomAt(group, filled, { ...profile, ...sessionAt(sessions, interaction) }, engine)
    if (room <= startedAt) continue
    if (startedAt >= fullUntil) {
      fullMs += Math.max(0, Math.min(fullUntil, until) - fullFrom)
      fullFrom = startedAt
      filledBy.push(experienceId)
    }
    fullUntil = room
  }
  if (filledBy.length > 0) fullMs += Math.max(0, Math.min(fullUntil, until) - fullFrom)
  return { fullMs, filledBy }
}

/** L5: the session that a show was in, as long as it came to be; before the first page load there was none. */
function sessionAt(sessions: readonly Session[], { startedAt }: Interaction) {
  const session = sessions.findLast((one) => one.startedAt <= startedAt)
  return { sessionStartedAt: session?.startedAt ?? null, pageAt: session?.lastPageAt ?? null }
}
