import type { Delivery, Instant, Profile, ProfileEvent } from '../model/index.js'

/**
 * Where profiles, deliveries, the catalog and sendings are kept. Servers share one; it is what holds their promises: a
 * show at most once, and never above a limit.
 *
 * Every call is one atomic step, and what it reads is one state of the store. Expected outcomes are values. What cannot
 * be reached throws `StoreUnavailable`; then a commit may have happened or not, and the same commit with the same event
 * id is safe to send again.
 *
 * Whatever is `unknown` here is a JSON value, and comes back equal, its keys in the same order; so do traits. Ids have at
 * most 256 code units and may hold any of them; names have any length.
 */
export interface Store {
  /**
   * A profile as it is now, with the answer that was given to `eventId`, if any. One that is not there comes as one
   * that nothing is known of, at version 0.
   */
  readonly load: (profileId: string, eventId?: string | null) => Promise<Loaded>
  /**
   * Keeps what became of a profile, if it still has the version that this was computed from, and the catalog the one
   * that it names, and no answer has its event id. Otherwise nothing is written.
   */
  readonly commit: (change: ProfileChange) => Promise<CommitOutcome>
  /** Profiles by id in code units (T7), those behind `after`, at most `limit`. */
  readonly profiles: (page: ProfilePage) => Promise<readonly Kept[]>
  /** D2: the id of the profile that was committed last with an `identify` that sets this `uid` or `email`. */
  readonly profileNamed: (name: Name) => Promise<string | null>
  /** A delivery as it now is, whatever became of it. */
  readonly delivery: (id: string) => Promise<Delivery | null>
  /** D11: pending, triggered and discarded ones, newest first by `createdAt`, then id, at most `limit`. */
  readonly deliveries: (query: DeliveryQuery) => Promise<readonly Delivery[]>

  /** One version of the catalog's document, the latest where none is named. */
  readonly catalog: (version?: number) => Promise<KeptCatalog | null>
  /** The versions there are, newest first, those before `before`, at most `limit`. */
  readonly catalogs: (page: { readonly before?: number | null; readonly limit: number }) => Promise<CatalogVersions>
  /** Keeps the next version of the catalog, if `expected` is the latest; 0 says that there is none yet. */
  readonly putCatalog: (put: CatalogPut) => Promise<PutOutcome>

  readonly sending: (id: string) => Promise<KeptSending | null>
  /** Newest first by `createdAt`, then id, those before `before`, at most `limit`. */
  readonly sendings: (page: SendingPage) => Promise<readonly KeptSending[]>
  /** Those whose `dueAt` is not after `now`, the earliest first, then by id, at most `limit`. */
  readonly dueSendings: (due: { readonly now: Instant; readonly limit: number }) => Promise<readonly KeptSending[]>
  /**
   * Keeps a sending and adds or replaces dispatches of it, if it still has the version `expected`; 0 says that it is
   * not there yet. Otherwise nothing is written.
   */
  readonly commitSending: (change: SendingChange) => Promise<PutOutcome>
  /** A sending's dispatches by id in code units, those behind `after`, at most `limit`. */
  readonly dispatches: (page: DispatchPage) => Promise<readonly Dispatch[]>

  /** All that is kept about one person; `null` where there is nothing. */
  readonly exportProfile: (profileId: string) => Promise<ProfileExport | null>
  /**
   * Takes all of that away for good. Who computed a change from the profile as it was cannot commit it any more.
   *
   * @returns whether there was anything
   */
  readonly eraseProfile: (profileId: string) => Promise<boolean>
  /** Forgets answers that were given before an instant: retries of those events are new events. @returns how many */
  readonly forgetAnswers: (before: Instant) => Promise<number>

  /** Comes back if the store can be read and written. @throws StoreUnavailable */
  readonly check: () => Promise<void>
  /** Lets go of connections and files. Nothing may be asked any more. */
  readonly close: () => Promise<void>
}

