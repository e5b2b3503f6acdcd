import type { CompiledGroup } from '../../engine/index.js'
import { dayMs, secondMs } from '../../model/index.js'
import { type CountOf, mostFirst } from './code-counts.js'
import { dayNumber } from './days.js'
import { type GroupMetrics, groupMetrics, type Metrics } from './metrics.js'

export interface GroupSummary {
  readonly id: string
  /** Its size is 0: it holds back everything, and no show fills it. */
  readonly alwaysFull: boolean
  /** Profiles for which a show ever filled it, and their part of all, from 0 to 1. */
  readonly users: number
  readonly share: number
  /** For how long it was full, from a show to room or to the profile's last event, summed over profiles. */
  readonly fullSeconds: number
  readonly filledBy: readonly CountOf[]
  /** UTC days on which it was full for anybody, of those on which a page was loaded or something showed. */
  readonly days: readonly GroupDay[]
}

export interface GroupDay {
  readonly day: string
  /** Profiles for which it was full at some time of the day. */
  readonly users: number
  /** For how long, summed over them. */
  readonly fullSeconds: number
}

/** In the order of the catalog. */
export function summariseGroups(
  { groups, profiles, days }: Metrics,
  catalog: readonly CompiledGroup[],
): readonly GroupSummary[] {
  const byId = new Map(groups)
  return catalog.map(({ source: { id, rateLimitSize } }) => {
    const group = byId.get(id) ?? groupMetrics.empty
    return {
      id,
      alwaysFull: rateLimitSize === 0,
      users: group.users,
      share: profiles === 0 ? 0 : group.users / profiles,
      fullSeconds: group.fullSeconds,
      filledBy: mostFirst(group.filledBy),
      days: fullDays(group, days),
    }
  })
}

const daySeconds = dayMs / secondMs

/** Sums up what changes from day to day. */
export function fullDays({ days: turns }: GroupMetrics, days: Metrics['days']): readonly GroupDay[] {
  let [next, users, wholeDays] = [0, 0, 0]
  const found: GroupDay[] = []
  for (const [day] of days) {
    const number = dayNumber(day)
    let seconds = 0
    for (let turn = turns[next]; turn !== undefined && turn[0] <= number; turn = turns[++next]) {
      users += turn[1].users
      wholeDays += turn[1].wholeDays
      if (turn[0] === number) seconds = turn[1].seconds
    }
    if (users > 0) found.push({ day, users, fullSeconds: seconds + wholeDays * daySeconds })
  }
  return found
}
