import type { Catalog } from '../../model/index.js'
import { defaultReplayOptions, type ReplayOptions } from '../replay.js'
import type { TraceReport } from '../simulate.js'
import type { Edit, Timeline } from '../timeline.js'
import type { TraceSource } from '../traces/source.js'
import type { Pair } from './answer.js'
import { Comparing } from './comparing.js'
import type { Comparison } from './comparison.js'
import { type ReadingOptions, readInto } from './reading.js'

export interface CompareOptions extends Partial<ReplayOptions>, Omit<ReadingOptions, 'profileIds'> {
  /**
   * Every pair of answers that is not `unchanged`. A trace that turns out not to be in order is begun anew: then
   * `onRestart` comes first, and what was told before it counts no more.
   */
  readonly onChange?: (pair: Pair) => void
  readonly onRestart?: () => void
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
  const { onChange, onRestart, recorded, behaviour, ...readingOptions } = options
  const replayOptions: ReplayOptions = {
    recorded: recorded ?? defaultReplayOptions.recorded,
    behaviour: behaviour ?? defaultReplayOptions.behaviour,
  }
  const create = (edits: readonly Edit[], listener?: (pair: Pair) => void): Comparing =>
    new Comparing({ catalogs: [before, after], edits, options: replayOptions }, listener)
  let begun = 0
  const { feed, trace, isPartial } = await readInto(source, readingOptions, (edits) => {
    begun += 1
    if (begun > 1) onRestart?.()
    return create(edits, onChange)
  })
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
  const again = await readInto(source, { ...readingOptions, profileIds }, (edits) => create(edits))
  const found = new Map(again.feed.result().examples.map((example) => [example.profileId, example]))
  const examples = comparison.examples.map((example) => found.get(example.profileId) ?? example)
  return { ...result, comparison: { ...comparison, examples } }
}

const refused = ({ outcomes }: Timeline): number => [...outcomes.values()].filter(({ status }) => status !== 200).length
