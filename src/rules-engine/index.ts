export type { Facts, HistoryFacts } from '../conditions/index.js'
export { createSegmentEvaluator, type FactSource, type SegmentEvaluator } from './segment-evaluator.js'
