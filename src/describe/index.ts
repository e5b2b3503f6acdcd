export { describeChange, describeChangeSet } from './change.js'
export { type CounterfactualWords, describeCounterfactual } from './counterfactual.js'
export {
  type CandidateWords,
  type Description,
  describe,
  describeCandidate,
  describeSettled,
  describeVerdict,
  type SettledWords,
} from './describe.js'
export type { Evidence } from './evidence.js'
export { describeFinding, type FindingWords } from './finding.js'
export { actorWords, type Reason, reasons } from './reasons.js'
export { type ShownZone, showInstant } from './time.js'
export { type DescribeOptions, type Names, namesOf } from './voice.js'
