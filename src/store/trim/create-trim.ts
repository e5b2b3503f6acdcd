import type { Catalog, Instant, Interaction, Profile } from '../../model/index.js'
import { dayMs, never } from '../../model/index.js'
import { longestWindowMs, wholeHistories } from './asked.js'
import { LastOfEach } from './last-of-each.js'

export interface TrimOptions {
  /** Kept however short the windows are, so that a group may be given a longer one: 365 days where it is not said. */
  readonly leastMs?: number
  /** Histories of no more interactions than this are left alone: 64 where it is not said. */
  readonly from?: number
}

/** The same profile without the history that is not asked for any more; the profile itself where there is none. */
export type Trim = (profile: Profile, now: Instant) => Profile

/**
 * Prepares to trim long histories by what a catalog can still ask for.
 *
 * Kept are the interactions that began, ended or are snoozed to later than the longest window ago, and a day more, as
 * clocks disagree; those of the session that is open; for each experience the last of every group kind and
 * state, which is what recurrence, snoozes, `once`, segments and lifetime groups ask for; every view that a lifetime
 * group counts by `count: shows`; and whole histories where a segment counts `shows`.
 *
 * Law: a trimmed profile decides like the untrimmed one at any later instant under the same catalog, whatever happens
 * on the way, if nothing is reported late from before the trimmed history's end, no more ends are reported than there
 * were shows, and shows are named by `interactionIdByVersion`.
 *
 * @example
 * ```ts
 * import { catalog, dayMs, profile } from 'oncue'
 * import { createTrim } from 'oncue/store'
 *
 * const show = { experienceId: 'nps', groupKind: 'automatic', groupId: null, deferUntil: null, assumed: false }
 * const interactions = [0, 1, 2].map((day) => {
 *   const at = day * dayMs
 *   return { ...show, id: `u1:${day}`, startedAt: at, state: 'completed' as const, stateAt: at }
 * })
 * const trim = createTrim(catalog({}), { from: 2 })
 * const old = profile('u1', { interactions, pageAt: 900 * dayMs, sessionStartedAt: 900 * dayMs })
 * trim(old, 900 * dayMs).interactions.map(({ id }) => id) // ['u1:2']
 * ```
 */
export function createTrim(catalog: Catalog, { leastMs = 365 * dayMs, from = 64 }: TrimOptions = {}): Trim {
  const keptMs = Math.max(longestWindowMs(catalog), leastMs) + dayMs
  const isWhole = wholeHistories(catalog)
  return (profile, now) => {
    const { interactions, pageAt, sessionStartedAt } = profile
    // Where no page was loaded, every end that was assumed may still be replaced (H1).
    if (interactions.length <= from || pageAt === null) return profile
    const horizon = Math.min(now - keptMs, (sessionStartedAt ?? pageAt) - 1)
    const last = new LastOfEach(interactions)
    const kept = interactions.filter((one) => latestOf(one) > horizon || last.has(one) || isWhole(one))
    return kept.length === interactions.length ? profile : { ...profile, interactions: kept }
  }
}

/** The last instant at which anything about it turned or turns. */
const latestOf = ({ startedAt, stateAt, deferUntil }: Interaction): Instant =>
  Math.max(startedAt, stateAt ?? -never, deferUntil ?? -never)
