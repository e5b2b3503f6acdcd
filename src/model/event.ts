import type { Delivery } from './delivery.js'
import type { Instant } from './instant.js'
import type { Interaction, Profile } from './profile.js'

/** What happened to one profile: the input of `apply`, and the changes that a decision returns. */
export type ProfileEvent =
  | PageEvent
  | IdentifyEvent
  | TrackEvent
  | TriggerEvent
  | InteractionEvent
  | ShowEvent
  | RedirectEvent
  | DiscardEvent
  | ArmEvent
  | DeliveriesEvent

/** A page load: clears the page, disarms, opens or extends the session. */
export interface PageEvent {
  readonly type: 'page'
  readonly at: Instant
  readonly href: string
}

/** Merged into the profile; a trait of `null` is removed. */
export interface IdentifyEvent {
  readonly type: 'identify'
  readonly at: Instant
  readonly uid?: string | null
  readonly email?: string | null
  readonly traits?: Readonly<Record<string, unknown>>
  readonly disabled?: boolean
}

/** A named event, for recurrence (H4); it is a `custom` trigger of that name too. */
export interface TrackEvent {
  readonly type: 'track'
  readonly at: Instant
  readonly event: string
}

/** Something that a first step may wait for (E7). */
export interface TriggerEvent {
  readonly type: 'trigger'
  readonly at: Instant
  readonly on: 'click' | 'hover' | 'input' | 'custom' | 'element_match' | 'time_on_page'
  readonly element?: string | null
  readonly name?: string | null
}

/** A report of what really happened (H1). */
export interface InteractionEvent {
  readonly type: 'interaction'
  readonly at: Instant
  readonly experienceId: string
  readonly state: Interaction['state']
  readonly deferUntil?: Instant | null
  /** How it came about; `automatic` where it is not said. */
  readonly groupKind?: string | null
  readonly groupId?: string | null
  /** Names the interaction that a `started` begins; a repeated start of one id changes nothing (L11). */
  readonly interactionId?: string | null
}

/** The engine's own show (E6). `completed` says that nothing more will be heard of it (P1). */
export interface ShowEvent {
  readonly type: 'show'
  readonly at: Instant
  readonly href: string
  readonly experienceId: string
  readonly deliveryId: string | null
  readonly interactionId: string
  readonly completed: boolean
}

/** A delivery sends the page on to where its experience starts (E4). */
export interface RedirectEvent {
  readonly type: 'redirect'
  readonly at: Instant
  readonly deliveryId: string
  readonly href: string
}

/** A delivery that is not attempted again (E3). */
export interface DiscardEvent {
  readonly type: 'discard'
  readonly at: Instant
  readonly deliveryId: string
  readonly reason: NonNullable<Delivery['discardReason']>
}

/** What waits for a trigger on this page (E7). */
export interface ArmEvent {
  readonly type: 'arm'
  readonly at: Instant
  readonly ids: readonly string[]
}

/** The outcome of a lifecycle operation (D): it replaces what it names. */
export interface DeliveriesEvent extends Pick<Profile, 'deliveries' | 'deliveryIds' | 'idempotencyKeys'> {
  readonly type: 'deliveries'
  readonly at: Instant
}
