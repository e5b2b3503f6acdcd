import type { Instant, Profile } from '../../model/index.js'
import { entryOf } from './counter.js'

/** A session as far as it is known: its first page load and its last one. */
export interface Session {
  readonly startedAt: Instant
  lastPageAt: Instant
}

/** By profile id, as plain data. */
export type SavedSessions = readonly (readonly [profileId: string, sessions: readonly Session[]])[]

const none: readonly Session[] = []

/**
 * The sessions of profiles, from the one on in which each was first shown something. A profile knows only its latest
 * session (L5), so they are kept as they go; only where the catalog has a group that counts by session.
 */
export class Sessions {
  readonly #of = new Map<string, Session[]>()

  /** To be told of each question: the page load is recorded already, what it shows is not. */
  note({ id, pageAt, sessionStartedAt, interactions }: Profile): void {
    if (pageAt === null || sessionStartedAt === null) return
    const sessions = entryOf(this.#of, id, () => [])
    const last = sessions.at(-1)
    if (last?.startedAt === sessionStartedAt) {
      last.lastPageAt = pageAt
      return
    }
    if (interactions.length === 0) sessions.length = 0
    sessions.push({ startedAt: sessionStartedAt, lastPageAt: pageAt })
  }

  /** In their order. */
  of(profileId: string): readonly Session[] {
    return this.#of.get(profileId) ?? none
  }

  save(): SavedSessions {
    return [...this.#of].map(([id, sessions]) => [id, sessions.map((session) => ({ ...session }))])
  }

  restore(saved: SavedSessions): void {
    for (const [id, sessions] of saved)
      this.#of.set(
        id,
        sessions.map((session) => ({ ...session })),
      )
  }
}
