import type { Instant } from './instant.js'

/**
 * A time zone as data (T8): from `starts[i]` on, local time is UTC plus `offsetsMs[i]`. The first
 * start is `-8.64e15`, so that every instant has an offset.
 */
export interface Zone {
  readonly starts: readonly Instant[]
  readonly offsetsMs: readonly number[]
}

/** What a zone that nobody knows is taken for (T8). */
export const utc: Zone = { starts: [-8.64e15], offsetsMs: [0] }
