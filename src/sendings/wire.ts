import { formatInstant } from '../conditions/index.js'
import type { Instant } from '../model/index.js'
import type { Audience, Channel, ChannelType, Dispatch, Schedule, Sending } from './sending.js'
import type { SendingStatus } from './status.js'

/** A sending as the API writes it: instants as text, what is absent as `null`, recipients and dispatches by number. */
export interface WireSending {
  readonly id: string
  readonly status: SendingStatus
  readonly created_at: string
  /** The later of the last update and the last change of status. */
  readonly updated_at: string
  readonly draft: boolean
  readonly message: { readonly channels: readonly Channel[] }
  readonly channels_preference: readonly ChannelType[] | null
  readonly schedule: WireSchedule | null
  readonly audience: WireAudience | null
  readonly recipients_count: number
  readonly dispatches_count: number
  readonly scheduled_at: string | null
  readonly prepared_at: string | null
  readonly transmitted_at: string | null
}

export type WireSchedule = { readonly prescheduled: boolean } & (
  | { readonly type: 'immediate' }
  | { readonly type: 'absolute'; readonly at: string }
  | { readonly type: 'relative'; readonly in: string }
)

export type WireAudience =
  | { readonly type: 'reference'; readonly id: string }
  | { readonly type: 'inline'; readonly conditions: readonly unknown[] }

export interface WireDispatch {
  readonly id: string
  readonly channel: ChannelType
  readonly member_id: string | null
  readonly to: string
  readonly properties: Readonly<Record<string, unknown>>
}

/** Writes a sending for its API: all fields of its schema. */
export const sendingToWire = (sending: Sending): WireSending => ({
  id: sending.id,
  status: sending.status,
  created_at: formatInstant(sending.createdAt),
  updated_at: formatInstant(sending.updatedAt),
  draft: sending.isDraft,
  message: sending.message,
  channels_preference: sending.channelsPreference,
  schedule: sending.schedule === null ? null : writeSchedule(sending.schedule),
  audience: sending.audience === null ? null : writeAudience(sending.audience),
  recipients_count: sending.recipients.length,
  dispatches_count: sending.dispatches.length,
  scheduled_at: written(sending.scheduledAt),
  prepared_at: written(sending.preparedAt),
  transmitted_at: written(sending.transmittedAt),
})

/** Writes a dispatch for its API. */
export const dispatchToWire = ({ id, channel, memberId, to, properties }: Dispatch): WireDispatch => ({
  id,
  channel,
  member_id: memberId,
  to,
  properties,
})

const writeSchedule = (schedule: Schedule): WireSchedule =>
  schedule.type === 'absolute' ? { ...schedule, at: formatInstant(schedule.at) } : schedule

const writeAudience = (audience: Audience): WireAudience =>
  audience.type === 'reference' ? audience : { type: 'inline', conditions: audience.conditions }

const written = (at: Instant | null): string | null => (at === null ? null : formatInstant(at))
