import { StoreUnavailable } from './failure.js'
import { Recent } from './recent.js'
import { type Request, type Served, type ServeOptions, serveProfile, type Work } from './serve-profile.js'
import type { Loaded, Store } from './store.js'

export interface TurnOptions extends ServeOptions {
  /** At most so many requests of one profile wait for their turn, 64 where it is not said; what comes then is `busy`. */
  readonly waiting?: number
  /**
   * So many profiles are remembered as this process committed them last, and their next request is computed from that
   * without asking the store. None where it is not said. It saves one of two round trips where the requests of a profile
   * mostly come to the same process, and costs one where they do not; what is answered is the same.
   */
  readonly remembered?: number
}

/** What `serveProfile` does, one request of a profile at a time. */
export type ServeInTurn = <A>(
  request: Request,
  work: (loaded: Loaded) => Work<A> | Promise<Work<A>>,
) => Promise<Served<A>>

/**
 * Serves the requests of each profile one after another, in the order in which they came: those of one process never
 * make each other compute again. Between processes it is the versions that keep order, as before.
 *
 * Where the store cannot be reached, those who wait for the same profile are told so at once.
 *
 * @example
 * ```ts
 * import { apply } from 'oncue'
 * import { memoryStore, serveInTurn } from 'oncue/store'
 *
 * const serve = serveInTurn(memoryStore())
 * const load = (eventId: string) =>
 *   serve({ profileId: 'u1', eventId, at: 0 }, ({ profile }) => {
 *     const event = { type: 'page', at: 0, href: 'https://app.example.com/' } as const
 *     const next = apply(profile, event)
 *     return { answer: next.version, change: { events: [event], profile: next } }
 *   })
 * const [first, retry, second] = await Promise.all([load('a'), load('a'), load('b')])
 * first.outcome === 'committed' && first.answer // 1
 * retry.outcome === 'repeated' && retry.answer // 1
 * second.outcome === 'committed' && second.answer // 2
 * ```
 */
export function serveInTurn(store: Pick<Store, 'load' | 'commit'>, options: TurnOptions = {}): ServeInTurn {
  const { waiting = 64, remembered = 0, ...rest } = options
  const queues = new Map<string, Queue>()
  const recent = new Recent<Loaded>(remembered)

  const serveNow: ServeInTurn = async (request, work) => {
    const { profileId } = request
    const known = recent.take(profileId)
    const served = await serveProfile(store, request, work, rest, known)
    if (served.outcome === 'committed') {
      const { profile, version, catalogVersion } = served
      recent.put(profileId, { profile, version, catalogVersion, answer: null })
    }
    return served
  }

  return async (request, work) => {
    const { profileId } = request
    const queue = queues.get(profileId) ?? { length: 0, last: Promise.resolve(null) }
    if (queue.length > waiting) return { outcome: 'busy' }
    queues.set(profileId, queue)
    queue.length += 1
    const turn = queue.last.then((outage) => {
      if (outage !== null) throw outage
      return serveNow(request, work)
    })
    // The next in line must not fail with this one's mistake, but for an outage, which would be its own.
    queue.last = turn.then(
      () => null,
      (error: unknown) => (error instanceof StoreUnavailable ? error : null),
    )
    try {
      return await turn
    } finally {
      queue.length -= 1
      if (queue.length === 0) queues.delete(profileId)
    }
  }
}

interface Queue {
  /** How many are served or wait. */
  length: number
  /** The turn of the last in line: what its outage was, if it was one. */
  last: Promise<StoreUnavailable | null>
}
