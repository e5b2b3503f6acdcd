import { formatInstant } from '../conditions/index.js'
import type { Assumption } from './metrics/assumptions.js'
import type { BootstrapResult } from './metrics/bootstrap.js'
import type { DeliveryFates } from './metrics/delivery-summary.js'
import type { GroupSummary } from './metrics/group-summary.js'
import type { ByChannel, SendingSummary } from './metrics/sending-summary.js'
import type { WarmUp } from './metrics/warm-up.js'
import type { TraceReport } from './reading.js'
import type { SimulationResult } from './simulate.js'
import type { DaySummary, DeliverySummary, ExperienceSummary, Summary } from './summary.js'

/** What a simulation came to as data, in the words of our documents: snake_case, counts by code. See docs/metrics.md. */
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
  readonly blockers: Summary['blockers']
  readonly deliveries: DeliveriesOutput
  readonly sendings: SendingsOutput
  readonly refusals: Summary['refusals']
  readonly fatigue: Summary['fatigue']
  readonly groups: readonly GroupOutput[]
  readonly days: readonly DayOutput[]
  readonly busiest: readonly { readonly profile_id: string; readonly shows: number }[]
  readonly profiles_in_unknown_zones: number
  readonly missing_facts: Summary['missingFacts']
  readonly warm_up: WarmUpOutput | null
  readonly edits: Summary['edits']
  /** With `recorded: compare` only. */
  readonly fidelity: FidelityOutput | null
  readonly bootstrap: BootstrapResult | null
  readonly assumptions: readonly string[]
  readonly assumption_codes: readonly AssumptionOutput[]
}

export interface FidelityOutput {
  readonly page_loads: number
  readonly agreed: number
  readonly only_predicted: number
  readonly only_recorded: number
  readonly different: number
}

export interface SendingsOutput {
  readonly by_status: Summary['sendings']['byStatus']
  readonly refused: Summary['sendings']['refused']
  readonly list: readonly SendingOutput[]
}

export interface SendingOutput {
  readonly id: string
  readonly status: SendingSummary['status']
  readonly scheduled_at: string | null
  readonly members: number
  readonly unreachable: number
  readonly dispatches: ByChannel
  readonly dispatched: ByChannel
  readonly deliveries: SendingSummary['deliveries']
}

export type DeliveriesOutput = Omit<DeliverySummary, 'neverShown' | 'timeToShow' | 'experiences'> &
  FatesOutput & { readonly experiences: readonly (FatesOutput & { readonly id: string; readonly made: number })[] }

export interface FatesOutput extends Omit<DeliveryFates, 'neverShown' | 'timeToShow'> {
  readonly never_shown: number
  readonly time_to_show: {
    readonly p50_minutes: number | null
    readonly p90_minutes: number | null
    readonly longest_ms: number | null
    readonly buckets: readonly { readonly under_minutes: number | null; readonly count: number }[]
  }
}

export interface GroupOutput {
  readonly id: string
  readonly always_full: boolean
  readonly users: number
  readonly share: number
  readonly full_seconds: number
  readonly filled_by: GroupSummary['filledBy']
  readonly days: readonly { readonly day: string; readonly users: number; readonly full_seconds: number }[]
}

export interface DayOutput {
  readonly day: string
  readonly page_loads: number
  readonly page_loads_with_show: number
  readonly redirects: number
  readonly shows_by_trigger: number
  readonly profiles_with_show: number
  readonly holds: Summary['holds']
}

export interface WarmUpOutput {
  readonly until: string
  readonly group_id: string
  readonly page_loads: number
  readonly shows: number
}

/** With instants as text. */
export type AssumptionOutput =
  | Exclude<Assumption, { code: 'limits_warm_up' }>
  | { readonly code: 'limits_warm_up'; readonly group: string; readonly until: string }

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
    blockers: summary.blockers,
    deliveries: writeDeliveries(summary.deliveries),
    sendings: {
      by_status: summary.sendings.byStatus,
      refused: summary.sendings.refused,
      list: summary.sendings.list.map(writeSending),
    },
    refusals: summary.refusals,
    fatigue: summary.fatigue,
    groups: summary.groups.map(writeGroup),
    days: summary.days.map(writeDay),
    busiest: summary.busiest.map(({ profileId, shows }) => ({ profile_id: profileId, shows })),
    profiles_in_unknown_zones: summary.profilesInUnknownZones,
    missing_facts: summary.missingFacts,
    warm_up: summary.warmUp === null ? null : writeWarmUp(summary.warmUp),
    edits: summary.edits,
    fidelity: writeFidelity(summary),
    bootstrap: summary.bootstrap,
    assumptions: summary.assumptions,
    assumption_codes: summary.assumptionCodes.map(writeAssumption),
  }
}

function writeDeliveries({ created, repeated, refused, experiences, ...fates }: DeliverySummary): DeliveriesOutput {
  return {
    created,
    repeated,
    refused,
    ...writeFates(fates),
    experiences: experiences.map(({ id, made, ...own }) => ({ id, made, ...writeFates(own) })),
  }
}

const writeSending = ({ scheduledAt, ...others }: SendingSummary): SendingOutput => ({
  id: others.id,
  status: others.status,
  scheduled_at: scheduledAt === null ? null : formatInstant(scheduledAt),
  members: others.members,
  unreachable: others.unreachable,
  dispatches: others.dispatches,
  dispatched: others.dispatched,
  deliveries: others.deliveries,
})

function writeFates({ neverShown, timeToShow, ...others }: DeliveryFates): FatesOutput {
  const { p50Minutes, p90Minutes, longestMs, buckets } = timeToShow
  return {
    ...others,
    never_shown: neverShown,
    time_to_show: {
      p50_minutes: p50Minutes,
      p90_minutes: p90Minutes,
      longest_ms: longestMs,
      buckets: buckets.map(({ underMinutes, count }) => ({ under_minutes: underMinutes, count })),
    },
  }
}

const writeGroup = ({ id, alwaysFull, users, share, fullSeconds, filledBy, days }: GroupSummary): GroupOutput => ({
  id,
  always_full: alwaysFull,
  users,
  share,
  full_seconds: fullSeconds,
  filled_by: filledBy,
  days: days.map(({ day, users, fullSeconds }) => ({ day, users, full_seconds: fullSeconds })),
})

const writeDay = (of: DaySummary): DayOutput => ({
  day: of.day,
  page_loads: of.pageLoads,
  page_loads_with_show: of.pageLoadsWithShow,
  redirects: of.redirects,
  shows_by_trigger: of.showsByTrigger,
  profiles_with_show: of.profilesWithShow,
  holds: of.holds,
})

const writeWarmUp = ({ until, groupId, pageLoads, shows }: WarmUp): WarmUpOutput => ({
  until: formatInstant(until),
  group_id: groupId,
  page_loads: pageLoads,
  shows,
})

const writeAssumption = (assumption: Assumption): AssumptionOutput =>
  assumption.code === 'limits_warm_up' ? { ...assumption, until: formatInstant(assumption.until) } : assumption

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
