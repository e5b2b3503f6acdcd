export { type CompiledCondition, compileCondition, createConditionCompiler } from './compile.js'
export {
  type ComparisonExplanation,
  type ConditionExplanation,
  explainCondition,
  type ManyExplanation,
  type NotExplanation,
  type SegmentExplanation,
} from './explain.js'
export type { Facts, HistoryFacts } from './facts.js'
export { formatInstant, readInstant } from './instant.js'
export { operators } from './operators.js'
