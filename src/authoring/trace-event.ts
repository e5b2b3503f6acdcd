import type { Instant, InteractionEvent, ProfileEvent, TriggerEvent } from '../model/index.js'

/** One line of a trace, read: what happened, when, and to whom. */
export type TraceEvent =
  | PageTraceEvent
  | IdentifyTraceEvent
  | TriggerTraceEvent
  | TrackTraceEvent
  | InteractionTraceEvent
  | DeliverTraceEvent
  | DeliverUpdateTraceEvent
  | DeliverRemoveTraceEvent
  | SendingTraceEvent
  | SendingUpdateTraceEvent
  | SendingCancelTraceEvent
  | CatalogTraceEvent
  | TickTraceEvent
  | ListTraceEvent

interface TraceEventParts {
  readonly at: Instant
  /**
   * `null` where the line names nobody, which `deliver`, `deliver.*`, `catalog`, `tick` and `list` may do, and `sending`
   * and `sending.*` always do.
   */
  readonly profileId: string | null
  /** Removes duplicates of one profile and instant. */
  readonly eventId: string | null
}

interface OneProfile extends TraceEventParts {
  readonly profileId: string
}

/** The parameters of a call as they came, for the layer that judges them. */
export type WireParams = Readonly<Record<string, unknown>>

export interface PageTraceEvent extends OneProfile {
  readonly type: 'page'
  readonly href: string
  /** Asks without recording. */
  readonly peek: boolean
}

/** What is absent stays as it is; `null` clears an identifier or a trait. */
export interface IdentifyTraceEvent extends OneProfile {
  readonly type: 'identify'
  readonly uid?: string | null
  readonly email?: string | null
  readonly traits?: WireParams
  readonly disabled?: boolean
}

export interface TriggerTraceEvent extends OneProfile {
  readonly type: 'trigger'
  /** `time_on_page` is no line of a trace: it follows from the page load (E7). */
  readonly on: Exclude<TriggerEvent['on'], 'time_on_page'>
  readonly element: string | null
  readonly name: string | null
}

export interface TrackTraceEvent extends OneProfile {
  readonly type: 'track'
  readonly event: string
}

export interface InteractionTraceEvent extends OneProfile {
  readonly type: 'interaction'
  readonly experienceId: string
  readonly state: InteractionEvent['state']
  /** Set exactly where `state` is `snoozed` (H5). */
  readonly deferUntil: Instant | null
  /** As it came; `null` is automatic, or by the delivery that `groupId` names (H1). */
  readonly groupKind: string | null
  readonly groupId: string | null
}

export interface DeliverTraceEvent extends TraceEventParts {
  readonly type: 'deliver'
  /** What the new delivery is to be called, where the line says so. */
  readonly id: string | null
  readonly params: WireParams
}

export interface DeliverUpdateTraceEvent extends TraceEventParts {
  readonly type: 'deliver.update'
  readonly id: string
  /** Without `profile_id`, which says whose delivery it is, and cannot be changed (D10). */
  readonly params: WireParams
}

export interface DeliverRemoveTraceEvent extends TraceEventParts {
  readonly type: 'deliver.remove'
  readonly id: string
}

/** A sending concerns whomever it turns out to be for, so the line is nobody's (P3). */
interface Everyones extends TraceEventParts {
  readonly profileId: null
}

export interface SendingTraceEvent extends Everyones {
  readonly type: 'sending'
  /** What the new sending is to be called, where the line says so. */
  readonly id: string | null
  readonly params: WireParams
}

export interface SendingUpdateTraceEvent extends Everyones {
  readonly type: 'sending.update'
  readonly id: string
  readonly params: WireParams
}

export interface SendingCancelTraceEvent extends Everyones {
  readonly type: 'sending.cancel'
  readonly id: string
}

/** An edit in mid-life (C6), by collection. */
export interface CatalogTraceEvent extends TraceEventParts {
  readonly type: 'catalog'
  readonly edit: WireParams
}

export interface TickTraceEvent extends TraceEventParts {
  readonly type: 'tick'
}

/** Asks for deliveries (D11). */
export interface ListTraceEvent extends TraceEventParts {
  readonly type: 'list'
  readonly query: WireParams
}

/**
 * What a line changes in its profile, in the model's words.
 *
 * @returns `null` for what only asks (`peek`, `tick`, `list`) and for calls that a layer above turns into events.
 */
export function toProfileEvent(event: TraceEvent): ProfileEvent | null {
  const { at } = event
  switch (event.type) {
    case 'page':
      return event.peek ? null : { type: 'page', at, href: event.href }
    case 'identify': {
      const { profileId: _, eventId: __, ...identify } = event
      return identify
    }
    case 'trigger':
      return { type: 'trigger', at, on: event.on, element: event.element, name: event.name }
    case 'track':
      return { type: 'track', at, event: event.event }
    case 'interaction': {
      const { experienceId, state, deferUntil, groupKind, groupId } = event
      return { type: 'interaction', at, experienceId, state, deferUntil, groupKind, groupId }
    }
    default:
      return null
  }
}
