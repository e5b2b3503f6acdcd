import { quote } from '../authoring/quote.js'
import { parseInstant } from '../authoring/time.js'
import type { Delivery, Instant } from '../model/index.js'
import { byCreation } from './order.js'
import type { Reader } from './params.js'

/** On which side of the cursor a delivery was created: below 0 before it, above 0 after it, 0 at it. */
export type Cursor = (delivery: Delivery) => number

/**
 * Reads `before` and `after` (D11): the id of a delivery, whatever became of it, or an instant. An id comes first,
 * so that a cursor that was handed out is never taken for a time.
 */
export const cursorIn =
  (deliveries: readonly Delivery[], now: Instant): Reader<Cursor> =>
  (value) => {
    const named = deliveries.find(({ id }) => id === value)
    if (named !== undefined) return { ok: true, value: (delivery) => byCreation(delivery, named) }
    const instant = parseInstant(value, now)
    if (instant.ok) return { ok: true, value: (delivery) => delivery.createdAt - instant.value }
    const message = `neither a delivery's id nor an instant: ${quote(value)}`
    return { ok: false, message, help: 'write the cursor of the page before, or an instant as "2029-02-03T10:00:00Z"' }
  }
