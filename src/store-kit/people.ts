import { apply } from '../history/index.js'
import type { ProfileEvent } from '../model/index.js'
import type { Answer, CommitOutcome, Kept, Store } from '../store/index.js'

/** The instant at which the checks begin. */
export const start = Date.UTC(2029, 1, 3, 10)

export const page = (at = start): ProfileEvent => ({ type: 'page', at, href: 'https://app.example.com/' })

export const answerTo = (eventId: string, at = start): Answer => ({ eventId, at, body: { answers: eventId } })

/** Commits events to a profile as it was given. */
export const commitTo = (
  store: Store,
  base: Kept,
  events: readonly ProfileEvent[] = [page()],
  answer: Answer | null = null,
): Promise<CommitOutcome> => store.commit({ base, events, profile: events.reduce(apply, base.profile), answer })

/** Loads a profile and commits events to it. */
export const happen = async (
  store: Store,
  id: string,
  events?: readonly ProfileEvent[],
  answer?: Answer,
): Promise<CommitOutcome> => commitTo(store, await store.load(id), events, answer ?? null)
