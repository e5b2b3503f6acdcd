import { quote } from '../authoring/quote.js'
import { pageLimit, usualPageLimit } from '../deliveries/page-limit.js'
import { text } from '../deliveries/readers.js'
import { Faults } from './faults.js'
import { Fields } from './fields.js'
import type { SendingRefusal } from './outcome.js'
import type { Dispatch, Sending } from './sending.js'

export interface ListedDispatches {
  readonly status: 200
  readonly dispatches: readonly Dispatch[]
  /** `after` asks for the page behind this one; the last page has none. */
  readonly cursor: { readonly limit: number; readonly after?: string }
}

/**
 * One page of a sending's dispatches, in the order in which they are handed out.
 *
 * Law: following `cursor.after` to the last page visits each once, in order.
 *
 * @param query `limit` (1 to 500, default 50) and `after`, the id of a dispatch, exclusive. What is wrong with it is `422`
 */
export function listDispatches({ dispatches }: Sending, query: unknown): ListedDispatches | SendingRefusal {
  const faults = new Faults()
  const fields = Fields.open(query, '', { faults, known: ['limit', 'after'] })
  const limit = fields?.read('limit', pageLimit, 'invalid_value') ?? usualPageLimit
  const after = fields?.read('after', text) ?? null
  const place = dispatches.findIndex(({ id }) => id === after)
  if (after !== null && place < 0) {
    faults.add(
      'after',
      'not_found',
      `no dispatch of this sending: ${quote(after)}; write the cursor of the page before`,
    )
  }
  if (faults.count > 0) return faults.refusal()
  const end = place + 1 + limit
  const page = dispatches.slice(place + 1, end)
  const last = end < dispatches.length ? page.at(-1) : undefined
  return { status: 200, dispatches: page, cursor: last === undefined ? { limit } : { limit, after: last.id } }
}
