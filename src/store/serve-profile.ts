import type { Instant, Profile, ProfileEvent } from '../model/index.js'
import type { Loaded, Store } from './store.js'

/** Whose turn it is, and the key under which a retry is known. */
export interface Request {
  readonly profileId: string
  /** `null` where a retry is to be a new request. */
  readonly eventId: string | null
  readonly at: Instant
}

/** What a request came to: its answer, and what changes by it. */
export interface Work<A> {
  readonly answer: A
  /** `null` where nothing happens, as with a refusal: then nothing is written, and a retry is computed again. */
  readonly change: { readonly events: readonly ProfileEvent[]; readonly profile: Profile } | null
}

export type Served<A> =
  /** With the profile as it is kept now. */
  | ({ readonly outcome: 'committed'; readonly answer: A } & Omit<Loaded, 'answer'>)
  | { readonly outcome: 'unchanged'; readonly answer: A }
  /** The event was answered before; this is what a former `work` answered it, as it came back from JSON. */
  | { readonly outcome: 'repeated'; readonly answer: A }
  /** Every attempt met another one's change (D9): nothing was written, and the request may be sent again. */
  | { readonly outcome: 'busy' }

export interface ServeOptions {
  /** How often it is computed at most from what was loaded for it; 16 where it is not said. */
  readonly attempts?: number
  /** Waits before the attempt with this number, from 1 on. By default there is no wait. */
  readonly wait?: (attempt: number) => Promise<void>
}

/**
 * Takes a profile through one request: loads it, lets `work` compute what becomes of it, and commits that; where
 * somebody else was faster, loads it again and computes anew. So what is answered was computed from the state that it
 * was committed to: a show happens at most once, and no limit is passed, however many servers there are.
 *
 * `work` decides and nothing else: it may be called several times, and only what it computed last is kept. An event
 * that has an answer gets that answer.
 *
 * @param work pure, but for the ids that it draws; it may wait for the catalog of `loaded.catalogVersion`
 * @param remembered how the profile was when it was last looked at: before the first attempt it is computed from that
 *   without asking for it, and where it is out of date the store says so when it is committed
 * @throws StoreUnavailable and what `work` throws; nothing is written then, but for a commit whose end is not known
 */
export async function serveProfile<A>(
  store: Pick<Store, 'load' | 'commit'>,
  { profileId, eventId, at }: Request,
  work: (loaded: Loaded) => Work<A> | Promise<Work<A>>,
  { attempts = 16, wait }: ServeOptions = {},
  remembered: Loaded | null = null,
): Promise<Served<A>> {
  let known = remembered
  for (let attempt = known === null ? 0 : -1; attempt < attempts; attempt++) {
    if (attempt > 0) await wait?.(attempt)
    const loaded = known ?? (await store.load(profileId, eventId))
    if (loaded.answer !== null) return { outcome: 'repeated', answer: loaded.answer.body as A }
    const { answer, change } = await work(loaded)
    if (change === null) {
      if (known === null) return { outcome: 'unchanged', answer }
      known = null // nobody has said yet that this is up to date, nor that the event has no answer
      continue
    }
    const { catalogVersion } = loaded
    const kept = eventId === null ? null : { eventId, at, body: answer }
    const committed = await store.commit({
      base: loaded,
      ...change,
      answer: kept,
      // What was loaded just now was decided under the catalog of that moment.
      catalogVersion: known === null ? null : catalogVersion,
    })
    switch (committed.outcome) {
      case 'committed':
        return { outcome: 'committed', answer, profile: change.profile, version: committed.version, catalogVersion }
      case 'answered':
        return { outcome: 'repeated', answer: committed.answer.body as A }
      case 'conflict':
      case 'taken': // `work` draws another id
        known = null
    }
  }
  return { outcome: 'busy' }
}
