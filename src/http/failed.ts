import { StoreFailure, StoreUnavailable } from '../store/failure.js'
import { type Reply, refuse, refuseFor } from './reply.js'

const failureWaitMs = 30_000

/** What went wrong while a request was served, as an answer that tells nothing of what is inside. */
export function failed(error: unknown): Reply {
  if (error instanceof StoreUnavailable) return refuseFor(503, 'store: cannot be reached', error.retryAfterMs)
  // Somebody has to do something about it first.
  if (error instanceof StoreFailure) return refuseFor(503, 'store: cannot be used', failureWaitMs)
  return refuse(500, ['internal error; retry, and tell whoever runs this server'])
}
