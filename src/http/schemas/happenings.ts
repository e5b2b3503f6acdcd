import * as v from 'valibot'
import {
  deliveryIdSchema,
  eventIdSchema,
  experienceIdSchema,
  flagSchema,
  hrefSchema,
  identifierSchema,
  instantSchema,
  nameSchema,
  objectSchema,
  profileIdSchema,
  textSchema,
} from './fields.js'

const someone = { profile_id: profileIdSchema, event_id: v.nullish(eventIdSchema) }

/** A page load: the question is asked, and what it comes to is recorded. */
export const pageSchema = v.looseObject({
  ...someone,
  href: hrefSchema,
  peek: v.pipe(v.nullish(flagSchema), v.description('asks as things stand, and records nothing')),
  valid_until: v.pipe(v.nullish(flagSchema), v.description('whether the answer says until when it holds')),
})

/** What is known of somebody. */
export const identifySchema = v.looseObject({
  ...someone,
  uid: v.nullish(identifierSchema),
  email: v.nullish(textSchema),
  traits: v.pipe(v.nullish(objectSchema), v.description('merged into those that are there; null removes one')),
  disabled: v.pipe(v.nullish(flagSchema), v.description('true: is shown nothing')),
})

/** Something that a first step may wait for. */
export const triggerSchema = v.looseObject({
  ...someone,
  on: v.picklist(['click', 'hover', 'input', 'custom', 'element_match', 'time_on_page']),
  element: v.nullish(textSchema),
  name: v.nullish(textSchema),
})

/** A named event. */
export const trackSchema = v.looseObject({ ...someone, event: nameSchema, properties: v.nullish(objectSchema) })

/** What really happened to an experience. */
export const interactionSchema = v.looseObject({
  ...someone,
  experience_id: experienceIdSchema,
  state: v.picklist(['started', 'completed', 'exited', 'snoozed']),
  at: v.pipe(v.nullish(instantSchema), v.description('when it happened; now where it is not said')),
  defer_until: v.pipe(v.nullish(instantSchema), v.description('the end of a snooze; "+3d" counts from at')),
  group_kind: v.pipe(v.nullish(nameSchema), v.description('how it came about; automatic where it is not said')),
  group_id: v.pipe(v.nullish(deliveryIdSchema), v.description('the delivery that it is the start of')),
})
