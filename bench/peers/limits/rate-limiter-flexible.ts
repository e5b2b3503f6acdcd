import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Contestant } from '../glue.js'
import { installClock, setClock } from './clock.js'
import type { Offers } from './course.js'

/** A limiter in memory for each limit, a key for each person. It has fixed windows, which begin with their first show. */
export function rateLimiterFlexible({ task }: Offers): Contestant {
  installClock()
  const limiters = task.limits.map(
    ({ id, size, windowMs }) => new RateLimiterMemory({ keyPrefix: id, points: size, duration: windowMs / 1_000 }),
  )
  const page = async (load: { readonly who: number; readonly href: string; readonly at: number }) => {
    setClock(load.at)
    const limits = task.fills.get(load.href) as readonly number[]
    for (const limit of limits) {
      const taken = await (limiters[limit] as RateLimiterMemory).get(load.who)
      if (taken !== null && taken.msBeforeNext > 0 && taken.remainingPoints <= 0) return null
    }
    for (const limit of limits) await (limiters[limit] as RateLimiterMemory).consume(load.who)
    return load.href
  }
  return { page, learn: page }
}
