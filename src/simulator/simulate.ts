import type { TraceEvent } from '../authoring/trace-event.js'
import type { Catalog, Instant, Problem } from '../model/index.js'
import { removeCheckpoint } from './checkpoint/checkpoint-file.js'
import type { CheckpointOptions } from './checkpoint/options.js'
import { checkpointToResume } from './checkpoint/resume.js'
import type { ReasonsWanted } from './decision-writer.js'
import { Pass } from './pass.js'
import type { Called, Question, ReplayOptions } from './replay.js'
import type { Summary } from './summary.js'
import { Survey } from './survey.js'
import { type Mapping, plainMapping } from './traces/mapping.js'
import { readTrace, type TraceTaker } from './traces/read.js'
import type { TraceSource } from './traces/source.js'

export interface SimulateOptions extends Partial<ReplayOptions> {
  readonly mapping?: Mapping
  /** Stops at the first line that cannot be read. */
  readonly strict?: boolean
  /** Only this profile is taken through its events: what is said of one does not depend on the others (P3). */
  readonly profileId?: string
  /** Events later than this are passed over. */
  readonly until?: Instant
  /** Taken after those of the trace: what if this happened next? */
  readonly thenEvents?: readonly TraceEvent[]
  /** How many threads replay beside this one, which reads; by default none. The result is the same. */
  readonly workers?: number
  /** Reads the trace twice from the start, so that nothing told is ever taken back by `onRestart`. */
  readonly surveyFirst?: boolean
  /**
   * Each question and its answer, before what was decided is recorded. A trace that turns out not to be in order is
   * begun anew: then `onRestart` comes first, and what was told before it counts no more.
   */
  readonly onQuestion?: (question: Question) => void
  readonly onCall?: (line: number, outcome: Called) => void
  readonly onRestart?: () => void
  /** So many events of a trace out of order are sorted in memory, by default a million; more out of core, by DuckDB. */
  readonly mostInMemory?: number
  /** Intervals for reach and shows, by drawing users anew so many times. */
  readonly bootstrap?: { readonly rounds: number; readonly seed: number }
  /** Writes down now and then how far it came. */
  readonly checkpoint?: CheckpointOptions
  /** Takes the decisions, as lines of text in the order of the replay. */
  readonly decisions?: { readonly reasons: ReasonsWanted; readonly write: (line: string) => void }
  /** After each chunk that was read: bytes of the source, of this pass. `false` ends the replay there. */
  readonly onProgress?: (bytes: number, pass: number) => Promise<boolean> | boolean
}

export interface SimulationResult {
  readonly summary: Summary
  readonly trace: TraceReport
  /** Ended early, by `strict` or by `onProgress`. */
  readonly isPartial: boolean
}

/** What the reading of a trace came to. */
export interface TraceReport {
  readonly lines: number
  readonly events: number
  readonly duplicates: number
  /** Lines that were out of order within their profile and were sorted (T6). */
  readonly moved: number
  readonly unreadable: number
  /** Rows of another format that are no event of ours. */
  readonly passedOver: number
  /** The first of them. */
  readonly problems: readonly Problem[]
}

/**
 * Replays a trace against a catalog.
 *
 * A trace that is in order within each profile is read once, in memory that grows with profiles, not with events. One
 * that is not, or that edits the catalog or names profiles by `uid`, is surveyed first; lines out of order are sorted,
 * in memory or, where there are very many, by DuckDB (T6). The result is the same either way.
 *
 * @throws what reading the source throws
 */
export async function simulate(
  catalog: Catalog,
  source: TraceSource,
  options: SimulateOptions = {},
): Promise<SimulationResult> {
  const resumed = options.checkpoint === undefined ? null : checkpointToResume(options.checkpoint)
  if (options.surveyFirst !== true && resumed?.header.isSurveyed !== true) {
    const straight = new Pass(catalog, source, options, { survey: null, resumed })
    if (await replay(straight, () => straight.run())) return straight.result()
    if (options.checkpoint !== undefined) removeCheckpoint(options.checkpoint.folder)
    options.onRestart?.()
  }
  const survey = new Survey()
  await surveyTrace(source, options, survey)
  const pass = new Pass(catalog, source, options, { survey, resumed: resumed?.header.isSurveyed ? resumed : null })
  await replay<unknown>(pass, () => (survey.moved > 0 ? pass.runSorted() : pass.run()))
  return pass.result()
}

async function replay<T>(pass: Pass, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } finally {
    pass.stop()
  }
}

async function surveyTrace(source: TraceSource, options: SimulateOptions, survey: Survey): Promise<void> {
  const { mapping = plainMapping, onProgress } = options
  let bytes = 0
  const taker: TraceTaker<string> = {
    profile: (id) => id,
    page: (id, at) => survey.time(id, at),
    event: (event, line) => survey.event(event, line),
    unreadable: () => options.strict !== true,
    pause: () => onProgress?.(bytes, 2) ?? true,
  }
  await readTrace(source, mapping, taker, (read) => {
    bytes = read
  })
}
