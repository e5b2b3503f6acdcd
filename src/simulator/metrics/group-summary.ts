import type { CompiledGroup } from '../../engine/index.js'
import { type CountOf, mostFirst } from './code-counts.js'
import { groupMetrics, type Metrics } from './metrics.js'

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
}

/** In the order of the catalog. */
export function summariseGroups(
  { groups, profiles }: Metrics,
  catalog: readonly CompiledGroup[],
): readonly GroupSummary[] {
  const byId = new Map(groups)
  return catalog.map(({ source: { id, rateLimitSize } }) => {
    const { users, fullSeconds, filledBy } = byId.get(id) ?? groupMetrics.empty
    const share = profiles === 0 ? 0 : users / profiles
    return { id, alwaysFull: rateLimitSize === 0, users, share, fullSeconds, filledBy: mostFirst(filledBy) }
  })
}
