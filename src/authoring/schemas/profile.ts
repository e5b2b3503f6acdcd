import * as v from 'valibot'
import { booleanSchema, instantSchema, listOf, maxCollectionItems, maxListItems, oneOf, textSchema } from './fields.js'

/** Twice as long as a trace takes them: an id that is made here has others in it. */
const maxIdLength = 16_384
const anId = `an id of 1 to ${maxIdLength} characters`
const idSchema = v.pipe(
  v.string('an id'),
  v.minLength(1, anId),
  v.maxLength(maxIdLength, anId),
  v.description('compared by code unit; numbers are written in quotes'),
)

const optionalInstant = v.nullish(instantSchema)
const optionalText = v.nullish(textSchema)
const optionalFlag = v.nullish(booleanSchema)

export const interactionSchema = v.looseObject(
  {
    id: v.nullish(idSchema),
    experience_id: idSchema,
    started_at: instantSchema,
    group_kind: v.pipe(v.nullish(textSchema), v.description('how it came about; automatic where it is not said')),
    group_id: v.nullish(idSchema),
    state: v.pipe(
      v.nullish(oneOf(['started', 'completed', 'exited', 'snoozed'])),
      v.description('what became of it; snoozed wants defer_until'),
    ),
    state_at: v.pipe(optionalInstant, v.description('when it came to that; at once where it is not said')),
    defer_until: optionalInstant,
    assumed: v.pipe(optionalFlag, v.description('completed because nothing is known of its end')),
  },
  'an interaction { experience_id, started_at, … }',
)

export const profileDeliverySchema = v.looseObject(
  {
    id: idSchema,
    created_at: instantSchema,
    updated_at: optionalInstant,
    model_id: idSchema,
    model_kind: oneOf(['tour', 'survey']),
    profile_id: v.nullish(idSchema),
    idempotency_key: optionalText,
    options: v.optional(v.unknown()),
    from: optionalInstant,
    until: optionalInstant,
    use_segmentation: optionalFlag,
    once: optionalFlag,
    redirect: optionalFlag,
    skip_triggers: optionalFlag,
    skip_url_match: optionalFlag,
    state: v.pipe(
      v.nullish(oneOf(['pending', 'triggered', 'discarded', 'removed', 'dropped'])),
      v.description('where it is not said: triggered if it has an "at", pending if not'),
    ),
    state_at: optionalInstant,
    discard_reason: v.nullish(oneOf(['segment_mismatch', 'already_seen'])),
    at: optionalInstant,
    at_href: optionalText,
    interaction_id: v.nullish(idSchema),
    redirect_state: v.nullish(oneOf(['none', 'sent', 'arrived', 'spent'])),
    redirect_href: optionalText,
  },
  'a delivery { id, created_at, model_id, model_kind, … }',
)

const revision = 'a whole number from 0'

/** A profile as a document: what `readProfile` judges by. Everything but the id may be left out. */
export const profileSchema = v.looseObject(
  {
    version: v.nullish(v.literal(1, '1')),
    id: idSchema,
    revision: v.pipe(
      v.nullish(v.pipe(v.number(revision), v.safeInteger(revision), v.minValue(0, revision))),
      v.description('raised by everything that happens to the profile'),
    ),
    uid: optionalText,
    email: optionalText,
    traits: v.nullish(v.record(v.string(), v.unknown(), 'an object of traits')),
    disabled: optionalFlag,
    seen: v.pipe(
      optionalFlag,
      v.description('where it is not said: whether there is anything in the profile but deliveries'),
    ),
    interactions: v.nullish(listOf(interactionSchema, maxCollectionItems)),
    deliveries: v.pipe(
      v.nullish(listOf(profileDeliverySchema, maxCollectionItems)),
      v.description('every one ever made, in the order of creation'),
    ),
    delivery_ids: v.pipe(
      v.nullish(listOf(idSchema, maxListItems)),
      v.description('the pending ones, in the order in which they are attempted; as listed where it is not said'),
    ),
    idempotency_keys: v.nullish(v.record(v.string(), idSchema, 'an object of delivery ids by key')),
    tracked_at: v.pipe(
      v.nullish(v.record(v.string(), instantSchema, 'an object of instants by event')),
      v.description('when each named event last happened'),
    ),
    page_at: optionalInstant,
    page_href: optionalText,
    session_started_at: optionalInstant,
    busy: optionalFlag,
    armed: v.nullish(listOf(idSchema, maxCollectionItems)),
  },
  'a profile { id, traits, … }',
)

/** A profile as it is written: snake_case, instants as text. */
export type WireProfile = v.InferInput<typeof profileSchema>
export type WireInteraction = v.InferInput<typeof interactionSchema>
export type WireProfileDelivery = v.InferInput<typeof profileDeliverySchema>
