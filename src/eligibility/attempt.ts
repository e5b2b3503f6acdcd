import type { Code } from '../model/index.js'
import type { Candidate, Moment } from './candidate.js'
import type { Check } from './check.js'
import { automaticChecks, deliveryChecks } from './checks/index.js'
import type { Subject } from './subject.js'

/** What each check of a candidate says, in order. */
export type Answers = readonly (Code | null)[]

/** The checks of a candidate, in order. */
export const checksOf = ({ delivery }: Candidate): readonly Check[] =>
  delivery === null ? automaticChecks : deliveryChecks

/**
 * What comes of a candidate whose turn it is: `shown`, `redirected`, or the code of the first check that it fails.
 * The one place where the checks' order counts (E3, E5).
 *
 * @param answers what each check says, where they have been asked before
 */
export function attempt(candidate: Candidate, subject: Subject, moment: Moment, answers?: Answers): Code {
  const checks = checksOf(candidate)
  let first: Code | null = null
  for (let k = 0; k < checks.length; k++) {
    const code = answers ? answers[k] : (checks[k] as Check).fails(candidate, subject, moment)
    if (!code) continue
    if (code !== 'url_mismatch' || !mayRedirect(candidate)) return first ?? code
    first = code
  }
  return first === null ? 'shown' : 'redirected'
}

/** E4: where only the URL does not match, a delivery may send the page on, once. */
const mayRedirect = ({ delivery, experience }: Candidate): boolean =>
  delivery?.redirect === true && delivery.redirectState === 'none' && experience.source.startUrl !== null
