import { catalog } from '../../../src/index.js'
import { createRandom } from '../../random.js'
import { createWorkload, type Load, type Workload } from '../../workload.js'
import { createTask, type Task } from '../task.js'

export interface Offers {
  readonly workload: Workload
  readonly task: Task
}

/**
 * Limits alone: each page load offers one experience, whose id stands for the address, as often as it comes up. It shows
 * if all limits that it is in have room, and then takes room in them.
 */
export function createOffers(profiles: number, loads: number): Offers {
  const random = createRandom(5)
  const made = createWorkload({ experiences: 50, profiles, loads })
  const limitGroups = made.catalog.limitGroups.map((group) => ({ ...group, count: 'shows' as const }))
  const whole = catalog({ ...made.catalog, limitGroups })
  const task = createTask(whole)
  const limited = task.candidates.filter(({ limits }) => limits.length > 0)
  const offers = made.loads.map((load) => {
    const offered = limited[Math.floor(random() * limited.length)] as Task['candidates'][number]
    return { ...load, href: offered.id }
  })
  return { workload: { ...made, catalog: whole, loads: offers }, task }
}

interface Show {
  readonly limits: readonly number[]
  readonly at: number
}

/** What shows, by counting every past show anew. */
export function offersTaken({ workload, task }: Offers): readonly (string | null)[] {
  const shows = workload.profiles.map((): Show[] => [])
  return workload.loads.map(({ who, href, at }) => {
    const past = shows[who] as Show[]
    const limits = task.fills.get(href) ?? []
    if (!limits.every((limit) => hasRoom(task, limit, past, at))) return null
    past.push({ limits, at })
    return href
  })
}

/** Of what a contestant showed, how many shows broke a limit, by what it had shown itself. */
export function broken({ workload, task }: Offers, shown: readonly (string | null)[]): number {
  const shows = workload.profiles.map((): Show[] => [])
  let count = 0
  for (const [k, id] of shown.entries()) {
    if (id === null) continue
    const { who, at } = workload.loads[k] as Load
    const past = shows[who] as Show[]
    const limits = task.fills.get(id) ?? []
    if (!limits.every((limit) => hasRoom(task, limit, past, at))) count += 1
    past.push({ limits, at })
  }
  return count
}

function hasRoom(task: Task, limit: number, past: readonly Show[], at: number): boolean {
  const { size, windowMs } = task.limits[limit] as Task['limits'][number]
  return past.filter((show) => show.limits.includes(limit) && at - show.at < windowMs).length < size
}
