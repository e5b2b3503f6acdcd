import type { TraceEvent } from '../../authoring/trace-event.js'
import type { Instant, Problem } from '../../model/index.js'
import type { TextAt, TextSource } from './text-at.js'

/**
 * Takes what a trace holds. `T` is whatever the taker keeps of a profile. A `line` counts through all files of the
 * trace, in their order; of a table it is the line on which a row begins, of Parquet the row.
 */
export interface TraceTaker<T> {
  /** What to keep of a profile. */
  profile(id: string): T
  /** The same straight from the bytes, so that an id that was there before is not made a string again. */
  profileAt(source: TextSource, id: TextAt): T
  /** A page load of the common shape; its values one by one, since there are so many. */
  page(profile: T, at: Instant, href: string, eventId: string | null, line: number): void
  /** Anything else. */
  event(event: TraceEvent, line: number): void
  /** A line that cannot be read. Its problems say the file and the line within it. `false` stops the reading. */
  unreadable(problems: readonly Problem[], line: number): boolean
  /** A row of another format that is no event of ours. */
  passedOver?(line: number): void
  /** After each chunk. `false` stops the reading. */
  pause?(): Promise<boolean> | boolean
}
