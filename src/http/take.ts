import type { Decision, Instant, Profile, ProfileEvent } from '../model/index.js'
import type { Loaded } from '../store/store.js'
import type { Recorded } from './recorded.js'
import { ok, type Reply, refuseFor } from './reply.js'
import type { Service } from './service.js'
import type { World } from './worlds.js'

/** What a request came to when it was computed from one state of its profile. */
export interface Taken {
  readonly reply: Reply
  /** `null`: nothing happens, and nothing is written. */
  readonly change: { readonly events: readonly ProfileEvent[]; readonly profile: Profile } | null
  readonly decision?: Decision | null
  readonly call?: Recorded['call']
}

interface Turn {
  /** Which route asks: the `event_id` of another is another one. */
  readonly operation: string
  readonly profileId: string
  readonly eventId: string | null
  readonly at: Instant
}

/**
 * Takes a profile through one request, in its turn: computed from the state that it is committed to, at most once for
 * one `event_id`, and told to the decision log once it is kept.
 */
export async function take(
  { serve, worlds, onDecision }: Service,
  { operation, profileId, eventId, at }: Turn,
  compute: (world: World, loaded: Loaded) => Taken,
): Promise<Reply> {
  let last: Taken | null = null
  const work = (world: World, loaded: Loaded) => {
    last = compute(world, loaded)
    const { reply, change } = last
    if (change === null) return { answer: reply.body, change }
    return { answer: reply.body, change: { ...change, profile: world.trim(change.profile, at) } }
  }
  const key = eventId === null ? null : `${operation}:${eventId}`
  const served = await serve<unknown>({ profileId, eventId: key, at }, (loaded) => {
    const world = worlds.at(loaded.catalogVersion)
    return world instanceof Promise ? world.then((known) => work(known, loaded)) : work(world, loaded)
  })
  if (served.outcome === 'repeated') return ok(served.answer)
  if (served.outcome === 'busy') return busy
  const { reply, change, decision = null, call = null } = last as unknown as Taken
  if (served.outcome === 'committed' && change !== null) {
    onDecision?.({ at, profileId, eventId, events: change.events, decision, call })
  }
  return reply
}

/** D9. */
export const busy = refuseFor(
  429,
  'profile_id: too many requests for this profile at a time; send one at a time',
  1_000,
)
