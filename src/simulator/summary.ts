import { everyonesRefusals } from './everyones-refusals.js'
import { type Assumption, assumptionsOf, assumptionText, type MissingFact } from './metrics/assumptions.js'
import type { BootstrapResult } from './metrics/bootstrap.js'
import { type Blockers, blockersOf, byCode, type CodeCounts } from './metrics/code-counts.js'
import { type DeliverySummary, summariseDeliveries } from './metrics/delivery-summary.js'
import { type ExperienceSummary, summariseExperiences } from './metrics/experience-summary.js'
import { type FatigueSummary, summariseFatigue } from './metrics/fatigue-summary.js'
import { type GroupSummary, summariseGroups } from './metrics/group-summary.js'
import { dayMetrics, experienceMetrics, type FidelityMetrics, type Metrics } from './metrics/metrics.js'
import { type Refusal, refusals } from './metrics/refusals.js'
import { planOfFound, type SendingsSummary, summariseSendings } from './metrics/sending-summary.js'
import { lifetimeGroups, type WarmUp, warmUpOf } from './metrics/warm-up.js'
import type { ReplayOptions } from './replay.js'
import type { Timeline } from './timeline.js'

export type { CodeCounts, DeliverySummary, ExperienceSummary }

/** What a replay came to. Data alone: the same trace and catalog give the same summary on any machine (T1). */
export interface Summary {
  readonly pageLoads: number
  /** Page loads on which something showed, on which one redirected, and shows that a trigger or timer led to. */
  readonly pageLoadsWithShow: number
  readonly redirects: number
  readonly showsByTrigger: number
  readonly profiles: number
  readonly profilesWithShow: number
  /** In show order. */
  readonly experiences: readonly ExperienceSummary[]
  /** How often each code was that of an automatic candidate that came near but did not show. */
  readonly holds: CodeCounts
  readonly blockers: Blockers
  readonly deliveries: DeliverySummary
  readonly sendings: SendingsSummary
  /** The first calls, and edits of the catalog, that were refused, in the order of the trace. */
  readonly refusals: readonly Refusal[]
  readonly fatigue: readonly FatigueSummary[]
  readonly groups: readonly GroupSummary[]
  /** UTC days on which a page was loaded or something showed, in order. */
  readonly days: readonly DaySummary[]
  /** The profiles that were shown most, most first. */
  readonly busiest: readonly { readonly profileId: string; readonly shows: number }[]
  /** Profiles whose `zone` the catalog does not know: taken as UTC (T8). */
  readonly profilesInUnknownZones: number
  /** Facts that segments ask for and that somebody does not have. */
  readonly missingFacts: readonly MissingFact[]
  readonly warmUp: WarmUp | null
  /** Edits of the catalog in the trace (C6). */
  readonly edits: EditCounts
  /** With `--recorded compare` only. */
  readonly fidelity: Fidelity | null
  /** With `--bootstrap` only. */
  readonly bootstrap: BootstrapResult | null
  /** What has to be believed for the figures to mean anything: as data, and as sentences. */
  readonly assumptionCodes: readonly Assumption[]
  readonly assumptions: readonly string[]
}

export interface DaySummary {
  readonly day: string
  readonly pageLoads: number
  readonly pageLoadsWithShow: number
  readonly redirects: number
  readonly showsByTrigger: number
  readonly profilesWithShow: number
  readonly holds: CodeCounts
}

/** How often the engine said what really showed automatically (P2). */
export type Fidelity = FidelityMetrics

export interface EditCounts {
  readonly accepted: number
  readonly refused: number
}

/** What a summary needs beside the metrics. */
export interface SummaryContext {
  /** Of the catalog, with the edits and the sendings of the trace. */
  readonly timeline: Timeline
  readonly options: ReplayOptions
  readonly bootstrap?: BootstrapResult | null
}

/** How many edits took effect, and how many were refused (C6). */
export function editCounts({ outcomes }: Timeline): EditCounts {
  const accepted = [...outcomes.values()].filter(({ status }) => status === 200).length
  return { accepted, refused: outcomes.size - accepted }
}

/** Of metrics, merged from however many parts. */
export function summaryOf(metrics: Metrics, context: SummaryContext): Summary {
  const { timeline, options, bootstrap = null } = context
  const { last: engine } = timeline // the catalog as it stands at the end
  const { profiles } = metrics
  const plan = planOfFound(metrics, timeline.planAgain)
  const total = metrics.days.reduce((sum, [, day]) => dayMetrics.merge(sum, day), dayMetrics.empty)
  const { holds } = metrics.experiences.reduce(
    (sum, [, one]) => experienceMetrics.merge(sum, one),
    experienceMetrics.empty,
  )
  const warmUp = warmUpOf(metrics, engine)
  const missing = metrics.unobserved.map(([fact, profiles]) => ({ fact, profiles }))
  const found = { warmUp, lifetimeGroups: lifetimeGroups(engine), missing, profiles }
  const assumptionCodes = assumptionsOf(options, found)
  return {
    pageLoads: total.pageLoads,
    pageLoadsWithShow: total.pageLoadsWithShow,
    redirects: total.redirects,
    showsByTrigger: total.showsByTrigger,
    profiles,
    profilesWithShow: metrics.profilesWithShow,
    experiences: summariseExperiences(metrics, engine.experiences),
    holds: byCode(holds.first),
    blockers: blockersOf(holds),
    deliveries: summariseDeliveries(metrics),
    sendings: summariseSendings(metrics, plan),
    refusals: refusals.merge(metrics.calls.refusals, everyonesRefusals(timeline, plan)),
    fatigue: summariseFatigue(metrics),
    groups: summariseGroups(metrics, engine.groups),
    days: metrics.days.map(([day, { holds, ...others }]) => ({ day, ...others, holds: byCode(holds) })),
    busiest: metrics.busiest.map(([profileId, shows]) => ({ profileId, shows })),
    profilesInUnknownZones: metrics.profilesInUnknownZones,
    missingFacts: missing,
    warmUp,
    edits: editCounts(timeline),
    fidelity: options.recorded === 'compare' ? metrics.fidelity : null,
    bootstrap,
    assumptionCodes,
    assumptions: assumptionCodes.map(assumptionText),
  }
}
