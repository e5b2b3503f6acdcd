import type { DeliveriesEvent, Delivery } from '../model/index.js'

/** What an operation came to. Nothing has happened yet: `commit` applies it. */
export type Outcome = Done | Refusal

export interface Done {
  /** `201` for a new delivery; `200` for a repeated creation (D5), an update, a removal. */
  readonly status: 200 | 201
  /** As it is once the event is applied. */
  readonly delivery: Delivery
  readonly profileId: string
  /** The version of the profile that this was computed from (D9). */
  readonly baseVersion: number
  /** The change; `null` where there is none. */
  readonly event: DeliveriesEvent | null
}

/** Expected failure, in the shape in which it goes out (D12): every message of the first status that was met. */
export interface Refusal {
  readonly status: 404 | 409 | 422 | 429
  readonly body: { readonly code: Refusal['status']; readonly messages: readonly [string, ...string[]] }
}

/** What one stage of an operation found, or why the operation ends there. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal }

export const found = <T>(value: T): Checked<T> => ({ ok: true, value })

export const refused = (status: Refusal['status'], messages: readonly string[]): Checked<never> => ({
  ok: false,
  refusal: refusal(status, messages),
})

export function refusal(code: Refusal['status'], messages: readonly string[]): Refusal {
  const [first, ...others] = messages
  if (first === undefined) throw new Error(`a ${code} without a message`)
  return { status: code, body: { code, messages: [first, ...others] } }
}
