/**
 * Whole traces against a catalog: what showed, what did not and why; scenarios, and the clock that time passes on.
 *
 * @module
 */

export { removeCheckpoint } from './checkpoint/checkpoint-file.js'
export {
  type CheckpointDigests,
  type CheckpointOptions,
  CheckpointRefused,
  type FileDigest,
} from './checkpoint/options.js'
export { type Clock, createClock } from './clock.js'
export type { Change, ChangeClass, changeClasses, Pair, ReasonedAnswer } from './compare/answer.js'
export { type CompareOptions, type ComparisonResult, compare } from './compare/compare.js'
export {
  type BeforeAfter,
  type ClassCounts,
  type Comparison,
  type ExperienceChange,
  emptyComparison,
  isChanged,
  mergeComparisons,
  type WorseOff,
  type WorseOffProfile,
} from './compare/comparison.js'
export type { Example, ExplainedPair, SentencePair } from './compare/example.js'
export {
  type AnswerOutput,
  type ChangeLine,
  type ComparisonOutput,
  changeLine,
  type ExampleOutput,
  type ExperienceChangeOutput,
  type WorseOffOutput,
  writeComparison,
} from './compare/output-comparison.js'
export type { ReasonMatrix, Standing } from './compare/reason-matrix.js'
export { decisionLine, type ReasonsWanted } from './decision-writer.js'
export {
  type CandidateLoad,
  type Digest,
  type DigestOptions,
  type DigestShow,
  digest,
  type ExplainedLoad,
  type NearestLoad,
  type ReasonSpan,
  type RefusedDelivery,
} from './digest.js'
export { DuckdbFailure, type DuckdbFault } from './duckdb/failure.js'
export { parquetPages } from './duckdb/parquet-pages.js'
export { type ParquetRowsOptions, parquetRows } from './duckdb/parquet-rows.js'
export type { DuckdbOptions } from './duckdb/session.js'
export type { StoryCursor } from './life-story/cursor.js'
export type { Answer, DispatchEvent, StoryEvent, TimerEvent } from './life-story/event.js'
export type { FullLimit, FullStretch } from './life-story/full-limits.js'
export type { HeldBack } from './life-story/held.js'
export type { DecisionOutput } from './life-story/output-story.js'
export {
  type StoryEventOutput,
  type StoryMomentOutput,
  type StoryOutput,
  writeStory,
  writeStoryMoment,
} from './life-story/output-story.js'
export {
  type FullLimitOutput,
  type TimelineEventOutput,
  type TimelineOutput,
  writeTimeline,
} from './life-story/output-timeline.js'
export type { Kept, Sheet } from './life-story/sheet.js'
export { type Story, type StoryOptions, type StoryQuestion, tellStory } from './life-story/story.js'
export type { Assumption, MissingFact } from './metrics/assumptions.js'
export { type BootstrapOptions, type BootstrapResult, bootstrap, type Interval } from './metrics/bootstrap.js'
export type { Blockers, CountOf } from './metrics/code-counts.js'
export type { DeliveryFates, TimeToShow } from './metrics/delivery-summary.js'
export type { Starvation } from './metrics/experience-summary.js'
export type { FatigueSummary } from './metrics/fatigue-summary.js'
export type { GroupDay, GroupSummary } from './metrics/group-summary.js'
export {
  type CallMetrics,
  type DayMetrics,
  type DeliveryMetrics,
  type ExperienceMetrics,
  emptyMetrics,
  type FidelityMetrics,
  type GroupDayMetrics,
  type GroupMetrics,
  type HoldMetrics,
  type Metrics,
  mergeMetrics,
  type ShowMetrics,
  type StarvationMetrics,
} from './metrics/metrics.js'
export type { Counts, Histogram, Keyed, Ranked } from './metrics/monoid.js'
export { type Refusal, type RefusedCounts, refusedCount } from './metrics/refusals.js'
export type { ByChannel, SendingSummary, SendingsSummary } from './metrics/sending-summary.js'
export type { SendingMetrics } from './metrics/sendings.js'
export type { UserRow } from './metrics/user-rows.js'
export type { WarmUp } from './metrics/warm-up.js'
export { type ChangeOutput, type CounterfactualOutput, writeCounterfactual } from './output-counterfactual.js'
export { type DigestOutput, writeDigest } from './output-digest.js'
export {
  type CandidateOutput,
  type CheckOutput,
  type ExplanationOutput,
  writeExplanation,
} from './output-explanation.js'
export {
  type AssumptionOutput,
  type DayOutput,
  type DeliveriesOutput,
  type FatesOutput,
  type FidelityOutput,
  type GroupOutput,
  type SendingOutput,
  type SendingsOutput,
  type SimulationOutput,
  type WarmUpOutput,
  writeSimulation,
} from './output-summary.js'
export type { ReadingOptions, TraceReport } from './reading.js'
export type { Call, CallEvent, Called, Question, ReplayOptions } from './replay.js'
export { runScenario, type ScenarioFailure, type ScenarioReport } from './scenario.js'
export type { Dispatched } from './sendings/take-due.js'
export { type SimulateOptions, type SimulationResult, simulate } from './simulate.js'
export type {
  CodeCounts,
  DaySummary,
  DeliverySummary,
  EditCounts,
  ExperienceSummary,
  Fidelity,
  Summary,
} from './summary.js'
export { type Combination, combine } from './sweep/combinations.js'
export { type SweepOutput, type SweepPointOutput, writeSweep } from './sweep/output-sweep.js'
export { type SweepFigures, type SweepOptions, type SweepPoint, type SweepResult, sweep } from './sweep/sweep.js'
export { type Parameter, parseVary } from './sweep/vary.js'
export type {
  Container,
  MappedFormat,
  Row,
  TraceFormat,
  TranslatedFormat,
  Translation,
  WireEvent,
} from './traces/formats/format.js'
export { type TraceFormatName, traceFormatNames } from './traces/formats/index.js'
export type { Head, Layout } from './traces/head.js'
export type { Identities, Person } from './traces/identity.js'
export { type Mapping, parseMapping, plainMapping } from './traces/mapping.js'
export { type OpenTracesOptions, openTraces } from './traces/open.js'
export type {
  ParquetPageChunk,
  ParquetPageLoads,
  ParquetPageNames,
  ParquetPages,
  ParquetRows,
} from './traces/parquet.js'
export type { TracePart } from './traces/part.js'
export { openTrace, type TraceFiles, TraceRefusal, type TraceSource } from './traces/source.js'
export { WorkerLost } from './workers/worker-lost.js'
