import type { Instant } from '../model/index.js'
import { Bucket } from './bucket.js'
import type { HandlerOptions } from './handler-options.js'
import { isSameSecret } from './is-same-secret.js'
import type { Operation } from './operation.js'
import type { OperationId } from './operations.js'
import { type Reply, refuse, refuseFor } from './reply.js'

/** Who is let in, and how many. */
export interface Gate {
  readonly secret: string | null
  readonly open: ReadonlySet<string>
  /** Those who brought the secret, and those who did not, cannot crowd each other out. */
  readonly trusted: Bucket | null
  readonly strangers: Bucket | null
}

export function createGate({ secret, open = [], rate = null }: HandlerOptions): Gate {
  // Whoever sends none would have it.
  if (secret === '') throw new RangeError('secret: empty; give one, or null for a server that everybody may ask')
  const bucket = () => (rate === null ? null : new Bucket(rate))
  return { secret, open: new Set(open), trusted: bucket(), strangers: bucket() }
}

interface Asking {
  readonly id: OperationId
  readonly operation: Operation
  readonly request: Request
  readonly now: Instant
}

/** @returns why a request is not let in; `null` where it is */
export function admit(
  { secret, open, trusted, strangers }: Gate,
  { id, operation, request, now }: Asking,
): Reply | null {
  const isTrusted = secret === null || isSameSecret(request.headers.get('x-account-secret') ?? '', secret)
  // Whoever watches over a server must always hear from it.
  const waitMs = id === 'health' ? 0 : ((isTrusted ? trusted : strangers)?.take(now) ?? 0)
  if (waitMs > 0) return refuseFor(429, 'rate: too many requests', waitMs)
  return isTrusted || operation.access === 'anyone' || open.has(id) ? null : forbidden
}

/** The same for a wrong secret and for none. */
const forbidden = refuse(403, ['x-account-secret: not the secret of this account; send the one that it has'])
