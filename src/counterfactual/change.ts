import type { ExperienceKind, Instant, Recurrence, Trigger } from '../model/index.js'
import type { UrlRuleAnswer } from '../urls/index.js'

/**
 * Who can bring a change about, in the order in which sets are given: it comes by itself, this person does it, whoever
 * configures and sends does it; what `nobody` can change any more has happened.
 */
export type ChangeActor = 'time' | 'user' | 'author' | 'nobody'

/** One thing that would have to be otherwise (X4). `kind` says what; `docs/counterfactuals.md` has the table. */
export type Change =
  | WaitChange
  | LoadChange
  | PageChange
  | TriggerChange
  | TraitChange
  | TrackChange
  | EnableChange
  | DeliveryChange
  | DeliveryPositionChange
  | RemoveDeliveryChange
  | PublishChange
  | UnpublishChange
  | UrlRulesChange
  | SegmentChange
  | ControlGroupChange
  | RecurrenceChange
  | GroupSizeChange
  | ExemptChange
  | PositionChange
  | AutomaticOrderChange
  | WithoutShowChange

/** Changes that suffice together, where no part of them does. */
export type ChangeSet = readonly [Change, ...Change[]]

/** Asked at `until` instead, nothing else having happened; a millisecond before it is too early. */
export interface WaitChange {
  readonly kind: 'wait'
  readonly by: 'time'
  readonly until: Instant
}

/** The page that is asked about is loaded: what was on screen is gone, and the profile has been seen. */
export interface LoadChange {
  readonly kind: 'load'
  readonly by: 'user'
}

/** Another page is loaded. */
export interface PageChange {
  readonly kind: 'page'
  readonly by: 'user'
  /** A page that does. */
  readonly href: string
  /** The rules that say which pages do, with what they answer of `href`. */
  readonly op: 'any' | 'all'
  readonly rules: readonly UrlRuleAnswer[]
}

/** This happens on the page; `time_on_page` is that the page stays open for so long. */
export interface TriggerChange {
  readonly kind: 'trigger'
  readonly by: 'user'
  readonly trigger: Trigger
}

/** A trait is another one: one value of all those that would do. */
export interface TraitChange {
  readonly kind: 'trait'
  readonly by: 'user'
  readonly fact: string
  /** The way into the trait; `null` is the trait itself. */
  readonly path: string | null
  /** What is there; `undefined` where nothing is. */
  readonly from: unknown
  /** `undefined` takes it away. */
  readonly to: unknown
  /** The comparison that asks for it, and what it must answer: not `holds` stands under a `not`. */
  readonly operator: string
  readonly value: unknown
  readonly holds: boolean
}

/** The event that an experience's recurrence waits for is tracked just before (H4). */
export interface TrackChange {
  readonly kind: 'track'
  readonly by: 'user'
  readonly event: string
}

/** The profile is no longer disabled (E2). */
export interface EnableChange {
  readonly kind: 'enable'
  readonly by: 'author'
}

/** An update of the delivery: one field has the value that lets it pass (D1, D10). */
export type DeliveryChange = {
  readonly kind: 'delivery'
  readonly by: 'author'
  readonly deliveryId: string
} & (
  | { readonly field: 'from' | 'until'; readonly from: Instant; readonly to: null }
  | { readonly field: 'useSegmentation' | 'once'; readonly from: true; readonly to: false }
  | { readonly field: 'skipUrlMatch' | 'skipTriggers'; readonly from: false; readonly to: true }
)

/** The delivery stands directly before another pending one (D8). */
export interface DeliveryPositionChange {
  readonly kind: 'delivery_position'
  readonly by: 'author'
  readonly deliveryId: string
  /** The delivery that it goes before. */
  readonly above: string
  /** Its `delivery_ids_position`. */
  readonly to: number
}

/** Another delivery, which goes first, is removed. */
export interface RemoveDeliveryChange {
  readonly kind: 'remove_delivery'
  readonly by: 'author'
  readonly deliveryId: string
}

/** The experience is live: published, without an end, back in the catalog if it was removed (C2, C6). */
export interface PublishChange {
  readonly kind: 'publish'
  readonly by: 'author'
  readonly experienceId: string
  /** Its `published_at`: its own where that has come, else now. */
  readonly at: Instant
}

/** Another experience, which shows on the page load and so leaves no room for a trigger, is not published. */
export interface UnpublishChange {
  readonly kind: 'unpublish'
  readonly by: 'author'
  readonly experienceId: string
}

/** Its URL rules are others: no page was found that they would let through. Verified without any rule. */
export interface UrlRulesChange {
  readonly kind: 'url_rules'
  readonly by: 'author'
  readonly experienceId: string
}

/** Its segment is another: no trait was found that would bring the profile in. Verified without a segment. */
export interface SegmentChange {
  readonly kind: 'segment'
  readonly by: 'author'
  readonly experienceId: string
}

/** It has no control group (E8). */
export interface ControlGroupChange {
  readonly kind: 'control_group'
  readonly by: 'author'
  readonly experienceId: string
  readonly from: readonly [number, number]
}

/** It may recur on every page load (H4). */
export interface RecurrenceChange {
  readonly kind: 'recurrence'
  readonly by: 'author'
  readonly experienceId: string
  readonly from: Recurrence
  readonly to: { readonly kind: 'page' }
}

/** The limit group is one larger than what it counts (L3). */
export interface GroupSizeChange {
  readonly kind: 'group_size'
  readonly by: 'author'
  readonly groupId: string
  readonly from: number
  readonly to: number
}

/** The experience has a `rate_unlimit_at`: no limit group holds it back (L7). */
export interface ExemptChange {
  readonly kind: 'exempt'
  readonly by: 'author'
  readonly experienceId: string
}

/** The experience stands before another one of its kind, which shows now (E1). */
export interface PositionChange {
  readonly kind: 'position'
  readonly by: 'author'
  readonly experienceId: string
  /** The experience that it goes before. */
  readonly above: string
  readonly from: number | null
  /** A position that does. */
  readonly to: number
}

/** The setting `automatic_order` has its kind first (E1). */
export interface AutomaticOrderChange {
  readonly kind: 'automatic_order'
  readonly by: 'author'
  readonly to: readonly [ExperienceKind, ExperienceKind]
}

/** A show that fills a limit group had not happened. */
export interface WithoutShowChange {
  readonly kind: 'without_show'
  readonly by: 'nobody'
  readonly interactionId: string
  readonly experienceId: string
  readonly at: Instant
}
