import * as v from 'valibot'
import { codes } from '../model/code.js'

const id = v.string()
const instant = v.pipe(v.string(), v.description('ISO 8601 in UTC, milliseconds only where they are not zero'))

/** One line of what the engine said: for each page load, and each trigger or timer that led to a show. */
export const decisionLineSchema = v.object({
  line: v.pipe(v.number(), v.integer(), v.minValue(1), v.description('of the input, counted from 1')),
  at: instant,
  profile_id: id,
  href: v.string(),
  outcome: v.picklist(['show', 'redirect', 'none']),
  experience_id: v.pipe(v.optional(id), v.description('what shows, or is redirected to')),
  via: v.optional(v.picklist(['delivery', 'automatic'])),
  delivery_id: v.optional(id),
  options: v.pipe(v.optional(v.unknown()), v.description("the delivery's, as they were given")),
  reasons: v.pipe(
    v.optional(v.record(id, v.picklist(codes))),
    v.description('experience or delivery id to the first check that it failed'),
  ),
  next_at: v.pipe(
    v.optional(v.record(id, v.nullable(instant))),
    v.description('when that check passes, all else being as it is; null: not by waiting'),
  ),
})

/** A line of the decisions (see docs/formats.md), as it is written: snake_case, instants as text. */
export type DecisionLine = v.InferOutput<typeof decisionLineSchema>
