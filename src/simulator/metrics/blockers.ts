import { checksOf } from '../../eligibility/attempt.js'
import { blanketCode } from '../../eligibility/blanket.js'
import type { Candidate, Moment } from '../../eligibility/candidate.js'
import { isInControlGroup } from '../../eligibility/checks/control-group.js'
import { historyCheck } from '../../eligibility/checks/history.js'
import { limitedAt } from '../../eligibility/open.js'
import type { Subject } from '../../eligibility/subject.js'
import { hasBit } from '../../engine/index.js'
import { type Code, codes } from '../../model/code.js'

/** A set of codes: one bit each, by its place in the closed list. */
export type CodeSet = number

export const codePlaces: ReadonlyMap<Code, number> = new Map(codes.map((code, place) => [code, place]))

const bitOf = (code: Code): CodeSet => 1 << (codePlaces.get(code) as number)

const bits = {
  armed: bitOf('armed'),
  control: bitOf('control_group'),
  limited: bitOf('rate_limited'),
  outranked: bitOf('outranked'),
}

/**
 * Everything that keeps an automatic candidate that came near from showing on a page load, not only the first:
 * it is live, on its page and in its segment. What history says is not asked again where the code tells it (E5).
 *
 * @param code the first failure, as `visitNear` gives it
 * @param isOutranked whether something before it won
 */
export function automaticBlockers(
  candidate: Candidate,
  code: Code,
  isOutranked: boolean,
  subject: Subject,
  moment: Moment,
): CodeSet {
  const { engine, profile } = subject
  const { index } = candidate.experience
  let found = bitOf(code)
  if (isOutranked) found |= bits.outranked
  if (hasBit(engine.experiments, index) && isInControlGroup(candidate, subject)) found |= bits.control
  if (blanketCode(profile) !== null || code === 'control_group') {
    const held = historyCheck.fails(candidate, subject, moment)
    if (held !== null) found |= bitOf(held)
  }
  if (hasBit(limitedAt(subject, moment.now), index)) found |= bits.limited
  if (hasBit(engine.triggered, index)) found |= bits.armed
  return found
}

/** The same of a pending delivery, by all of its checks (E3). */
export function deliveryBlockers(candidate: Candidate, code: Code, subject: Subject, moment: Moment): CodeSet {
  let found = bitOf(code) // of what stands behind a winner it is that it is outranked
  for (const check of checksOf(candidate)) {
    const failure = check.fails(candidate, subject, moment)
    if (failure !== null) found |= bitOf(failure)
  }
  return found
}

/** Whether just one thing is in the way. */
export const isSole = (blockers: CodeSet): boolean => (blockers & (blockers - 1)) === 0

/** Whether the only thing in the way is that something else went first. */
export const isOnlyOutranked = (blockers: CodeSet): boolean => blockers === bits.outranked
