import { RateLimiter } from 'limiter'
import type { Contestant } from '../glue.js'
import { installClock, setClock } from './clock.js'
import type { Offers } from './course.js'

/** A token bucket for each person and limit. A bucket that fills drop by drop is no window. */
export function limiter({ workload: { profiles, loads }, task }: Offers): Contestant {
  installClock()
  setClock(loads[0]?.at ?? 0)
  const buckets = profiles.map(() =>
    task.limits.map(({ size, windowMs }) => new RateLimiter({ tokensPerInterval: size, interval: windowMs })),
  )
  const page: Contestant['page'] = ({ who, href, at }) => {
    setClock(at)
    const mine = buckets[who] as readonly RateLimiter[]
    const limits = task.fills.get(href) as readonly number[]
    for (const limit of limits) if ((mine[limit] as RateLimiter).getWaitTime(1) > 0) return null
    for (const limit of limits) mine[limit]?.tryRemoveTokens(1)
    return href
  }
  return { page, learn: page }
}