/** A profile as it is kept. */
export interface Kept {
  readonly profile: Profile
  /**
   * Above 0, raised by every commit, and never given twice, so that a profile that was erased and came again is not
   * taken for the one before; 0 is a profile that is not there. Not `profile.version`, which counts events.
   */
  readonly version: number
}

export interface Loaded extends Kept {
  /** What was answered to the event that was asked for. */
  readonly answer: Answer | null
  /** The latest version of the catalog at that moment; 0 where there is none. */
  readonly catalogVersion: number
}

/** What a request was answered, kept so that its retry is answered the same. */
export interface Answer {
  /** The unique key of the page load, or of whatever was asked, among its profile's. */
  readonly eventId: string
  readonly at: Instant
  readonly body: unknown
}

/** One step in a profile's life. */
export interface ProfileChange {
  /** What the step was computed from, as it was loaded. */
  readonly base: Kept
  /** What happened, in order. */
  readonly events: readonly ProfileEvent[]
  /** What the events came to: they are applied to `base.profile`, and old history may be trimmed. */
  readonly profile: Profile
  readonly answer: Answer | null
  /** Where it is named, the step is kept only while this is the catalog's latest version. */
  readonly catalogVersion?: number | null
}

export type CommitOutcome =
  | { readonly outcome: 'committed'; readonly version: number }
  /** The profile, or the catalog, has another version by now: load it and compute again. */
  | { readonly outcome: 'conflict' }
  /** The event id has an answer: give that one. */
  | { readonly outcome: 'answered'; readonly answer: Answer }
  /** A delivery of another profile has the id of one of the profile's: name it otherwise and compute again. */
  | { readonly outcome: 'taken'; readonly deliveryId: string }

export type Name = { readonly uid: string } | { readonly email: string }

export interface ProfilePage {
  /** The id of the last profile of the page before. */
  readonly after?: string | null
  readonly limit: number
}

export interface DeliveryQuery {
  readonly modelId?: string | null
  readonly profileId?: string | null
  /** Exclusive, and so is `after`. */
  readonly before?: DeliveryPlace | null
  readonly after?: DeliveryPlace | null
  readonly limit: number
}

/** A place in the order of creation: a delivery's own, or without an id that of an instant. */
export interface DeliveryPlace {
  readonly createdAt: Instant
  readonly id: string | null
}

export interface KeptCatalog {
  readonly version: number
  readonly at: Instant
  readonly document: unknown
}

export type CatalogVersions = readonly Omit<KeptCatalog, 'document'>[]

export interface CatalogPut {
  readonly expected: number
  readonly at: Instant
  /** Was found right: a store does not judge it. */
  readonly document: unknown
}

export type PutOutcome = { readonly outcome: 'committed'; readonly version: number } | { readonly outcome: 'conflict' }

/** A sending as a document, with what a store must know of it. */
export interface Sending {
  readonly id: string
  readonly createdAt: Instant
  /** When it wants to be advanced again; `null` where it does not. */
  readonly dueAt: Instant | null
  readonly document: unknown
}

export interface KeptSending extends Sending {
  /** Raised by every commit. */
  readonly version: number
}

export interface SendingPage {
  readonly before?: Pick<Sending, 'createdAt' | 'id'> | null
  readonly limit: number
}

export interface SendingChange {
  readonly expected: number
  readonly sending: Sending
  readonly dispatches?: readonly Dispatch[]
}

/** One message of a sending to one recipient, as a document. */
export interface Dispatch {
  readonly sendingId: string
  /** Unique within its sending. */
  readonly id: string
  /** Whose it is, so that it goes when they go; `null` where it is of nobody that is known. */
  readonly profileId: string | null
  readonly document: unknown
}

export interface DispatchPage {
  readonly sendingId: string
  readonly after?: string | null
  readonly limit: number
}

/** All that is kept about one person. */
export interface ProfileExport {
  readonly kept: Kept | null
  /** The names by which it is found, those that it was the last to set: emails, then uids, each by code unit. */
  readonly names: readonly Name[]
  /** By `at`, then event id. */
  readonly answers: readonly Answer[]
  /** By sending, then id. */
  readonly dispatches: readonly Dispatch[]
}
