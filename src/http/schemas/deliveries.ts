import * as v from 'valibot'
import { flagSchema, instantSchema } from './fields.js'

// What `oncue/deliveries` reads, for the document: it judges by its own readers, in better words. Law: what they take,
// these take.

const id = v.union([v.pipe(v.string(), v.nonEmpty(), v.maxLength(8_192)), v.pipe(v.number(), v.safeInteger())])
const text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(8_192))

const changeable = {
  options: v.pipe(v.optional(v.unknown()), v.description('anything for the content of the experience, up to 64 KiB')),
  from: v.pipe(v.nullish(instantSchema), v.description('not before it')),
  until: v.pipe(v.nullish(instantSchema), v.description('not after it; "+45d" counts from now')),
  use_segmentation: v.pipe(v.nullish(flagSchema), v.description('only to those in its segment; others: discarded')),
  once: v.pipe(v.nullish(flagSchema), v.description('only to those who have not seen it; others: discarded')),
  redirect: v.pipe(v.nullish(flagSchema), v.description('dialect 2021-08 only: sends the page on to where it starts')),
  skip_triggers: v.pipe(v.nullish(flagSchema), v.description('at once, whatever its first step waits for')),
  skip_url_match: v.pipe(v.nullish(flagSchema), v.description('on every page')),
  delivery_ids_position: v.pipe(
    v.nullish(v.union([v.picklist(['first', 'last']), v.pipe(v.number(), v.integer(), v.minValue(0))])),
    v.description('its place among the pending ones'),
  ),
}

/** The parameters of a creation (D1). */
export const newDeliverySchema = v.looseObject({
  model_kind: v.picklist(['tour', 'survey']),
  model_id: id,
  profile_id: v.pipe(v.nullish(id), v.description('whom it is for; or uid, or email')),
  uid: v.nullish(id),
  email: v.nullish(text),
  idempotency_key: v.pipe(v.nullish(text), v.description('of one profile, each makes one delivery, for ever')),
  ...changeable,
  delivery_ids_limit: v.pipe(
    v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1))),
    v.description('how many may be pending then'),
  ),
  delivery_ids_at_limit: v.pipe(
    v.nullish(v.picklist(['error', 'drop'])),
    v.description('drop: the last ones make room'),
  ),
})

/** The parameters of an update (D10). */
export const deliveryChangesSchema = v.looseObject({
  model_kind: v.optional(v.picklist(['tour', 'survey'])),
  model_id: v.optional(id),
  ...changeable,
})
