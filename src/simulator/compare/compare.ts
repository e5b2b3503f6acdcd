import type { Catalog } from '../../model/index.js'
import { readBatches } from '../batches.js'
import type { ReadingOptions, TraceReport } from '../reading.js'
import { defaultReplayOptions, type ReplayOptions } from '../replay.js'
import type { Edit, Timeline } from '../timeline.js'
import type { TraceSource } from '../traces/source.js'
import type { Pair } from './answer.js'
import { Comparing } from './comparing.js'
import type { Comparison } from './comparison.js'

export interface CompareOptions extends Partial<ReplayOptions>, Omit<ReadingOptions, 'profileIds'> {
  /** Every pair of answers that is not `unchanged`. What came before an `onRestart` counts no more. */
  readonly onChange?: (pair: Pair) => void
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
  const { onChange, recorded, behaviour, ...readingOptions } = options
  const replayOptions: ReplayOptions = {
    recorded: recorded ?? defaultReplayOptions.recorded,
    behaviour: behaviour ?? defaultReplayOptions.behaviour,
  }
  const create = (edits: readonly Edit[], listener?: (pair: Pair) => void): Comparing =>
    new Comparing({ catalogs: [before, after], edits, options: replayOptions }, listener)
  const { feed, trace, isPartial } = await readBatches(source, readingOptions, (edits) => create(edits, onChange))
  const comparison = feed.result()
  const [refusedBefore = 0, refusedAfter = 0] = feed.sides.replays.map(({ timeline }) => refused(timeline))
  const result: ComparisonResult = {
    comparison,
    trace: { ...trace, duplicates: feed.sides.duplicates },
    refusedEdits: { before: refusedBefore, after: refusedAfter },
    isPartial,
  }
  const missing = comparison.examples.filter(({ explained }) => explained === null)
  if (missing.length === 0 || isPartial) return result
  const profileIds = new Set(missing.map(({ profileId }) => profileId))
  const { onRestart: _, ...quietly } = readingOptions // what was told stands
  const again = await readBatches(source, { ...quietly, profileIds }, (edits) => create(edits))
  const found = new Map(again.feed.result().examples.map((example) => [example.profileId, example]))
  const examples = comparison.examples.map((example) => found.get(example.profileId) ?? example)
  return { ...result, comparison: { ...comparison, examples } }
}

const refused = ({ outcomes }: Timeline): number => [...outcomes.values()].filter(({ status }) => status !== 200).length
