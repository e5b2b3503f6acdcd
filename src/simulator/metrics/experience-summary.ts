import type { CompiledExperience } from '../../engine/index.js'
import type { ExperienceKind } from '../../model/index.js'
import { type Blockers, blockersOf, byCode, type CodeCounts, type CountOf, mostFirst } from './code-counts.js'
import { type ExperienceMetrics, experienceMetrics, type Metrics, type ShowMetrics } from './metrics.js'

export interface ExperienceSummary {
  readonly id: string
  readonly name: string | null
  readonly kind: ExperienceKind
  readonly automatic: number
  readonly delivered: number
  /** Profiles that it was shown to, and their part of all, from 0 to 1. */
  readonly users: number
  readonly share: number
  /** When it was live, on its page and in its segment, and did not show: why. */
  readonly holds: CodeCounts
  readonly blockers: Blockers
  readonly starvation: Starvation
  /** Shows by UTC day. */
  readonly days: readonly (ShowMetrics & { readonly day: string })[]
}

/** People whom an experience was never shown though, on one day or more, only another one stood before it. */
export interface Starvation {
  readonly users: number
  /** Different UTC days, summed over them. */
  readonly days: number
  /** What stood before it, and on how many page loads. */
  readonly by: readonly CountOf[]
}

/** In show order. */
export function summariseExperiences(
  { experiences, profiles }: Metrics,
  catalog: readonly CompiledExperience[],
): readonly ExperienceSummary[] {
  const byId = new Map(experiences)
  return catalog.map(({ source }) => summarise(source, byId.get(source.id) ?? experienceMetrics.empty, profiles))
}

function summarise(
  { id, name, kind }: CompiledExperience['source'],
  { users, days, holds, starvation }: ExperienceMetrics,
  profiles: number,
): ExperienceSummary {
  return {
    id,
    name,
    kind,
    automatic: days.reduce((sum, [, { automatic }]) => sum + automatic, 0),
    delivered: days.reduce((sum, [, { delivered }]) => sum + delivered, 0),
    users,
    share: profiles === 0 ? 0 : users / profiles,
    holds: byCode(holds.first),
    blockers: blockersOf(holds),
    starvation: { users: starvation.users, days: starvation.days, by: mostFirst(starvation.outrankedBy) },
    days: days.map(([day, shows]) => ({ day, ...shows })),
  }
}
