import type { ProfileEvent, TriggerEvent } from './event.js'

/** What is asked about: a page load, or a trigger on the page that is open. */
export interface Page {
  readonly href: string
  /** Asks as things stand, without a page load: the page may be busy, nothing is recorded or discarded. */
  readonly peek?: boolean
  /** Asks about what was armed on the open page, now that this happened (E7). */
  readonly trigger?: Omit<TriggerEvent, 'type' | 'at'>
}

/** The answer for one page load. `events` are the changes: nothing has happened until they are applied (E10). */
export type Decision = ShowDecision | RedirectDecision | NoneDecision

interface DecisionParts {
  readonly events: readonly ProfileEvent[]
  /** Experience and delivery ids that wait for a trigger, in order (E7). */
  readonly armed: readonly string[]
}

export type ShowDecision = AutomaticShow | DeliveryShow

export interface AutomaticShow extends DecisionParts {
  readonly outcome: 'show'
  readonly via: 'automatic'
  readonly experienceId: string
  readonly interactionId: string
}

export interface DeliveryShow extends DecisionParts {
  readonly outcome: 'show'
  readonly via: 'delivery'
  readonly experienceId: string
  readonly interactionId: string
  readonly deliveryId: string
  /** The delivery's `options`, handed on as they are (E6). */
  readonly options: unknown
}

export interface RedirectDecision extends DecisionParts {
  readonly outcome: 'redirect'
  readonly deliveryId: string
  readonly experienceId: string
  /** Where to go: the experience's `start_url` (E4). */
  readonly href: string
}

export interface NoneDecision extends DecisionParts {
  readonly outcome: 'none'
}
