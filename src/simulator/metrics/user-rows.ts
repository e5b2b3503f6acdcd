import type { Life } from '../life.js'
import { Counter } from './counter.js'
import type { Counts } from './monoid.js'
import { ownShows } from './own-shows.js'

/** What one profile was shown, by experience: all that a bootstrap draws from. Plain data. */
export interface UserRow {
  readonly profileId: string
  readonly shows: Counts
}

/** One row for each life, those without a show among them. */
export function userRows(lives: Iterable<Life>): readonly UserRow[] {
  return Array.from(lives, ({ draft }) => {
    const shows = new Counter()
    for (const { experienceId } of ownShows(draft)) shows.add(experienceId)
    return { profileId: draft.id, shows: shows.pairs }
  })
}
