import type { Candidate } from '../candidate.js'
import type { Check } from '../check.js'

/** U: an experience's first step names its pages. A delivery may skip that (D1), or have arrived there by redirect (E4). */
export const urlCheck: Check = {
  fails: (candidate, _subject, { href }) =>
    isUrlSkipped(candidate) || hasArrived(candidate) || candidate.experience.matches(href) ? null : 'url_mismatch',
}

export const isUrlSkipped = ({ delivery }: Candidate): boolean => delivery?.skipUrlMatch ?? false

export const hasArrived = ({ delivery }: Candidate): boolean => delivery?.redirectState === 'arrived'
