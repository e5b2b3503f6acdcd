import type { Batch } from '../batch.js'

/**
 * What is done with some of the profiles of a trace, in this thread or in another one. What it comes to for one of them
 * does not depend on the others (P3).
 */
export interface LaneWork<R> {
  /** Hears of a profile. Its number is how many were heard of before. */
  begin(id: string): void
  /** Takes events, in order within each profile (T6). What is said of them comes in the order of the batch. */
  takeAll(batch: Batch): Decisions
  /** Everything was taken: what it came to, as plain data. */
  finish(): R
}

/** Lines of text, and which event of its batch each one is about. */
export interface Decisions {
  readonly places: readonly number[]
  readonly texts: readonly string[]
}

export const noDecisions: Decisions = { places: [], texts: [] }

/** Work that can be written down in the middle. */
export interface ResumableWork<R> extends LaneWork<R> {
  /** Where it stands, as plain data. */
  save(): unknown
  /** Goes on from where another one stood that had begun the same profiles. */
  restore(state: unknown): void
}

/** @throws Error where the work is of another kind: nobody asks that of it */
export function resumable<R>(work: LaneWork<R>): ResumableWork<R> {
  if ('save' in work && 'restore' in work) return work as ResumableWork<R>
  throw new Error('this work cannot be written down in the middle')
}
