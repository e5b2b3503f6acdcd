import type { Load, Workload } from '../workload.js'
import { createTask, type Segment, type Task, type Traits } from './task.js'

interface Show {
  readonly id: string
  readonly at: number
}

/**
 * What shows on each page load, found in the plainest way: every candidate in order, every past show counted anew. It
 * shares with the glue how the catalog is read, and nothing else. Only which candidates an address has is remembered.
 */
export function answers({ catalog, profiles, loads }: Workload): readonly (string | null)[] {
  const task = createTask(catalog)
  const shows = profiles.map((): Show[] => [])
  const pages = new Map<string, Task['candidates']>()
  return loads.map(({ who, href, at }: Load) => {
    const onPage = pages.get(href) ?? task.candidates.filter(({ fragment }) => href.includes(fragment))
    pages.set(href, onPage)
    const past = shows[who] as Show[]
    const shown = onPage.find(
      ({ id, segment, limits }) =>
        !past.some((show) => show.id === id) &&
        holds(segment, profiles[who]?.traits as unknown as Traits) &&
        limits.every((limit) => hasRoom(task, limit, past, at)),
    )
    if (shown === undefined) return null
    past.push({ id: shown.id, at })
    return shown.id
  })
}

function holds({ plans, role, seats }: Segment, traits: Traits): boolean {
  if (!plans.some((plan) => plan === traits.plan) && traits.beta !== true) return false
  return traits.role !== role && traits.seats >= seats
}

function hasRoom({ limits, fills }: Task, limit: number, past: readonly Show[], at: number): boolean {
  const { size, windowMs } = limits[limit] as Task['limits'][number]
  const counted = past.filter((show) => at - show.at < windowMs && fills.get(show.id)?.includes(limit))
  return counted.length < size
}
