import { explainUrlRules } from '../../urls/index.js'
import type { Candidate } from '../candidate.js'
import type { Check } from '../check.js'

/** U: an experience's first step names its pages. A delivery may skip that (D1), or have arrived there by redirect (E4). */
export const urlCheck: Check = {
  name: 'url',
  fails: (candidate, _subject, { href }) =>
    isSkipped(candidate) || hasArrived(candidate) || candidate.experience.matches(href) ? null : 'url_mismatch',
  find: (candidate, subject, moment) => ({
    check: 'url',
    passes: urlCheck.fails(candidate, subject, moment) === null,
    skipped: isSkipped(candidate),
    arrived: hasArrived(candidate),
    op: candidate.experience.source.urlOp,
    rules: explainUrlRules(candidate.experience.source.urlRules, moment.href),
  }),
}

const isSkipped = ({ delivery }: Candidate): boolean => delivery?.skipUrlMatch ?? false

const hasArrived = ({ delivery }: Candidate): boolean => delivery?.redirectState === 'arrived'
