import { checksOf } from '../eligibility/attempt.js'
import { blanketCode } from '../eligibility/blanket.js'
import type { Candidate, Moment } from '../eligibility/candidate.js'
import { type Check, nextAfter } from '../eligibility/check.js'
import { historyCheck } from '../eligibility/checks/history.js'
import { fullGroups } from '../eligibility/checks/limits.js'
import { recurrenceFreeAt, snoozeFreeAt } from '../eligibility/history.js'
import type { Subject } from '../eligibility/subject.js'
import type { CompiledGroup } from '../engine/index.js'
import type { Code, Instant } from '../model/index.js'
import { never } from '../model/index.js'

/** One thing that keeps a candidate from showing, and the instant before which it does not end by itself. */
export type Obstacle =
  | { readonly kind: CheckCode; readonly endsAt: Instant }
  | { readonly kind: 'rate_limited'; readonly endsAt: Instant; readonly group: CompiledGroup }
  /** It passes, but this goes first: at once, or when the trigger comes. */
  | { readonly kind: 'outranked'; readonly endsAt: Instant; readonly by: Candidate; readonly onTrigger: boolean }
  /** Its trigger came, but it was not armed on this page (E7). */
  | { readonly kind: 'unarmed'; readonly endsAt: Instant }

/** The codes of checks, and of what holds back everything at once; `discarded` is a delivery that is gone by then. */
export type CheckCode = Exclude<
  Code,
  'shown' | 'redirected' | 'rate_limited' | 'outranked' | 'triggered' | 'removed' | 'dropped'
>

/** What tells obstacles apart. */
export const nameOf = (obstacle: Obstacle): string =>
  obstacle.kind === 'rate_limited' ? `${obstacle.kind} ${obstacle.group.index}` : obstacle.kind

/** Every check that a candidate fails by itself, not only the first. */
export function ownObstacles(candidate: Candidate, subject: Subject, moment: Moment): readonly Obstacle[] {
  const blanket = blanketCode(subject.profile)
  const obstacles: Obstacle[] = blanket === null ? [] : [{ kind: blanket as CheckCode, endsAt: never }]
  for (const check of checksOf(candidate)) {
    const code = check.fails(candidate, subject, moment)
    if (code === null) continue
    if (code === 'rate_limited') obstacles.push(...limitObstacles(candidate, subject, moment))
    else if (check === historyCheck) obstacles.push(...historyObstacles(candidate, subject, moment))
    else obstacles.push({ kind: code as CheckCode, endsAt: endOf(code, check, candidate, subject, moment) })
  }
  return obstacles
}

function endOf(code: Code, check: Check, candidate: Candidate, subject: Subject, moment: Moment): Instant {
  // A timer that is due is a trigger, which has to come.
  const turns = code === 'armed' ? [] : (check.turns?.(candidate, subject, moment) ?? [])
  return nextAfter(moment.now, turns) ?? never
}

const limitObstacles = (candidate: Candidate, subject: Subject, moment: Moment): readonly Obstacle[] =>
  fullGroups(candidate, subject, moment).map((group) => ({
    kind: 'rate_limited',
    group,
    endsAt: subject.roomAt(group),
  }))

/** Where recurrence and a snooze both hold, each is an obstacle (H5). */
function historyObstacles(
  { experience }: Candidate,
  { pasts, profile }: Subject,
  { now }: Moment,
): readonly Obstacle[] {
  const past = pasts.of(experience.index)
  if (past === undefined) return []
  const obstacles: readonly Obstacle[] = [
    { kind: 'recurrence', endsAt: recurrenceFreeAt(experience, past, profile) },
    { kind: 'snoozed', endsAt: snoozeFreeAt(past) },
  ]
  return obstacles.filter(({ endsAt }) => now < endsAt)
}

/** The instant before which what shows would not make way by itself. */
export function makesWayAt(winner: Candidate, subject: Subject, moment: Moment): Instant {
  const turns = checksOf(winner).flatMap((check) => check.turns?.(winner, subject, moment) ?? [])
  return nextAfter(moment.now, turns) ?? never
}
