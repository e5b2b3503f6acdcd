/**
 * The evidence: what `explain` of the core answers, with every check and the values that it compared. Apart, because
 * what only decides needs none of it.
 *
 * @module
 */

export type {
  ComparisonExplanation,
  ConditionExplanation,
  ManyExplanation,
  NotExplanation,
  SegmentExplanation,
} from '../conditions/index.js'
export type { UrlRuleAnswer } from '../urls/index.js'
export { explain, type FullCandidateExplanation, type FullExplanation } from './explain.js'
export type { CheckName, FillingShow, Finding, GroupFinding } from './finding.js'
