export { createSegmentEvaluator, type FactSource, type SegmentEvaluator } from './segment-evaluator.js'
