import type { Candidate } from '../engine/index.js'
import type { Instant, Page } from '../model/index.js'

export type { Candidate }

/** What is asked about: this page, now; with a trigger, what was armed on it. */
export interface Moment {
  readonly now: Instant
  readonly href: string
  readonly trigger: NonNullable<Page['trigger']> | null
  /** Whether a show counts as completed when it starts (P1). */
  readonly completesShows?: boolean
}

/** How answers name it (D6: a delivery's id is never that of an experience). */
export const candidateId = ({ experience, delivery }: Candidate): string => delivery?.id ?? experience.source.id
