import type { Candidate } from '../eligibility/candidate.js'
import { type CompiledGroup, type Engine, hasBit } from '../engine/index.js'
import { type Instant, secondMs } from '../model/index.js'
import type { Change, WithoutShowChange } from './change.js'
import type { CheckCode, Obstacle } from './obstacle.js'
import type { Question } from './set-scene.js'

/** Whose obstacle it is, in which catalog, and from when on the time that a page is open counts. */
export interface Whose {
  readonly candidate: Candidate
  readonly engine: Engine
  readonly openAt: Instant
}

export function whoseOf(candidate: Candidate, { engine, profile, now }: Question): Whose {
  return { candidate, engine, openAt: Math.max(now, profile.pageAt ?? now) }
}

/**
 * Whether a change could take one of a candidate's own obstacles away at all. One that nothing in a set touches stands
 * whatever else is changed, so such a set need not be decided on. In doubt it is a yes.
 */
export function touches(change: Change, obstacle: Obstacle, whose: Whose): boolean {
  switch (obstacle.kind) {
    case 'outranked':
    case 'unarmed':
    case 'discarded':
      return true // by what is before it, or was: everything may have an effect there
    case 'rate_limited':
      return touchesLimit(change, obstacle.group, whose) || outlasts(change, obstacle, whose)
    case 'control_group':
      return change.kind === 'control_group' || (change.kind === 'trait' && change.fact === 'percent') // E8
    default:
      return change.kind === 'without_show'
        ? touchesPast(change, obstacle.kind, whose)
        : touched[change.kind].includes(obstacle.kind) || outlasts(change, obstacle, whose)
  }
}

/** A timer takes its time, and what ends before it is up is in nobody's way then. */
const outlasts = (change: Change, { endsAt }: Obstacle, { openAt }: Whose): boolean =>
  change.kind === 'trigger' &&
  change.trigger.on === 'time_on_page' &&
  endsAt <= openAt + change.trigger.seconds * secondMs

function touchesLimit(change: Change, { window, source, members }: CompiledGroup, { engine }: Whose): boolean {
  switch (change.kind) {
    case 'exempt':
      return true
    case 'without_show':
      return hasBit(members, engine.indexOf.get(change.experienceId) ?? -1)
    case 'group_size':
      return change.groupId === source.id
    case 'load':
    case 'page':
      return window.kind === 'session' // L5: a page load may open one
    case 'trait':
      return window.kind === 'calendar' && change.fact === 'zone'
    default:
      return false
  }
}

function touchesPast({ experienceId }: WithoutShowChange, kind: CheckCode, { candidate, engine }: Whose): boolean {
  const { source, segment } = candidate.experience
  if (kind === 'segment_mismatch') return engine.segments[segment]?.condition.usesHistory ?? false
  return (kind === 'already_seen' || kind === 'recurrence' || kind === 'snoozed') && experienceId === source.id
}

/** Of the other obstacles those that each kind of change may take away. */
const touched: Readonly<Record<Exclude<Change['kind'], 'without_show'>, readonly CheckCode[]>> = {
  wait: [],
  load: ['busy', 'profile_unseen', 'url_mismatch', 'armed'],
  page: ['busy', 'profile_unseen', 'url_mismatch', 'armed'],
  trigger: ['armed'],
  // What is heard of a profile shows that it is there (D2).
  trait: ['profile_unseen', 'segment_mismatch'],
  track: ['profile_unseen', 'recurrence', 'snoozed'],
  enable: ['profile_disabled', 'profile_unseen'],
  delivery: ['before_from', 'after_until', 'segment_mismatch', 'already_seen', 'url_mismatch', 'armed'],
  delivery_position: [],
  remove_delivery: [],
  publish: ['not_live'],
  unpublish: [],
  position: [],
  automatic_order: [],
  group_size: [],
  exempt: [],
  recurrence: ['recurrence', 'snoozed'],
  control_group: [],
  url_rules: ['url_mismatch'],
  segment: ['segment_mismatch'],
}
