/**
 * Whole traces against a catalog: what showed, what did not and why; scenarios, and the clock that time passes on.
 *
 * @module
 */

export { type Clock, createClock } from './clock.js'
export { decisionLine, type ReasonsWanted } from './decision-writer.js'
export {
  type Digest,
  type DigestOptions,
  type DigestShow,
  digest,
  type ExplainedLoad,
  type NearestLoad,
  type ReasonSpan,
} from './digest.js'
export { type DigestOutput, writeDigest } from './output-digest.js'
export {
  type CandidateOutput,
  type CheckOutput,
  type ExplanationOutput,
  writeExplanation,
} from './output-explanation.js'
export { type FidelityOutput, type SimulationOutput, writeSimulation } from './output-summary.js'
export type { Called, Question, ReplayOptions } from './replay.js'
export { runScenario, type ScenarioFailure, type ScenarioReport } from './scenario.js'
export { type SimulateOptions, type SimulationResult, simulate, type TraceReport } from './simulate.js'
export type { CodeCounts, DeliverySummary, ExperienceSummary, Fidelity, Summary } from './summary.js'
export { type Mapping, parseMapping, plainMapping } from './traces/mapping.js'
export { openTrace, type TraceSource } from './traces/source.js'
