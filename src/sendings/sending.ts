import type { Condition, Instant } from '../model/index.js'
import type { SendingStatus } from './status.js'

/**
 * One message on its way to many (N). Plain data that is never changed in place: it survives `JSON.stringify`.
 */
export interface Sending {
  readonly id: string
  /** Raised by every change, so that a stale one can be refused. */
  readonly version: number
  readonly status: SendingStatus
  /** When it came into it. */
  readonly statusAt: Instant
  readonly createdAt: Instant
  readonly updatedAt: Instant
  /** `draft: true` was asked for: whatever its schedule, it waits. */
  readonly isDraft: boolean
  readonly message: Message
  /** Which of the message's channels, and in which order; `null` is all of them in theirs (N5). */
  readonly channelsPreference: readonly ChannelType[] | null
  readonly schedule: Schedule | null
  /** When it is to be transmitted, when its preparation begins, and when it has failed; `null` in a draft (N3). */
  readonly scheduledAt: Instant | null
  readonly prepareAt: Instant | null
  readonly failAt: Instant | null
  readonly audience: Audience | null
  readonly recipients: readonly Recipient[]
  /** Made when it is prepared, and never changed after that. */
  readonly dispatches: readonly Dispatch[]
  /** So many of them were handed out, from the first on; and so many of those were transmitted. */
  readonly handedOut: number
  readonly transmitted: number
  readonly preparedAt: Instant | null
  readonly transmittedAt: Instant | null
}

/** What is sent: the ways that it can go. */
export interface Message {
  readonly channels: readonly Channel[]
}

export type Channel = AddressChannel | ExperienceChannel

export interface AddressChannel {
  readonly type: 'sms' | 'email' | 'push'
}

/** The dispatch is a delivery, made by D's rules (N7). */
export interface ExperienceChannel {
  readonly type: 'experience'
  /** The parameters of `createDelivery`, without whom it is for. */
  readonly delivery: Readonly<Record<string, unknown>>
}

export type ChannelType = Channel['type']

/** When it is to go (N2), as it was asked for. */
export type Schedule = { readonly prescheduled: boolean } & (
  | { readonly type: 'immediate' }
  | { readonly type: 'absolute'; readonly at: Instant }
  | { readonly type: 'relative'; readonly in: string }
)

/** Whose members it is for: those of a segment of the catalog, or those of whom all conditions hold. */
export type Audience = ReferencedAudience | InlineAudience

export interface ReferencedAudience {
  readonly type: 'reference'
  readonly id: string
}

export interface InlineAudience {
  readonly type: 'inline'
  readonly condition: Condition
  /** As they were given. */
  readonly conditions: readonly unknown[]
}

/** Somebody who is named one by one (N4): a member, or whoever has one of these addresses. */
export type Recipient = MemberRecipient | ArbitraryRecipient

export interface MemberRecipient {
  readonly memberId: string
  /** Laid over the member's own. */
  readonly properties: Properties
}

export interface ArbitraryRecipient extends Addresses {
  readonly memberId: null
  readonly properties: Properties
}

/** What the channels that leave the page reach somebody by. */
export interface Addresses {
  readonly msisdn: string | null
  readonly email: string | null
  readonly appToken: string | null
}

export type Properties = Readonly<Record<string, unknown>>

/** One message to one recipient, by one channel. */
export interface Dispatch {
  /** Of all dispatches of all sendings; that of the delivery that an `experience` becomes. */
  readonly id: string
  readonly sendingId: string
  readonly channel: ChannelType
  readonly memberId: string | null
  /** The phone number, the address, the token; for an `experience` the profile's id. */
  readonly to: string
  /** What a template is filled with; for an `experience` what is laid over the delivery's options. */
  readonly properties: Properties
}
