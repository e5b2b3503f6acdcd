import { Subject } from '../../eligibility/subject.js'
import type { Engine } from '../../engine/index.js'
import { explainSubject } from '../../explain/explain.js'
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

export const explainPair = ({ at: now, href, before, after }: Snapshot): ExplainedPair => {
  const explain = ({ engine, profile }: SnapshotSide): ExplanationOutput =>
    writeExplanation(explainSubject(new Subject(engine, profile), { now, href, trigger: null }))
  return { before: explain(before), after: explain(after) }
}
