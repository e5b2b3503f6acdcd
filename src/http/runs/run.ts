import type { Instant } from '../../model/index.js'
import type { Query } from '../read-query.js'
import type { Reply } from '../reply.js'
import type { Service } from '../service.js'

/** A request that was let in: its parts read, none of them judged. */
export interface Call {
  readonly request: Request
  /** Out of the path; empty where that has none. */
  readonly id: string
  readonly query: Query
  /** Of JSON; `undefined` where the route takes none. */
  readonly body: unknown
  readonly now: Instant
}

/** What a route does. */
export type Run = (call: Call, service: Service) => Reply | Promise<Reply>
