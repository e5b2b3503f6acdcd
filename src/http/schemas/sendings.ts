import * as v from 'valibot'
import { instantSchema, objectSchema } from './fields.js'

// What `oncue/sendings` reads, for the document: it judges by its own readers, in better words. Law: what they take,
// these take.

const id = v.union([v.pipe(v.string(), v.nonEmpty(), v.maxLength(8_192)), v.pipe(v.number(), v.safeInteger())])
const channelType = v.picklist(['sms', 'email', 'push', 'experience'])

const channel = v.union([
  channelType,
  v.looseObject({
    type: channelType,
    delivery: v.pipe(v.nullish(objectSchema), v.description('of an experience: the parameters of a creation')),
  }),
])

const prescheduled = v.pipe(v.nullish(v.boolean()), v.description('prepared ahead of its time'))

const schedule = v.variant('type', [
  v.looseObject({ type: v.literal('immediate'), prescheduled }),
  v.looseObject({ type: v.literal('absolute'), at: instantSchema, prescheduled }),
  v.looseObject({
    type: v.literal('relative'),
    in: v.pipe(v.string(), v.regex(/^\d+ (second|minute|hour|day|week|month|year)s?$/)),
    prescheduled,
  }),
])

const audience = v.looseObject({
  type: v.picklist(['reference', 'inline']),
  id: v.pipe(v.nullish(id), v.description('of a segment')),
  conditions: v.pipe(v.nullish(v.array(v.unknown())), v.description('all of which must hold')),
})

const recipient = v.looseObject({
  member_id: v.pipe(v.nullish(id), v.description('of a profile; or one of the others')),
  msisdn: v.nullish(v.unknown()),
  email: v.nullish(v.unknown()),
  app_token: v.nullish(v.unknown()),
  push: v.nullish(v.unknown()),
  properties: v.nullish(objectSchema),
})

/** The parameters of a sending (N2, N4, N5), which a creation and an update take. */
export const sendingSchema = v.looseObject({
  audience: v.nullish(audience),
  recipients: v.nullish(v.pipe(v.array(recipient), v.maxLength(100_000))),
  message: v.pipe(
    v.nullish(v.looseObject({ channels: v.nullish(v.pipe(v.array(channel), v.maxLength(4))) })),
    v.description('the ways that it can go; sms, email and push where it is not said'),
  ),
  channels_preference: v.pipe(
    v.nullish(v.pipe(v.array(channelType), v.maxLength(4))),
    v.description('some of them, in the order in which they are tried'),
  ),
  schedule: v.pipe(v.nullish(schedule), v.description('none: a draft')),
  draft: v.pipe(v.nullish(v.boolean()), v.description('holds it back, whatever its schedule')),
})
