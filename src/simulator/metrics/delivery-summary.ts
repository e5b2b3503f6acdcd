import { type Blockers, blockersOf, byCode, type CodeCounts } from './code-counts.js'
import { type CallMetrics, type DeliveryMetrics, deliveryMetrics, type Metrics } from './metrics.js'
import type { Histogram } from './monoid.js'
import { quantile } from './quantile.js'

/** What became of deliveries: of all, or of one experience. */
export interface DeliveryFates {
  readonly triggered: number
  readonly discarded: CodeCounts
  readonly removed: number
  readonly dropped: number
  readonly pending: number
  /** Of the pending ones, those whose `until` had passed at their profile's last event. */
  readonly expired: number
  /** Made, and whatever else became of them: not triggered. */
  readonly neverShown: number
  readonly timeToShow: TimeToShow
  /** On page loads on which one was pending and near: its first failure, and all of them. */
  readonly holds: CodeCounts
  readonly blockers: Blockers
}

export interface DeliverySummary extends DeliveryFates {
  readonly created: number
  /** Calls that repeated an idempotency key, and refused calls by status. */
  readonly repeated: number
  readonly refused: Readonly<Record<string, number>>
  /** By the experience that they deliver, in the order of ids. */
  readonly experiences: readonly (DeliveryFates & { readonly id: string; readonly made: number })[]
}

/** From creation to show, of those that were shown; `null` where none was. */
export interface TimeToShow {
  /** Nearest ranks, in whole minutes, rounded down. */
  readonly p50Minutes: number | null
  readonly p90Minutes: number | null
  readonly longestMs: number | null
  /** How many took less than so many minutes, and not less than the row before; `null` is all the others. */
  readonly buckets: readonly { readonly underMinutes: number | null; readonly count: number }[]
}

export function summariseDeliveries({ calls, deliveries }: Metrics): DeliverySummary {
  const all = deliveries.reduce((sum, [, one]) => deliveryMetrics.merge(sum, one), deliveryMetrics.empty)
  return {
    created: calls.created,
    repeated: calls.repeated,
    refused: refusedOf(calls),
    ...fatesOf(all),
    experiences: deliveries.map(([id, one]) => ({ id, made: one.made, ...fatesOf(one) })),
  }
}

const refusedOf = ({ refused }: CallMetrics): Readonly<Record<string, number>> => Object.fromEntries(refused)

function fatesOf(metrics: DeliveryMetrics): DeliveryFates {
  const { made, triggered, discarded, removed, dropped, pending, expired, holds } = metrics
  return {
    triggered,
    discarded: byCode(discarded),
    removed,
    dropped,
    pending,
    expired,
    neverShown: made - triggered,
    timeToShow: timeToShow(metrics),
    holds: byCode(holds.first),
    blockers: blockersOf(holds),
  }
}

/** A minute, five, an hour, six, a day, three, a week, two, thirty days. */
const bounds = [1, 5, 60, 360, 1_440, 4_320, 10_080, 20_160, 43_200]

const timeToShow = ({ minutesToShow, longestMsToShow }: DeliveryMetrics): TimeToShow => ({
  p50Minutes: quantile(minutesToShow, 50),
  p90Minutes: quantile(minutesToShow, 90),
  longestMs: longestMsToShow,
  buckets: [...bounds, null].map((underMinutes, place) => ({
    underMinutes,
    count: between(minutesToShow, bounds[place - 1] ?? 0, underMinutes ?? Number.POSITIVE_INFINITY),
  })),
})

const between = (minutes: Histogram, from: number, to: number): number =>
  minutes.reduce((sum, [value, times]) => (value >= from && value < to ? sum + times : sum), 0)
