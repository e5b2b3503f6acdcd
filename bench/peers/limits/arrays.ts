import type { Contestant } from '../glue.js'
import { History } from '../history.js'
import type { Candidate, Limit } from '../task.js'
import type { Offers } from './course.js'

/** What is mostly written: all shows in one array, filtered for each limit. */
export function filteredArray({ workload: { profiles }, task }: Offers): Contestant {
  const shows = profiles.map((): { readonly id: string; readonly at: number }[] => [])
  const members = task.limits.map((_, limit) => {
    const inside = [...task.fills].filter(([, limits]) => limits.includes(limit))
    return new Set(inside.map(([id]) => id))
  })
  const page: Contestant['page'] = ({ who, href, at }) => {
    const past = shows[who] as (typeof shows)[number]
    for (const [limit, { size, windowMs }] of task.limits.entries()) {
      const inside = members[limit] as ReadonlySet<string>
      if (!inside.has(href)) continue
      if (past.filter(({ id, at: shownAt }) => inside.has(id) && at - shownAt < windowMs).length >= size) return null
    }
    past.push({ id: href, at })
    return href
  }
  return { page, learn: page }
}

/** With more care: the instants of each limit apart, and only the one that would fill it is looked at. */
export function instantsPerLimit({ workload: { profiles }, task }: Offers): Contestant {
  const histories = profiles.map(() => new History(task))
  const byId = new Map(task.candidates.map((one) => [one.id, one]))
  const page: Contestant['page'] = ({ who, href, at }) => {
    const history = histories[who] as History
    const offered = byId.get(href) as Candidate
    for (const limit of offered.limits) if (history.isFull(limit, task.limits[limit] as Limit, at)) return null
    history.record(offered, at)
    return href
  }
  return { page, learn: page }
}
