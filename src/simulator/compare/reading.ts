import type { TraceReport } from '../simulate.js'
import { Survey } from '../survey.js'
import type { Edit } from '../timeline.js'
import { type Mapping, plainMapping } from '../traces/mapping.js'
import { readTrace, type TraceTaker } from '../traces/read.js'
import type { TraceSource } from '../traces/source.js'
import { FeedPass } from './feed-pass.js'
import type { EventFeed } from './side-by-side.js'

export interface ReadingOptions {
  readonly mapping?: Mapping
  /** Stops at the first line that cannot be read. */
  readonly strict?: boolean
  /** Only these profiles: what is said of one does not depend on the others (P3). */
  readonly profileIds?: ReadonlySet<string>
  /** Reads the trace twice from the start, so that a feed is never given up for another. */
  readonly surveyFirst?: boolean
  /** After each chunk that was read: bytes of the source, of this pass. `false` ends the reading there. */
  readonly onProgress?: (bytes: number, pass: number) => Promise<boolean> | boolean
}

/** What a reading came to. */
export interface Reading<F> {
  readonly feed: F
  readonly trace: Omit<TraceReport, 'duplicates'>
  /** Ended early, by `strict` or by `onProgress`. */
  readonly isPartial: boolean
}

/**
 * Reads a trace into a feed, once; a trace that is out of order, edits the catalog or names profiles by `uid` is
 * surveyed and begun anew (T6), with a fresh feed.
 *
 * @throws what reading the source throws
 */
export async function readInto<F extends EventFeed>(
  source: TraceSource,
  options: ReadingOptions,
  create: (edits: readonly Edit[]) => F,
): Promise<Reading<F>> {
  if (options.surveyFirst !== true) {
    const straight = new FeedPass(source, options, create([]), null)
    if (await straight.run()) return straight.reading()
  }
  const survey = new Survey()
  await surveyTrace(source, options, survey)
  const pass = new FeedPass(source, options, create(survey.edits), survey)
  await (survey.moved > 0 ? pass.runSorted() : pass.run())
  return pass.reading()
}

async function surveyTrace(source: TraceSource, options: ReadingOptions, survey: Survey): Promise<void> {
  let bytes = 0
  const taker: TraceTaker<string> = {
    profile: (id) => id,
    page: (id, at) => survey.time(id, at),
    event: (event, line) => survey.event(event, line),
    unreadable: () => options.strict !== true,
    pause: () => options.onProgress?.(bytes, 2) ?? true,
  }
  await readTrace(source, options.mapping ?? plainMapping, taker, (read) => {
    bytes = read
  })
}
