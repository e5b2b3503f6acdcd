import { compile } from '../../src/index.js'
import { type Session, session } from '../../src/session/index.js'
import { createFloor } from '../floor.js'
import type { Workload } from '../workload.js'
import { start } from '../workload.js'
import type { Contestant } from './glue.js'

/** oncue as a server or a replay uses it: a page load is recorded, decided, and what shows is recorded. */
export function oncue({ catalog, profiles, loads }: Workload): Contestant {
  const engine = compile(catalog)
  const sessions = profiles.map((one) => session(engine, one, { completesShows: true }))
  // As the floor: segments are asked before the clock starts.
  for (const { who, href } of loads) sessions[who]?.decide({ href, peek: true }, start)
  const page: Contestant['page'] = ({ who, href, at }) => {
    const decision = (sessions[who] as Session).step({ type: 'page', at, href })
    return decision?.outcome === 'show' ? decision.experienceId : null
  }
  return { page, learn: page }
}

/** Code that was written for this very workload. */
export function floor({ catalog, profiles, loads }: Workload): Contestant {
  const written = createFloor(catalog, profiles)
  for (const { href } of loads) written.warm(href)
  const page: Contestant['page'] = ({ who, href, at }) => written.page(who, href, at)?.experienceId ?? null
  return { page, learn: page }
}
