import type { ConditionExplanation } from '../conditions/index.js'
import type { Instant, Recurrence, Trigger } from '../model/index.js'
import type { UrlRuleAnswer } from '../urls/index.js'

/** What one check found, with the values that it compared (X1). `passes` is what the decision goes by. */
export type Finding =
  | {
      readonly check: 'window'
      readonly passes: boolean
      readonly from: Instant | null
      readonly until: Instant | null
    }
  | {
      readonly check: 'live'
      readonly passes: boolean
      readonly publishedAt: Instant | null
      readonly unpublishedAt: Instant | null
      readonly removed: boolean
    }
  | {
      readonly check: 'control_group'
      readonly passes: boolean
      readonly percent: number
      readonly range: readonly [number, number] | null
    }
  | {
      readonly check: 'url'
      readonly passes: boolean
      /** A delivery may skip the match, or have arrived by its own redirect (E4). */
      readonly skipped: boolean
      readonly arrived: boolean
      readonly op: 'any' | 'all'
      readonly rules: readonly UrlRuleAnswer[]
    }
  | {
      readonly check: 'segment'
      readonly passes: boolean
      readonly skipped: boolean
      /** The tree with each leaf's answer and the actual value; `null` is everyone (X3). */
      readonly tree: ConditionExplanation | null
    }
  | { readonly check: 'once'; readonly passes: boolean; readonly once: boolean; readonly shows: number }
  | {
      readonly check: 'history'
      readonly passes: boolean
      readonly recurrence: Recurrence
      readonly endedAt: Instant | null
      readonly deferUntil: Instant | null
    }
  | {
      readonly check: 'limits'
      readonly passes: boolean
      /** Exempt by `rate_unlimit_at` (L7). */
      readonly exempt: boolean
      readonly groups: readonly GroupFinding[]
    }
  | {
      readonly check: 'triggers'
      readonly passes: boolean
      readonly skipped: boolean
      readonly triggers: readonly Trigger[]
    }

export type CheckName = Finding['check']

/** One limit group that contains the experience, full or not (L9). */
export interface GroupFinding {
  readonly id: string
  readonly full: boolean
  /** Its `rate_limit_kind`, as `2h`, `week` or `session` (L5). */
  readonly window: string
  readonly size: number
  /** Distinct experiences, or shows, that count now (L3). */
  readonly count: number
  /** The shows that count now, oldest first. */
  readonly shows: readonly FillingShow[]
  /** When a full group has room again if nothing else shows; `null` where it has room, or never will. */
  readonly roomAt: Instant | null
}

export interface FillingShow {
  readonly experienceId: string
  readonly interactionId: string
  readonly startedAt: Instant
}
