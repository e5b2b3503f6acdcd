import type { TraceEvent } from '../authoring/trace-event.js'
import type { Instant } from '../model/index.js'
import { type Batch, BatchBuilder, mostEvents } from './batch.js'
import { type Feed, type Reading, type ReadingOptions, readInto } from './reading.js'
import type { Edit } from './timeline.js'
import type { TraceSource } from './traces/source.js'

/** Takes the events of a trace in batches. Nothing comes of what is nobody's, so it hears of none. */
export interface BatchFeed {
  /** Hears of a profile. Its number is how many were heard of before. */
  begin(id: string): void
  /** Takes events, in order within each profile (T6). */
  take(batch: Batch): void
  end(): void
}

/** As `readInto`. */
export async function readBatches<F extends BatchFeed>(
  source: TraceSource,
  options: ReadingOptions,
  create: (edits: readonly Edit[]) => F,
): Promise<Reading<F>> {
  const reading = await readInto(source, options, (survey) => new Batches(create(survey?.edits ?? [])))
  return { ...reading, feed: reading.feed.of }
}

class Batches<F extends BatchFeed> implements Feed {
  readonly of: F
  readonly #batch = new BatchBuilder()

  constructor(of: F) {
    this.of = of
  }

  begin(id: string): void {
    this.of.begin(id)
  }

  add(profile: number, at: Instant, href: string, rest: TraceEvent | string | null, line: number): void {
    if (profile < 0) return
    this.#batch.add(profile, at, href, rest, line)
    if (this.#batch.size === mostEvents) this.#flush()
  }

  end(): void {
    this.#flush()
    this.of.end()
  }

  #flush(): void {
    this.of.take(this.#batch)
    this.#batch.clear()
  }
}
