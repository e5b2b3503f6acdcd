import type { Catalog } from '../../model/index.js'
import { mostEvents } from '../batch.js'
import { type ReadingOptions, readInto, type TraceReport } from '../reading.js'
import { defaultReplayOptions, type ReplayOptions } from '../replay.js'
import { editCounts } from '../summary.js'
import type { Survey } from '../survey.js'
import { createTimeline } from '../timeline.js'
import type { TraceSource } from '../traces/source.js'
import { WorkFeed } from '../work-feed.js'
import type { Pair } from './answer.js'
import { type ComparingSetup, ComparingWork } from './comparing-work.js'
import { type Comparison, emptyComparison, mergeComparisons } from './comparison.js'

export interface CompareOptions extends Partial<ReplayOptions>, Omit<ReadingOptions, 'profileIds'> {
  /**
   * How many threads replay beside this one, which reads; by default none. The result is the same. Where `onChange`
   * listens there are none.
   */
  readonly workers?: number
  /** Every pair of answers that is not `unchanged`. What came before an `onRestart` counts no more. */
  readonly onChange?: (pair: Pair) => void
  /** Takes a line of text for each of them (`changeLine`), in the same order. */
  readonly changes?: { readonly write: (line: string) => void }
}

export interface ComparisonResult {
  readonly comparison: Comparison
  readonly trace: TraceReport
  /** Edits of the catalog in the trace (C6) that each of the two refused. */
  readonly refusedEdits: { readonly before: number; readonly after: number }
  /** Ended early, by `strict` or by `onProgress`. */
  readonly isPartial: boolean
}

/**
 * Replays one trace against two catalogs at once, and says what the second changes. The trace is read once, but for
 * what `simulate` surveys too; and again for single profiles whose example could not be kept at hand.
 *
 * @throws what reading the source throws
 */
export async function compare(
  before: Catalog,
  after: Catalog,
  source: TraceSource,
  options: CompareOptions = {},
): Promise<ComparisonResult> {
  const { workers = 0, onChange, changes, recorded, behaviour, ...readingOptions } = options
  const replayOptions: ReplayOptions = {
    recorded: recorded ?? defaultReplayOptions.recorded,
    behaviour: behaviour ?? defaultReplayOptions.behaviour,
  }
  const setupFor = (survey: Survey | null, wantsChanges: boolean): ComparingSetup => ({
    catalogs: [before, after],
    edits: survey?.edits ?? [],
    options: replayOptions,
    wantsChanges,
  })
  const { feed, trace, isPartial } = await readInto(source, readingOptions, (survey) => {
    const setup = setupFor(survey, changes !== undefined)
    const heard = onChange === undefined ? null : { work: new ComparingWork(setup, onChange), atOnce: mostEvents }
    return new WorkFeed({ kind: 'compare', setup }, { workers, write: changes?.write ?? null, heard })
  })
  const comparison = mergedOf(feed)
  const { edits } = feed.setup
  const result: ComparisonResult = {
    comparison,
    trace: { ...trace, duplicates: feed.results.reduce((sum, { duplicates }) => sum + duplicates, 0) },
    refusedEdits: {
      before: editCounts(createTimeline(before, edits)).refused,
      after: editCounts(createTimeline(after, edits)).refused,
    },
    isPartial,
  }
  const missing = comparison.examples.filter(({ explained }) => explained === null)
  if (missing.length === 0 || isPartial) return result
  const profileIds = new Set(missing.map(({ profileId }) => profileId))
  const { onRestart: _, ...quietly } = readingOptions // what was told stands
  const again = await readInto(
    source,
    { ...quietly, profileIds },
    (survey) => new WorkFeed({ kind: 'compare', setup: setupFor(survey, false) }, { workers: 0, write: null }),
  )
  const found = new Map(mergedOf(again.feed).examples.map((example) => [example.profileId, example]))
  const examples = comparison.examples.map((example) => found.get(example.profileId) ?? example)
  return { ...result, comparison: { ...comparison, examples } }
}

/** Each lane keeps the clearest examples of its own: those of all of them are among these. */
const mergedOf = ({ results }: WorkFeed<'compare'>): Comparison =>
  results.map(({ comparison }) => comparison).reduce(mergeComparisons, emptyComparison)
