import { formatInstant } from '../../conditions/index.js'
import type { Instant } from '../../model/index.js'
import type { ReplayOptions } from '../replay.js'
import type { WarmUp } from './warm-up.js'

/** Something that has to be believed for the figures to mean anything. */
export type Assumption =
  | { readonly code: 'page_loads_fixed' }
  | { readonly code: 'shows_completed' }
  | { readonly code: 'shows_end_as_recorded' }
  | { readonly code: 'recorded_ignored' }
  | { readonly code: 'nothing_before_trace' }
  | { readonly code: 'limits_warm_up'; readonly group: string; readonly until: Instant }
  | { readonly code: 'lifetime_limits'; readonly groups: readonly string[] }
  | { readonly code: 'facts_missing'; readonly facts: readonly MissingFact[]; readonly profiles: number }
  | { readonly code: 'time_ends_with_last_event' }

/** A fact that segments ask for, and how many profiles do not have it. */
export interface MissingFact {
  readonly fact: string
  readonly profiles: number
}

interface Found {
  readonly warmUp: WarmUp | null
  readonly lifetimeGroups: readonly string[]
  readonly missing: readonly MissingFact[]
  readonly profiles: number
}

export function assumptionsOf(options: ReplayOptions, found: Found): readonly Assumption[] {
  const { warmUp, lifetimeGroups, missing, profiles } = found
  return [
    { code: 'page_loads_fixed' },
    { code: options.behaviour === 'assumed' ? 'shows_completed' : 'shows_end_as_recorded' },
    ...(options.recorded === 'ignore' ? [{ code: 'recorded_ignored' } as const] : []),
    { code: 'nothing_before_trace' },
    ...(warmUp === null ? [] : [{ code: 'limits_warm_up', group: warmUp.groupId, until: warmUp.until } as const]),
    ...(lifetimeGroups.length === 0 ? [] : [{ code: 'lifetime_limits', groups: lifetimeGroups } as const]),
    ...(missing.length === 0 ? [] : [{ code: 'facts_missing', facts: missing, profiles } as const]),
    { code: 'time_ends_with_last_event' },
  ]
}

/** How many facts a sentence names. */
const mostFacts = 5

/** The same as a sentence. */
export function assumptionText(assumption: Assumption): string {
  switch (assumption.code) {
    case 'page_loads_fixed':
      return 'the page loads would have been the same whatever was shown'
    case 'shows_completed':
      return 'whatever shows is completed at once, unless a recorded interaction says otherwise'
    case 'shows_end_as_recorded':
      return 'a show ends only when a recorded interaction ends it'
    case 'recorded_ignored':
      return 'recorded interactions are left out'
    case 'nothing_before_trace':
      return 'nobody was shown anything before the trace begins, unless it records it'
    case 'limits_warm_up':
      return `so limits may have had less room than here until ${formatInstant(assumption.until)} (${assumption.group})`
    case 'lifetime_limits':
      return `and lifetime limits all along (${assumption.groups.join(', ')})`
    case 'facts_missing':
      return `what a profile does not have is missing: ${missingText(assumption)}`
    case 'time_ends_with_last_event':
      return "a profile's time ends with its last event: timers due later do not fire"
  }
}

function missingText({ facts, profiles: all }: Extract<Assumption, { code: 'facts_missing' }>): string {
  const named = facts.slice(0, mostFacts).map(({ fact, profiles }) => `${fact} for ${profiles} of ${all} profiles`)
  const left = facts.length - named.length
  return named.join(', ') + (left > 0 ? ` and ${left} more` : '')
}
