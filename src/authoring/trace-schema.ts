import * as v from 'valibot'

/** The longest text that an id, an href or a name may have, in UTF-16 code units. */
export const maxTextLength = 8_192

const text = v.pipe(v.string(), v.maxLength(maxTextLength))
const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(maxTextLength))
/** D2: ids are compared as text, so a number is its decimal digits; beyond 2^53 two of them could be one. */
const id = v.union([name, v.pipe(v.number(), v.safeInteger())])
/** The shape only: what it says is `parseInstant`'s to judge, with the clock that it counts from. */
const instant = v.pipe(
  v.union([v.string(), v.number()]),
  v.description('ISO 8601, YYYY-MM-DD HH:MM:SS or YYYY-MM-DD in UTC, or Unix seconds'),
)
const anyObject = v.record(v.string(), v.unknown())

const anyone = { at: instant, profile_id: v.nullish(id), event_id: v.nullish(id) }
const someone = { ...anyone, profile_id: id }

/** A line of a trace as it is on the wire, by `type`; keys that are not named here are nobody's concern. */
export const traceEventSchema = v.variant('type', [
  v.pipe(
    v.object({ type: v.nullish(v.literal('page')), ...someone, href: text, peek: v.nullish(v.boolean()) }),
    v.description('a page load: the question is asked; peek asks without recording'),
  ),
  v.pipe(
    v.object({
      type: v.literal('identify'),
      ...someone,
      uid: v.nullish(id),
      email: v.nullish(text),
      traits: v.nullish(anyObject),
      disabled: v.nullish(v.boolean()),
    }),
    v.description('merged into the profile; null removes a trait'),
  ),
  v.pipe(
    v.object({
      type: v.literal('trigger'),
      ...someone,
      on: v.picklist(['click', 'hover', 'input', 'custom', 'element_match']),
      element: v.nullish(text),
      name: v.nullish(text),
    }),
    v.description('something that a first step may wait for'),
  ),
  v.pipe(
    v.object({ type: v.literal('track'), ...someone, event: name, properties: v.nullish(anyObject) }),
    v.description('a named event, for recurrence and custom triggers'),
  ),
  v.pipe(
    v.object({
      type: v.literal('interaction'),
      ...someone,
      experience_id: id,
      state: v.picklist(['started', 'completed', 'exited', 'snoozed']),
      defer_until: v.nullish(instant),
      group_kind: v.nullish(text),
      group_id: v.nullish(id),
    }),
    v.description('what really happened, by itself unless group_kind says otherwise; snoozed wants defer_until'),
  ),
  v.pipe(
    v.object({ type: v.literal('deliver'), ...anyone, id: v.nullish(id) }),
    v.description("creates a delivery: the API's parameters, judged when it happens; id names it"),
  ),
  v.pipe(
    v.object({ type: v.literal('deliver.update'), ...anyone, id }),
    v.description("updates a delivery: the API's parameters, judged when it happens"),
  ),
  v.pipe(v.object({ type: v.literal('deliver.remove'), ...anyone, id }), v.description('removes a delivery')),
  v.pipe(
    v.object({ type: v.literal('sending'), ...anyone, id: v.nullish(id) }),
    v.description("creates a sending: the API's parameters, judged when it happens; id names it"),
  ),
  v.pipe(
    v.object({ type: v.literal('sending.update'), ...anyone, id }),
    v.description("updates a sending: the API's parameters, judged when it happens"),
  ),
  v.pipe(v.object({ type: v.literal('sending.cancel'), ...anyone, id }), v.description('cancels a sending')),
  v.pipe(
    v.object({
      type: v.literal('catalog'),
      ...anyone,
      experiences: v.nullish(v.array(v.unknown())),
      segments: v.nullish(v.array(v.unknown())),
      limit_groups: v.nullish(v.array(v.unknown())),
      tags: v.nullish(v.array(v.unknown())),
      settings: v.nullish(anyObject),
    }),
    v.description('an edit: the named keys of each listed object replace those of the one with its id'),
  ),
  v.pipe(v.object({ type: v.literal('tick'), ...anyone }), v.description('time passes, nothing happens')),
  v.pipe(v.object({ type: v.literal('list'), ...anyone }), v.description("asks for the profile's deliveries")),
])

/** A line of a trace whose shape is right; its instants are still to be read. */
export type WireTraceEvent = v.InferOutput<typeof traceEventSchema>

export const traceEventTypes = [
  'page',
  'identify',
  'trigger',
  'track',
  'interaction',
  'deliver',
  'deliver.update',
  'deliver.remove',
  'sending',
  'sending.update',
  'sending.cancel',
  'catalog',
  'tick',
  'list',
] as const satisfies readonly NonNullable<WireTraceEvent['type']>[]
