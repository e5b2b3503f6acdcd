import type { Code } from '../model/index.js'
import type { Candidate, Moment } from './candidate.js'
import type { Check } from './check.js'
import { automaticChecks, deliveryChecks } from './checks/index.js'
import type { Subject } from './subject.js'

/** The checks of a candidate, in order. */
export const checksOf = ({ delivery }: Candidate): readonly Check[] =>
  delivery === null ? automaticChecks : deliveryChecks

/**
 * What comes of a candidate whose turn it is: `shown`, `redirected`, or the code of the first check that it fails.
 * The one place where the checks' order counts (E3, E5).
 */
export function attempt(candidate: Candidate, subject: Subject, moment: Moment): Code {
  const checks = checksOf(candidate)
  for (let k = 0; k < checks.length; k++) {
    const code = (checks[k] as Check).fails(candidate, subject, moment)
    if (code === null) continue
    return code === 'url_mismatch' && redirects(candidate, subject, moment, k + 1) ? 'redirected' : code
  }
  return 'shown'
}

/** E4: where only the URL does not match, a delivery may send the page on, once. */
function redirects(candidate: Candidate, subject: Subject, moment: Moment, from: number): boolean {
  const { delivery, experience } = candidate
  if (delivery === null || !delivery.redirect || delivery.redirectState !== 'none') return false
  const later = checksOf(candidate).slice(from)
  return experience.source.startUrl !== null && later.every((check) => check.fails(candidate, subject, moment) === null)
}
