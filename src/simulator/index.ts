/**
 * Whole traces against a catalog: what showed, what did not and why; scenarios, and the clock that time passes on.
 *
 * @module
 */

export { type Clock, createClock } from './clock.js'
export { decisionLine, type ReasonsWanted } from './decision-writer.js'
export type { Called, Question, ReplayOptions } from './replay.js'
export { runScenario, type ScenarioFailure, type ScenarioReport } from './scenario.js'
export { type SimulateOptions, type SimulationResult, simulate, type TraceReport } from './simulate.js'
export type { CodeCounts, DeliverySummary, ExperienceSummary, Fidelity, Summary } from './summary.js'
export { type Mapping, parseMapping, plainMapping } from './traces/mapping.js'
export { openTrace, type TraceSource } from './traces/source.js'
