import type { Instant } from '../../model/index.js'
import { type ChannelType, type Dispatch, type Sending, type SendingStatus, statuses } from '../../sendings/index.js'
import type { SendingPlan } from '../sendings/plan.js'
import type { Timeline } from '../timeline.js'
import type { Metrics } from './metrics.js'
import type { Counts } from './monoid.js'
import { sendingMetrics } from './sendings.js'

/** What became of the sendings of a trace (N). */
export interface SendingsSummary {
  /** How many ended in each status. */
  readonly byStatus: Readonly<Record<SendingStatus, number>>
  /** Refused calls, by status. */
  readonly refused: Readonly<Record<string, number>>
  /** In the order in which they were made. */
  readonly list: readonly SendingSummary[]
}

export interface SendingSummary {
  readonly id: string
  readonly status: SendingStatus
  readonly scheduledAt: Instant | null
  /** Members that it was for, and how many of them none of its channels reaches. */
  readonly members: number
  readonly unreachable: number
  /** Those that were made, and those that went out; with those to people who are no members. */
  readonly dispatches: ByChannel
  readonly dispatched: ByChannel
  /** What became of dispatches that are deliveries (N7). */
  readonly deliveries: {
    readonly created: number
    readonly repeated: number
    readonly refused: Readonly<Record<string, number>>
  }
}

export type ByChannel = Readonly<Record<ChannelType, number>>

/** Of metrics, merged from however many parts: only now is it known whether a sending found anybody. */
export function planOfFound({ sendings }: Metrics, planAgain: Timeline['planAgain']): SendingPlan {
  const counted = new Map(sendings)
  return planAgain(({ id }, others) => [...others, ...foundOf(counted.get(id)?.dispatches ?? [])])
}

/** @param plan what they came to with those who were found */
export function summariseSendings(metrics: Metrics, plan: SendingPlan): SendingsSummary {
  const counted = new Map(metrics.sendings)
  const byStatus = Object.fromEntries(Object.keys(statuses).map((status) => [status, 0])) as Record<
    SendingStatus,
    number
  >
  for (const { status } of plan.sendings) byStatus[status] += 1
  const refused: Record<string, number> = {}
  for (const { status } of plan.outcomes.values()) {
    if (status !== 200 && status !== 201) refused[status] = (refused[status] ?? 0) + 1
  }
  const list = plan.sendings.map((sending) => summarise(sending, counted.get(sending.id) ?? sendingMetrics.empty))
  return { byStatus, refused, list }
}

/** That there was anybody is all that matters to a plan. */
const foundOf = (dispatches: Counts): readonly Dispatch[] =>
  dispatches.map(([channel]) => ({
    id: anybody,
    sendingId: anybody,
    channel: channel as ChannelType,
    memberId: anybody,
    to: anybody,
    properties: {},
  }))

/** Whoever it was. */
const anybody = ''

function summarise(sending: Sending, counted: typeof sendingMetrics.empty): SendingSummary {
  const others = sending.dispatches.filter(({ memberId }) => memberId === null)
  const sent = sending.handedOut > 0 ? others : []
  const { members, unreachable, dispatches, dispatched, created, repeated, refused } = counted
  return {
    id: sending.id,
    status: sending.status,
    scheduledAt: sending.scheduledAt,
    members,
    unreachable,
    dispatches: byChannel(dispatches, others),
    dispatched: byChannel(dispatched, sent),
    deliveries: { created, repeated, refused: Object.fromEntries(refused) },
  }
}

function byChannel(counted: Counts, others: readonly Dispatch[]): ByChannel {
  const channels = { sms: 0, email: 0, push: 0, experience: 0 }
  for (const [channel, times] of counted) channels[channel as ChannelType] += times
  for (const { channel } of others) channels[channel] += 1
  return channels
}
