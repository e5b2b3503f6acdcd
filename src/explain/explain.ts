import type { Candidate, Moment } from '../eligibility/candidate.js'
import { loaded } from '../eligibility/decide.js'
import { Subject } from '../eligibility/subject.js'
import { type CandidateVerdict, candidatesOf, type Verdicts, verdictsOf } from '../eligibility/verdicts.js'
import type { Engine } from '../engine/index.js'
import type { Instant, Page, Profile } from '../model/index.js'
import type { Finding } from './finding.js'
import { createFindings } from './findings.js'

/** An explanation with the evidence for every code. */
export interface Explanation extends Verdicts {
  readonly candidates: readonly CandidateExplanation[]
}

export interface CandidateExplanation extends CandidateVerdict {
  /** Each check in order, with the values that it compared. */
  readonly findings: readonly Finding[]
}

/**
 * What `explain` of the core answers, and for each candidate every check with the values that it compared: the
 * segment's tree, what each URL rule says, the groups and the shows that fill them.
 *
 * @param now milliseconds since the epoch (T2)
 * @example
 * ```ts
 * import { catalog, compile, experience, profile } from 'oncue'
 * import { explain } from 'oncue/explain'
 *
 * const engine = compile(catalog({ experiences: [experience({ id: 'nps', kind: 'survey', publishedAt: 2_000 })] }))
 * const { candidates } = explain(engine, profile('u1'), { href: 'https://app.example.com/' }, 1_000)
 * candidates[0]?.findings.find(({ passes }) => !passes)?.check // 'live'
 * ```
 */
export function explain(engine: Engine, profile: Profile, page: Page, now: Instant): Explanation {
  const subject = new Subject(engine, profile)
  return loaded(subject, page, now, (moment) => explainSubject(subject, moment))
}

/** The explanation as things stand: any page load is recorded already. */
export function explainSubject(subject: Subject, moment: Moment): Explanation {
  const explanation = verdictsOf(subject, moment)
  const asked = candidatesOf(subject, moment)
  const findingsOf = createFindings(subject, moment)
  const candidates = explanation.candidates.map((verdict, k) => {
    const { id, via, experienceId, code, nextAt, passes, fullGroups } = verdict // spread, it would take as long again
    const findings = findingsOf(asked[k] as Candidate)
    return { id, via, experienceId, code, nextAt, passes, fullGroups, findings }
  })
  return { ...explanation, candidates }
}
