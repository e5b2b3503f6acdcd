export type {
  ComparisonExplanation,
  ConditionExplanation,
  ManyExplanation,
  NotExplanation,
  SegmentExplanation,
} from '../conditions/index.js'
export { type Eligible, eligible } from '../eligibility/eligible.js'
export { validUntil } from '../eligibility/valid-until.js'
export type { CandidateVerdict, SettledDelivery, Verdicts } from '../eligibility/verdicts.js'
export type { UrlRuleAnswer } from '../urls/index.js'
export { type CandidateExplanation, type Explanation, explain } from './explain.js'
export type { CheckName, FillingShow, Finding, GroupFinding } from './finding.js'
export { nearestFirst } from './nearest.js'
