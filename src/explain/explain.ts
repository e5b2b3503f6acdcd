import type { Moment } from '../eligibility/candidate.js'
import { loaded } from '../eligibility/decide.js'
import { Subject } from '../eligibility/subject.js'
import { type CandidateVerdict, judge, type Verdicts } from '../eligibility/verdicts.js'
import type { Engine } from '../engine/index.js'
import type { Instant, Page, Profile } from '../model/index.js'
import type { Finding } from './finding.js'
import { createFindings } from './findings.js'
import { explainTree, type TreeOf } from './trees.js'

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
 * segment's tree, what each URL rule says, the groups and the shows that fill them. Explanations share what they have in
 * common: their parts are not to be changed.
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
export function explainSubject(subject: Subject, moment: Moment, treeOf: TreeOf = explainTree): Explanation {
  const { verdicts, asked } = judge(subject, moment)
  const findingsOf = createFindings(subject, moment, treeOf)
  const candidates = verdicts.candidates as Unfinished[]
  // The verdicts are nobody else's yet: what was found is put to them, since copies would take as long again.
  asked.forEach(({ candidate, answers }, k) => {
    ;(candidates[k] as Unfinished).findings = findingsOf(candidate, answers)
  })
  return { ...verdicts, candidates }
}

type Unfinished = CandidateVerdict & { findings: readonly Finding[] }
