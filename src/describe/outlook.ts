import type { CandidateExplanation, Explanation } from '../explain/index.js'
import type { Code } from '../model/index.js'
import { checkNames } from './finding.js'
import { span } from './span.js'
import type { Voice } from './voice.js'

/**
 * When the check named by the code passes by itself, and what else holds the candidate back now (X3); `null` of what
 * showed or redirected.
 */
export function outlookOf(
  { at, winner }: Explanation,
  candidate: CandidateExplanation,
  { time }: Voice,
): string | null {
  const { code, nextAt, findings } = candidate
  if (code === 'shown' || code === 'redirected') return null
  if (code === 'armed' && winner !== null) return 'what shows ends its waiting; it may wait again on the next page load'
  if (nextAt === null) return beyondWaiting[code] ?? 'it will not show by waiting'
  const [, ...others] = findings.filter(({ passes }) => !passes)
  const still = others.map(({ check }) => checkNames[check]).join(', ')
  const rest =
    still === '' ? 'if nothing else changes until then' : `once nothing else holds it back; now ${still} would too`
  return `it could show from ${time(nextAt)} (in ${span(nextAt - at)}), ${rest}`
}

const beyondWaiting: Partial<Record<Code, string>> = {
  armed: 'it will show as soon as what it waits for happens, if it still can',
  busy: 'it may show when what is on screen ends, or on the next page load',
  outranked: 'it could show where nothing stands before it',
  url_mismatch: 'it will not show by waiting, but it may on another page',
}
