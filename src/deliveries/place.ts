import { quote } from '../authoring/quote.js'

/** `last`, or a 0-based index, where `first` is 0 (D8). */
export type Position = 'last' | number

export interface Placing {
  readonly position: Position
  /** At most this many are pending afterwards (D7). */
  readonly limit: number
  readonly atLimit: 'error' | 'drop'
}

export interface Placed {
  readonly ok: true
  readonly deliveryIds: readonly string[]
  /** Popped off the end to make room. */
  readonly dropped: readonly string[]
}

/** Puts a new id among the pending ones (D7, D8), or says why there is no room for it. */
export function place(
  pending: readonly string[],
  id: string,
  { position, limit, atLimit }: Placing,
): Placed | { readonly ok: false; readonly message: string } {
  const inserted = insertAt(pending, id, position)
  if (inserted.length > limit && atLimit === 'error') {
    const message = `too many pending deliveries: ${pending.length}, and the limit is ${limit}; set delivery_ids_at_limit to "drop", or remove one first`
    return { ok: false, message }
  }
  const dropped = inserted.slice(limit)
  if (dropped.includes(id)) {
    const message = `delivery_ids_position: the new delivery itself would be dropped, beyond the limit of ${limit}: ${quote(position)}; use "first" or an index below ${limit}`
    return { ok: false, message }
  }
  return { ok: true, deliveryIds: inserted.slice(0, limit), dropped }
}

/** D8: an index beyond the end appends. */
export function insertAt(ids: readonly string[], id: string, position: Position): readonly string[] {
  const index = position === 'last' ? ids.length : position
  return [...ids.slice(0, index), id, ...ids.slice(index)]
}
