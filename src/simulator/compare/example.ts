import { describeCandidate } from '../../describe/describe.js'
import { Subject } from '../../eligibility/subject.js'
import type { Engine } from '../../engine/index.js'
import { type CandidateExplanation, type Explanation, explainSubject } from '../../explain/explain.js'
import type { Instant, Profile } from '../../model/index.js'
import { type ExplanationOutput, writeExplanation } from '../output-explanation.js'

/** A profile to whom the two catalogs make a difference, and why: both explanations of the first page load that they
 * answer differently. Plain data. */
export interface Example {
  readonly profileId: string
  /** Its page loads that are not `unchanged`. */
  readonly changes: number
  readonly line: number
  /** `null` where what is needed for it was not kept: `compare` reads those few profiles again. */
  readonly explained: ExplainedPair | null
}

export interface ExplainedPair {
  readonly before: ExplanationOutput
  readonly after: ExplanationOutput
  /** What stands differently in them, candidate by candidate. */
  readonly sentences: readonly SentencePair[]
}

/** A candidate in words, under each catalog; `null` where it is none. */
export interface SentencePair {
  readonly id: string
  readonly before: string | null
  readonly after: string | null
}

/** All that is needed to explain a page load later on. */
export interface Snapshot {
  readonly line: number
  readonly at: Instant
  readonly href: string
  readonly before: SnapshotSide
  readonly after: SnapshotSide
}

export interface SnapshotSide {
  readonly engine: Engine
  /** As it stood when it was asked: before what was decided was recorded. */
  readonly profile: Profile
}

export function explainPair({ at: now, href, before, after }: Snapshot): ExplainedPair {
  const explain = ({ engine, profile }: SnapshotSide): Explanation =>
    explainSubject(new Subject(engine, profile), { now, href, trigger: null })
  const [old, fresh] = [explain(before), explain(after)]
  return { before: writeExplanation(old), after: writeExplanation(fresh), sentences: sentencePairs(old, fresh) }
}

function sentencePairs(before: Explanation, after: Explanation): readonly SentencePair[] {
  const ids = new Set([...after.candidates, ...before.candidates].map(({ id }) => id))
  const of = (explanation: Explanation): ReadonlyMap<string, CandidateExplanation> =>
    new Map(explanation.candidates.map((candidate) => [candidate.id, candidate]))
  const [old, fresh] = [of(before), of(after)]
  const sentence = (explanation: Explanation, candidate: CandidateExplanation | undefined): string | null =>
    candidate === undefined ? null : describeCandidate(explanation, candidate).sentence
  return [...ids]
    .filter((id) => old.get(id)?.code !== fresh.get(id)?.code)
    .map((id) => ({ id, before: sentence(before, old.get(id)), after: sentence(after, fresh.get(id)) }))
}
