import type { SimulationResult, TraceReport } from './simulate.js'
import type { ExperienceSummary, Summary } from './summary.js'

/** What a simulation came to as data, in the words of our documents: snake_case, counts by code. */
export interface SimulationOutput {
  /** Ended early: the figures stand for what was read until then. */
  readonly partial: boolean
  readonly trace: TraceReport
  readonly page_loads: number
  readonly page_loads_with_show: number
  readonly redirects: number
  readonly shows_by_trigger: number
  readonly profiles: number
  readonly profiles_with_show: number
  readonly experiences: readonly ExperienceSummary[]
  readonly holds: Summary['holds']
  readonly deliveries: Summary['deliveries']
  readonly busiest: readonly { readonly profile_id: string; readonly shows: number }[]
  readonly profiles_in_unknown_zones: number
  readonly edits: Summary['edits']
  /** With `recorded: compare` only. */
  readonly fidelity: FidelityOutput | null
  readonly assumptions: readonly string[]
}

export interface FidelityOutput {
  readonly page_loads: number
  readonly agreed: number
  readonly only_predicted: number
  readonly only_recorded: number
  readonly different: number
}

/** Writes the result of a simulation for machines. Plain data: it survives `JSON.stringify`. */
export function writeSimulation({ summary, trace, isPartial }: SimulationResult): SimulationOutput {
  return {
    partial: isPartial,
    trace,
    page_loads: summary.pageLoads,
    page_loads_with_show: summary.pageLoadsWithShow,
    redirects: summary.redirects,
    shows_by_trigger: summary.showsByTrigger,
    profiles: summary.profiles,
    profiles_with_show: summary.profilesWithShow,
    experiences: summary.experiences,
    holds: summary.holds,
    deliveries: summary.deliveries,
    busiest: summary.busiest.map(({ profileId, shows }) => ({ profile_id: profileId, shows })),
    profiles_in_unknown_zones: summary.profilesInUnknownZones,
    edits: summary.edits,
    fidelity: writeFidelity(summary),
    assumptions: summary.assumptions,
  }
}

function writeFidelity({ fidelity }: Summary): FidelityOutput | null {
  if (fidelity === null) return null
  const { pageLoads, agreed, onlyPredicted, onlyRecorded, different } = fidelity
  return {
    page_loads: pageLoads,
    agreed,
    only_predicted: onlyPredicted,
    only_recorded: onlyRecorded,
    different,
  }
}
