import type { TraceEvent } from '../authoring/trace-event.js'
import type { Instant, Problem } from '../model/index.js'
import { Intake } from './intake.js'
import { Survey } from './survey.js'
import { ByteMap } from './traces/byte-map.js'
import { type Mapping, plainMapping } from './traces/mapping.js'
import { readTrace, type TraceTaker } from './traces/read.js'
import type { TraceSource } from './traces/source.js'

export interface ReadingOptions {
  readonly mapping?: Mapping
  /** Stops at the first line that cannot be read. */
  readonly strict?: boolean
  /** Only these profiles: what is said of one does not depend on the others (P3). */
  readonly profileIds?: ReadonlySet<string>
  /** Events later than this are passed over. */
  readonly until?: Instant
  /** Taken after those of the trace: what if this happened next? */
  readonly thenEvents?: readonly TraceEvent[]
  /** Reads the trace twice from the start, so that nothing told is ever taken back by `onRestart`. */
  readonly surveyFirst?: boolean
  /** So many events of a trace out of order are sorted in memory, by default a million; more out of core, by DuckDB. */
  readonly mostInMemory?: number
  /** The trace turned out not to be in order, and is begun anew: what was told before counts no more. */
  readonly onRestart?: () => void
  /** After each chunk that was read: bytes of the source, of this pass. `false` ends the reading there. */
  readonly onProgress?: (bytes: number, pass: number) => Promise<boolean> | boolean
}

/** Takes the events of a trace, in order within each profile (T6). */
export interface Feed {
  /** Hears of a profile. Its number is how many were heard of before. */
  begin(id: string): void
  /**
   * @param profile its number; −1 is nobody
   * @param rest what a page load has beside: the id of its event. What is no page load is here as a whole
   */
  add(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void
  /** After each chunk; `false` is the last one, since the reading was interrupted. */
  pause?(goesOn: boolean): Promise<void>
  end(): Promise<void> | void
  /** The reading is over, whether it came to its end or not. */
  stop?(): void
}

/** What the reading of a trace came to. */
export interface TraceReport {
  readonly lines: number
  readonly events: number
  readonly duplicates: number
  /** Of the lines that were replayed, those that came after a later one of their profile, and were sorted (T6). */
  readonly moved: number
  readonly unreadable: number
  /** Rows of another format that are no event of ours. */
  readonly passedOver: number
  /** The first of them that cannot be read. */
  readonly problems: readonly Problem[]
}

export interface Reading<F> {
  readonly feed: F
  readonly trace: Omit<TraceReport, 'duplicates'>
  /** Ended early, by `strict` or by `onProgress`. */
  readonly isPartial: boolean
}

/**
 * Reads a trace into a feed, once. A trace that is out of order, edits the catalog, has sendings or names profiles by
 * `uid` is surveyed and begun anew, with a fresh feed; lines out of order are sorted (T6).
 *
 * @param create makes a feed, without a survey or with what it found
 * @throws what reading the source throws
 */
export async function readInto<F extends Feed>(
  source: TraceSource,
  options: ReadingOptions,
  create: (survey: Survey | null) => F,
): Promise<Reading<F>> {
  if (options.surveyFirst !== true) {
    const straight = await take(source, options, create(null), null)
    if (straight !== null) return straight
    options.onRestart?.()
  }
  const survey = new Survey(options)
  await surveyTrace(source, options, survey)
  return (await take(source, options, create(survey), survey)) as Reading<F> // with a survey nothing more is needed
}

/** @returns `null` where it turns out that a survey is needed */
async function take<F extends Feed>(
  source: TraceSource,
  options: ReadingOptions,
  feed: F,
  survey: Survey | null,
): Promise<Reading<F> | null> {
  const intake = new Intake(source, options, feed, survey)
  try {
    return (await intake.run()) ? { feed, ...intake.report() } : null
  } finally {
    feed.stop?.()
  }
}

async function surveyTrace(source: TraceSource, options: ReadingOptions, survey: Survey): Promise<void> {
  const { mapping = plainMapping, onProgress } = options
  let bytes = 0
  const ids = new ByteMap(0)
  const taker: TraceTaker<string> = {
    profile: (id) => id,
    profileAt: (at, id) => ids.texts[ids.numberOf(at, id)] as string,
    page: (id, at) => survey.time(id, at),
    event: (event, line) => survey.event(event, line),
    unreadable: () => options.strict !== true,
    pause: () => onProgress?.(bytes, 2) ?? true,
  }
  await readTrace(source, mapping, taker, (read) => {
    bytes = read
  })
}
