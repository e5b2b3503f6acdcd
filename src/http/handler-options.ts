import type { Instant } from '../model/index.js'
import type { TurnOptions } from '../store/serve-in-turn.js'
import type { Store } from '../store/store.js'
import type { Rate } from './bucket.js'
import type { Cors } from './cors.js'
import type { Recorded } from './recorded.js'

/** What a handler needs, and what it may do. Everything of the machine's comes from here (T1). */
export interface HandlerOptions {
  readonly store: Store
  /** Milliseconds since the epoch. */
  readonly now: () => Instant
  /**
   * What `X-Account-Secret` must say; `null` lets everybody in, which is for a server that only its own machine can
   * reach. There is no default, so that nobody forgets it.
   */
  readonly secret: string | null
  /**
   * Operations that need no secret, for browsers. Who knows a profile's id can then report, ask, and with `profile`
   * read what is kept, as that profile.
   */
  readonly open?: readonly OpenOperation[]
  /** Names deliveries and sendings. Where it is not given they are named by versions and instants. */
  readonly newId?: () => string
  /** How profiles are served: attempts, waiting, and how many are remembered. */
  readonly profiles?: TurnOptions
  /** How long a body may be: 1 MiB where it is not said. */
  readonly maxBodyBytes?: number
  /** The same for catalogs, and sendings with their recipients: 16 MiB. */
  readonly maxDocumentBytes?: number
  /** How long a body may take to arrive: 10 s. */
  readonly bodyTimeoutMs?: number
  /** How many requests are taken, with the secret and without it each; `null` is all, which is the default. */
  readonly rate?: Rate | null
  /** Which pages may read answers; none where it is not said. */
  readonly cors?: Cors | null
  /** Is told what happened to profiles, once it is kept: for a decision log. It must not throw. */
  readonly onDecision?: (entry: Recorded) => void
  /** Is told of each request that was answered. No secret, no id, no trait is in it. */
  readonly onRequest?: (entry: Answered) => void
  /** Is told what went wrong: a store that cannot be reached (`503`), a mistake in here (`500`). */
  readonly onError?: (error: unknown) => void
  /** A clock for durations, in milliseconds; where it is not given `now` is taken. */
  readonly elapsedMs?: () => number
}

export type OpenOperation = 'page' | 'identify' | 'trigger' | 'track' | 'interaction' | 'exportProfile'

/** One request that was answered. */
export interface Answered {
  readonly method: string
  /** As the path is documented, as `/v3/edit/deliveries/:id`; `other` where there is none. */
  readonly route: string
  readonly status: number
  readonly ms: number
}
