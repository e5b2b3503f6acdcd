import { quote } from '../authoring/quote.js'
import type { Sending } from './sending.js'

/** What an operation came to: nothing has happened until the sending is stored in the place of the one before. */
export type SendingOutcome = SendingDone | SendingRefusal

export interface SendingDone {
  /** `201` for a new one. */
  readonly status: 200 | 201
  readonly sending: Sending
  /** The version that this was computed from; `null` of a new one. Stored only over that version. */
  readonly baseVersion: number | null
}

/** Expected failure, in the shape in which it goes out (N8). */
export interface SendingRefusal {
  readonly status: 404 | 405 | 422
  readonly body: {
    readonly error: string
    /** By the path into what was sent, as `recipients.0.email`; `sending` is the whole of it. */
    readonly details: SendingFaults
  }
}

export type SendingFaults = Readonly<Record<string, readonly [SendingFault, ...SendingFault[]]>>

export interface SendingFault {
  /** Stable, for machines. */
  readonly error: string
  readonly message: string
}

const words = { 404: 'Not found', 405: 'Not allowed', 422: 'Invalid parameters' } as const

export const refuse = (status: SendingRefusal['status'], details: SendingFaults): SendingRefusal => ({
  status,
  body: { error: words[status], details },
})

/**
 * The answer for an id that no sending has: `404`.
 *
 * @example
 * ```ts
 * import { unknownSending } from 'oncue/sendings'
 *
 * unknownSending('s9').status // 404
 * ```
 */
export function unknownSending(id: string): SendingRefusal {
  const message = `id: unknown sending: ${quote(id)}; name one that exists`
  return refuse(404, { id: [{ error: 'not_found', message }] })
}

/** The answer for a new sending whose id another one has: `422`. */
export function takenSending(id: string): SendingRefusal {
  const message = `id: already the id of a sending: ${quote(id)}; choose an id that nothing else has`
  return refuse(422, { id: [{ error: 'taken', message }] })
}
