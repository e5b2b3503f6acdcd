import type { FillingShow, GroupFinding } from '../explain/finding.js'
import { type Step, step } from './step.js'
import type { Ways } from './ways.js'

/** How many ways of thinking shows away are tried for one group, and how many shows for one of them. */
const maxWays = 2
const maxShows = 3

/**
 * The shows without which a full group would have room: of as many experiences as it is over its size all shows, or as
 * many shows where it counts those. Few shows come first, then late ones.
 */
export function absences({ size, count, shows }: GroupFinding, countsShows: boolean): Ways {
  const surplus = count - size + 1
  const parts = countsShows ? shows.map((show) => [show]) : byExperience(shows)
  const sorted = parts.reverse().sort((a, b) => a.length - b.length)
  const ways: (readonly Step[])[] = []
  for (let k = 0; k + surplus <= sorted.length && ways.length < maxWays; k++) {
    const away = sorted.slice(k, k + surplus).flat()
    if (away.length > maxShows) break
    ways.push(
      away.map(({ interactionId, experienceId, startedAt: at }) =>
        step({ kind: 'without_show', by: 'nobody', interactionId, experienceId, at }),
      ),
    )
  }
  // Of several shows at a time only neighbours are tried.
  return { ways, more: surplus === 1 ? ways.length < sorted.length : sorted.length > surplus }
}

function byExperience(shows: readonly FillingShow[]): FillingShow[][] {
  const parts = new Map<string, FillingShow[]>()
  for (const show of shows) {
    const others = parts.get(show.experienceId)
    if (others === undefined) parts.set(show.experienceId, [show])
    else others.push(show)
  }
  return [...parts.values()]
}
