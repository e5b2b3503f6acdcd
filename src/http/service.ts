import type { Instant } from '../model/index.js'
import type { ServeInTurn } from '../store/serve-in-turn.js'
import type { Store } from '../store/store.js'
import type { BodyLimits } from './read-body.js'
import type { Recorded } from './recorded.js'
import type { Worlds } from './worlds.js'

/** What the routes share. */
export interface Service {
  readonly store: Store
  readonly worlds: Worlds
  readonly serve: ServeInTurn
  readonly now: () => Instant
  /** `null`: ids are made from versions and instants. */
  readonly newId: (() => string) | null
  readonly onDecision: ((entry: Recorded) => void) | null
  readonly limits: Readonly<Record<'json' | 'large' | 'document', BodyLimits>>
  /** Profiles for which a delivery is being created at this moment (D9). */
  readonly creating: Set<string>
}
