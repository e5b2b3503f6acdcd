import type { Catalog } from '../model/index.js'
import { removeCheckpoint } from './checkpoint/checkpoint-file.js'
import type { CheckpointOptions } from './checkpoint/options.js'
import { checkpointToResume } from './checkpoint/resume.js'
import type { ReasonsWanted } from './decision-writer.js'
import { LanesFeed } from './lanes-feed.js'
import { type ReadingOptions, readInto, type TraceReport } from './reading.js'
import type { CallEvent, Called, Question, ReplayOptions } from './replay.js'
import type { Dispatched } from './sendings/take-due.js'
import type { Summary } from './summary.js'
import type { TraceSource } from './traces/source.js'

export interface SimulateOptions extends Partial<ReplayOptions>, Omit<ReadingOptions, 'profileIds'> {
  /** Only this profile is taken through its events: what is said of one does not depend on the others (P3). */
  readonly profileId?: string
  /** How many threads replay beside this one, which reads; by default none. The result is the same. */
  readonly workers?: number
  /** Each question and its answer, before what was decided is recorded. What came before an `onRestart` counts no more. */
  readonly onQuestion?: (question: Question) => void
  readonly onCall?: (line: number, outcome: Called, event: CallEvent) => void
  /** What sendings send to a profile, before a delivery of theirs is recorded. */
  readonly onDispatch?: (dispatched: Dispatched) => void
  /** Intervals for reach and shows, by drawing users anew so many times. */
  readonly bootstrap?: { readonly rounds: number; readonly seed: number }
  /** Writes down now and then how far it came. */
  readonly checkpoint?: CheckpointOptions
  /** Takes the decisions, as lines of text in the order of the replay. */
  readonly decisions?: { readonly reasons: ReasonsWanted; readonly write: (line: string) => void }
}

export interface SimulationResult {
  readonly summary: Summary
  readonly trace: TraceReport
  /** Ended early, by `strict` or by `onProgress`. */
  readonly isPartial: boolean
}

/**
 * Replays a trace against a catalog.
 *
 * A trace that is in order within each profile is read once, in memory that grows with profiles, not with events. One
 * that is not, or that edits the catalog, has sendings or names profiles by `uid`, is surveyed first; lines out of order
 * are sorted, in memory or, where there are very many, by DuckDB (T6). The result is the same either way.
 *
 * @throws what reading the source throws
 */
export async function simulate(
  catalog: Catalog,
  source: TraceSource,
  options: SimulateOptions = {},
): Promise<SimulationResult> {
  const { checkpoint, profileId, onRestart } = options
  const resumed = checkpoint === undefined ? null : checkpointToResume(checkpoint)
  const wasSurveyed = resumed?.header.isSurveyed === true
  try {
    const { feed, trace, isPartial } = await readInto(
      source,
      {
        ...options,
        ...(profileId === undefined ? {} : { profileIds: new Set([profileId]) }),
        surveyFirst: options.surveyFirst === true || wasSurveyed,
        onRestart: () => {
          if (checkpoint !== undefined) removeCheckpoint(checkpoint.folder)
          onRestart?.()
        },
      },
      (survey) =>
        new LanesFeed(catalog, options, { survey, resumed: wasSurveyed === (survey !== null) ? resumed : null }),
    )
    return { summary: feed.summary(), trace: { ...trace, duplicates: feed.duplicates }, isPartial }
  } finally {
    resumed?.close()
  }
}
