import type { Catalog } from '../../model/index.js'
import { quantile } from '../metrics/quantile.js'
import { type ReadingOptions, readInto, type TraceReport } from '../reading.js'
import { defaultReplayOptions, type ReplayOptions } from '../replay.js'
import type { CodeCounts } from '../summary.js'
import type { TraceSource } from '../traces/source.js'
import { WorkFeed } from '../work-feed.js'
import type { Combination } from './combinations.js'
import { mergeResults } from './merge-results.js'
import { onFront } from './pareto.js'
import type { LaneFigures } from './sweeping.js'

export interface SweepOptions
  extends Partial<ReplayOptions>,
    Omit<ReadingOptions, 'profileIds' | 'surveyFirst' | 'onRestart'> {
  /** How many threads replay beside this one, which reads; by default none. The result is the same. */
  readonly workers?: number
}

export interface SweepResult {
  readonly profiles: number
  /** The catalog as it is. */
  readonly base: SweepFigures
  /** In the order of the combinations; those that were not come to are missing. */
  readonly points: readonly SweepPoint[]
  readonly trace: TraceReport
  /** Ended early, by `strict` or by `onProgress`. */
  readonly isPartial: boolean
}

/** What a catalog came to. */
export interface SweepFigures {
  readonly shows: number
  /** Profiles that were shown anything. */
  readonly reached: number
  /** Over all profiles, the most shows in any rolling seven days: nearest rank. */
  readonly fatigue: { readonly p90: number; readonly max: number }
  /** How often each code was that of an automatic candidate that came near but did not show. */
  readonly holds: CodeCounts
}

export interface SweepPoint extends SweepFigures {
  readonly values: Combination['values']
  readonly isBase: boolean
  /** Whether no other combination is as good in reach and fatigue, and better in one. */
  readonly isOnFront: boolean
  /** Profiles that, against the catalog as it is, have more shows in some seven days, or lost every show. */
  readonly worseOff: { readonly tired: number; readonly unreached: number }
}

/**
 * Replays every combination; nothing is interpolated, since raising a cap can lower shows. Several take the trace
 * together in one reading, fewer the larger it is.
 *
 * @throws what reading the source throws
 */
export async function sweep(
  catalog: Catalog,
  combinations: readonly Combination[],
  source: TraceSource,
  options: SweepOptions = {},
): Promise<SweepResult> {
  const { workers = 0, recorded, behaviour, ...readingOptions } = options
  const replayOptions: ReplayOptions = {
    recorded: recorded ?? defaultReplayOptions.recorded,
    behaviour: behaviour ?? defaultReplayOptions.behaviour,
  }
  const read = async (catalogs: readonly Catalog[]) => {
    const { feed, trace, isPartial } = await readInto(source, readingOptions, (survey) => {
      const setup = { catalogs, edits: survey?.edits ?? [], options: replayOptions }
      return new WorkFeed({ kind: 'sweep', setup }, { workers, write: null })
    })
    const { figures, duplicates } = mergeResults(feed.results)
    return { figures, trace: { ...trace, duplicates }, isPartial }
  }
  const others = combinations.filter(({ isBase }) => !isBase)
  const atOnce = lanesAtOnce(source.bytes)
  const first = await read([catalog, ...others.slice(0, atOnce - 1).map((one) => one.catalog)])
  const [base, ...figures] = first.figures as readonly [LaneFigures, ...LaneFigures[]]
  let isPartial = first.isPartial
  for (let from = atOnce - 1; from < others.length && !isPartial; from += atOnce) {
    const next = await read(others.slice(from, from + atOnce).map((one) => one.catalog))
    isPartial = next.isPartial
    if (!isPartial) figures.push(...next.figures) // what is cut short elsewhere cannot be compared
  }
  return {
    profiles: base.showsOf.length,
    base: figuresOf(base),
    points: judge(combinations, base, figures),
    trace: first.trace,
    isPartial,
  }
}

const bytesTogether = 1 << 30
const mostLanes = 8

/** A lane takes memory for every profile, of which there are at most as many as lines. */
const lanesAtOnce = (bytes: number): number =>
  Math.min(mostLanes, Math.max(1, Math.floor(bytesTogether / Math.max(1, bytes))))

function judge(
  combinations: readonly Combination[],
  base: LaneFigures,
  others: readonly LaneFigures[],
): readonly SweepPoint[] {
  const left = [...others]
  const points = combinations.flatMap(({ values, isBase }) => {
    const lane = isBase ? base : left.shift()
    return lane === undefined ? [] : [{ values, isBase, ...figuresOf(lane), worseOff: worseOff(base, lane) }]
  })
  const isOnFront = onFront(points)
  return points.map((point, k) => ({ ...point, isOnFront: isOnFront[k] === true }))
}

function figuresOf({ shows, holds, showsOf, mostInAWeekOf }: LaneFigures): SweepFigures {
  const times = new Map<number, number>()
  for (const most of mostInAWeekOf) times.set(most, (times.get(most) ?? 0) + 1)
  const histogram = [...times].sort(([a], [b]) => a - b)
  return {
    shows,
    reached: showsOf.filter((shows) => shows > 0).length,
    fatigue: { p90: quantile(histogram, 90) ?? 0, max: histogram.at(-1)?.[0] ?? 0 },
    holds,
  }
}

function worseOff(base: LaneFigures, lane: LaneFigures): SweepPoint['worseOff'] {
  let [tired, unreached] = [0, 0]
  for (let profile = 0; profile < base.showsOf.length; profile++) {
    if ((lane.mostInAWeekOf[profile] ?? 0) > (base.mostInAWeekOf[profile] ?? 0)) tired += 1
    if ((base.showsOf[profile] ?? 0) > 0 && (lane.showsOf[profile] ?? 0) === 0) unreached += 1
  }
  return { tired, unreached }
}
