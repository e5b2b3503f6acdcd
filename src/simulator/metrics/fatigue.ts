import { dayMs, hourMs, type Instant, type Interaction } from '../../model/index.js'

/** The rolling windows over which shows are counted. */
export const fatigueWindows: readonly (readonly [name: string, windowMs: number])[] = [
  ['1h', hourMs],
  ['1d', dayMs],
  ['7d', 7 * dayMs],
  ['30d', 30 * dayMs],
]

/**
 * The most shows that lie in any window of this length. Half-open, as limits are: two shows exactly one window apart
 * are never in one (L4).
 *
 * @param interactions in the order of their starts
 */
export function mostShows(interactions: readonly Pick<Interaction, 'startedAt'>[], windowMs: number): number {
  const startOf = (index: number): Instant => (interactions[index] as Interaction).startedAt
  let most = 0
  let first = 0
  for (let last = 0; last < interactions.length; last++) {
    while (startOf(last) - startOf(first) >= windowMs) first += 1
    most = Math.max(most, last - first + 1)
  }
  return most
}
