import type { DecisionLine } from '../authoring/decision-line.js'
import { formatInstant } from '../conditions/index.js'
import { candidateId } from '../eligibility/candidate.js'
import { visitNear } from '../eligibility/near.js'
import { nextAt, verdictsOf } from '../eligibility/verdicts.js'
import type { Code } from '../model/index.js'
import type { Question } from './replay.js'

/** Whose reasons a decision line gives: of those that came near, of all, of none. */
export type ReasonsWanted = 'near' | 'all' | 'none'

/**
 * One line of the decisions: for each page load, and each trigger or timer that led to a show; `null` for any other
 * question. To be called before the decision's changes are recorded.
 */
export function decisionLine(question: Question, wanted: ReasonsWanted): DecisionLine | null {
  const { line, kind, subject, moment, decision } = question
  const isLoad = kind === 'page' || kind === 'peek'
  if (!isLoad && decision.outcome !== 'show') return null
  const { profile } = subject
  return {
    line,
    at: formatInstant(moment.now),
    profile_id: profile.id,
    href: moment.href,
    outcome: decision.outcome,
    ...(decision.outcome === 'none' ? {} : { experience_id: decision.experienceId }),
    ...(decision.outcome === 'show' ? { via: decision.via } : {}),
    ...('deliveryId' in decision ? { delivery_id: decision.deliveryId } : {}),
    ...('options' in decision && decision.options !== null ? { options: decision.options } : {}),
    ...reasons(question, wanted),
  }
}

function reasons({ subject, moment }: Question, wanted: ReasonsWanted): Pick<DecisionLine, 'reasons' | 'next_at'> {
  if (wanted === 'none') return {}
  const found: [id: string, code: Code, next: number | null][] = []
  if (wanted === 'all' || moment.trigger !== null) {
    for (const { id, code, nextAt } of verdictsOf(subject, moment).candidates) found.push([id, code, nextAt])
  } else {
    visitNear(subject, moment, (candidate, code) => {
      found.push([candidateId(candidate), code, nextAt(code, candidate, subject, moment)])
    })
  }
  if (found.length === 0) return {}
  const waits = found.flatMap(([id, , next]) => (next === null ? [] : [[id, formatInstant(next)] as const]))
  return {
    reasons: Object.fromEntries(found.map(([id, code]) => [id, code])),
    ...(waits.length === 0 ? {} : { next_at: Object.fromEntries(waits) }),
  }
}
