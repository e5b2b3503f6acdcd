import { hasBit, lowestBit } from '../engine/index.js'
import type { Code } from '../model/index.js'
import { attempt } from './attempt.js'
import { blanketCode } from './blanket.js'
import type { Candidate, Moment } from './candidate.js'
import { isInControlGroup } from './checks/control-group.js'
import { historyCheck } from './checks/history.js'
import { limitedAt } from './open.js'
import { insideOf } from './segments.js'
import type { Subject } from './subject.js'

/**
 * Visits the candidates that came near: live, on their page and in their segment (and a delivery that was discarded),
 * each with its code (X2), in order. What `explain` says of them, from the sets that `decide` goes by. To be asked
 * before the decision's changes are recorded.
 */
export function visitNear(subject: Subject, moment: Moment, visit: (candidate: Candidate, code: Code) => void): void {
  subject.refresh()
  const { engine, pending } = subject
  const blanket = blanketCode(subject.profile)
  let isWon = false
  for (let k = 0; k < pending.length; k++) {
    const candidate = pending[k] as Candidate
    const code = blanket ?? (isWon ? 'outranked' : attempt(candidate, subject, moment))
    if (code === 'shown' || code === 'redirected') isWon = true
    if (code !== 'not_live' && code !== 'url_mismatch') visit(candidate, code)
  }
  const page = engine.pages(moment.href, moment.now)
  for (let k = 0; k < page.length; k += 2) {
    const word = page[k] as number
    for (let rest = insideOf(subject, word, page[k + 1] as number, moment.now); rest !== 0; rest &= rest - 1) {
      const candidate = engine.candidates[(word << 5) + lowestBit(rest)] as Candidate
      const held = blanket ?? personalCode(candidate, subject, moment)
      const waits = hasBit(engine.triggered, candidate.experience.index)
      visit(candidate, held ?? (isWon ? 'outranked' : waits ? 'armed' : 'shown'))
      if (held === null && !waits) isWon = true
    }
  }
}

/** What holds back an experience that came near, in the order of the checks (E5); its triggers are not asked. */
function personalCode(candidate: Candidate, subject: Subject, moment: Moment): Code | null {
  const { experiments } = subject.engine
  const { index } = candidate.experience
  if (hasBit(experiments, index) && isInControlGroup(candidate, subject)) return 'control_group'
  const code = historyCheck.fails(candidate, subject, moment)
  if (code !== null) return code
  return hasBit(limitedAt(subject, moment.now), index) ? 'rate_limited' : null
}
