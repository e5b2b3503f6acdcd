import { candidateId } from '../../eligibility/candidate.js'
import { visitNear } from '../../eligibility/near.js'
import { nextAt, verdictsOf } from '../../eligibility/verdicts.js'
import type { Code, Instant } from '../../model/index.js'
import type { Question } from '../replay.js'

/** A candidate that came near and did not show, and why. */
export interface HeldBack {
  readonly id: string
  readonly code: Code
  /** When that reason ends by itself, where it does. */
  readonly nextAt: Instant | null
}

/**
 * What came near on a page load (live, on its page, in its segment), or was armed when a trigger came, and did not show.
 * To be asked before the decision's changes are recorded.
 */
export function heldBack({ subject, moment }: Question): readonly HeldBack[] {
  const held: HeldBack[] = []
  if (moment.trigger !== null) {
    for (const { id, code, nextAt } of verdictsOf(subject, moment).candidates) held.push({ id, code, nextAt })
  } else {
    visitNear(subject, moment, (candidate, code) => {
      held.push({ id: candidateId(candidate), code, nextAt: nextAt(code, candidate, subject, moment) })
    })
  }
  return held.filter(({ code }) => code !== 'shown' && code !== 'redirected')
}
