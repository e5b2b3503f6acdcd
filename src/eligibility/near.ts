import { lowestBit } from '../engine/index.js'
import type { Code } from '../model/index.js'
import { attempt } from './attempt.js'
import { blanketCode } from './blanket.js'
import type { Candidate, Moment } from './candidate.js'
import { insideOf } from './segments.js'
import type { Subject } from './subject.js'

/**
 * Visits the candidates that came near: live, on their page and in their segment (and a delivery that was discarded),
 * each with its code (X2), in order. What `explain` says of them, without the evidence. To be asked before the
 * decision's changes are recorded.
 */
export function visitNear(subject: Subject, moment: Moment, visit: (candidate: Candidate, code: Code) => void): void {
  subject.refresh()
  const { engine, pending } = subject
  const blanket = blanketCode(subject.profile)
  let isWon = false
  const codeOf = (candidate: Candidate): Code => {
    if (blanket !== null) return blanket
    if (isWon && candidate.delivery !== null) return 'outranked'
    const code = attempt(candidate, subject, moment)
    if (code !== 'shown' && code !== 'redirected' && code !== 'armed') return code
    if (isWon) return 'outranked'
    isWon = code !== 'armed'
    return code
  }
  for (let k = 0; k < pending.length; k++) {
    const candidate = pending[k] as Candidate
    const code = codeOf(candidate)
    if (code !== 'not_live' && code !== 'url_mismatch') visit(candidate, code)
  }
  const page = engine.pages.at(moment.href, moment.now)
  for (let k = 0; k < page.size; k++) {
    const word = page.words[k] as number
    for (let rest = insideOf(subject, word, page.bits[k] as number, moment.now); rest !== 0; rest &= rest - 1) {
      const candidate = engine.candidates[(word << 5) + lowestBit(rest)] as Candidate
      visit(candidate, codeOf(candidate))
    }
  }
}
