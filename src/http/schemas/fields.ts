import * as v from 'valibot'

/** The longest id that a request may give a profile, a sending or an event: those made of several must fit a store's 256. */
const maxIdLength = 200
const maxTextLength = 8_192

const described = <T extends v.GenericSchema>(schema: T, description: string) =>
  v.pipe(schema, v.description(description))

/** D2: compared as text. A number beyond 2^53 could be two of them. */
const id = v.union([v.pipe(v.string(), v.nonEmpty(), v.maxLength(maxIdLength)), v.pipe(v.number(), v.safeInteger())])
export const textSchema = v.pipe(v.string(), v.maxLength(maxTextLength))
export const nameSchema = v.pipe(v.string(), v.nonEmpty(), v.maxLength(maxTextLength))

/** What the path of a URL cannot say: `/v3/profiles/:id` gives and erases all that is kept of somebody. */
const nameable = v.regex(/^(?!\.{1,2}$)\P{Surrogate}*$/u, 'an id that a URL can name, not "." or ".."')
export const profileIdSchema = described(
  v.union([v.pipe(v.string(), v.nonEmpty(), v.maxLength(maxIdLength), nameable), v.pipe(v.number(), v.safeInteger())]),
  'whose it is; a number is taken as its digits',
)
export const experienceIdSchema = described(id, 'a tour or survey of the catalog')
export const identifierSchema = id
/** As long as a store takes them: those that are made here are longer than what they are made of. */
export const deliveryIdSchema = v.pipe(v.string(), v.nonEmpty(), v.maxLength(256))
export const eventIdSchema = described(
  v.pipe(v.string(), v.nonEmpty(), v.maxLength(maxIdLength)),
  'makes the request safe to retry: of one profile and route, the same event_id is answered the same',
)
export const hrefSchema = described(textSchema, 'the whole URL of the page')
/** T3; what the text says is judged by `parseInstant`. */
export const instantSchema = described(
  v.union([v.string(), v.number()]),
  'ISO 8601, YYYY-MM-DD HH:MM:SS or YYYY-MM-DD in UTC, Unix seconds, "$now" or "+45d"',
)
export const flagSchema = v.boolean()
export const objectSchema = v.record(v.string(), v.unknown())
