import * as v from 'valibot'
import { codes } from '../model/code.js'
import { traceEventSchema } from './trace-schema.js'

const name = v.pipe(v.string(), v.nonEmpty())
const ids = v.array(v.string())
const instant = v.union([v.string(), v.number()])
const byId = <T extends v.GenericSchema>(value: T) => v.record(v.string(), value)

const onDecisions = {
  outcome: v.picklist(['show', 'redirect', 'none']),
  experience_id: v.nullable(v.string()),
  via: v.nullable(v.picklist(['delivery', 'automatic'])),
  delivery_id: v.nullable(v.string()),
  armed: ids,
  reasons: byId(v.picklist(codes)),
  full_groups: byId(ids),
  next_at: byId(v.nullable(instant)),
  valid_until: v.nullable(instant),
}

const onCalls = { status: v.pipe(v.number(), v.integer()), body: v.unknown() }

const deliveryFields = v.looseObject({
  state: v.optional(v.picklist(['pending', 'triggered', 'discarded', 'removed', 'dropped'])),
})

const sendingFields = v.looseObject({
  status: v.optional(
    v.picklist([
      'draft',
      'scheduled',
      'preparing',
      'prepared',
      'transmitting',
      'transmitted',
      'skipped',
      'failed',
      'cancelled',
    ]),
  ),
})

const onAny = { delivery_ids: ids, deliveries: byId(deliveryFields), sendings: byId(sendingFields) }

/** What may be expected of the events that ask, of lifecycle calls, and of the others. */
export const expectationSchemas = {
  decision: v.partial(v.strictObject({ ...onDecisions, ...onAny })),
  call: v.partial(v.strictObject({ ...onCalls, ...onAny })),
  other: v.partial(v.strictObject(onAny)),
} as const

export type ExpectationKind = keyof typeof expectationSchemas

/** Everything of a scenario but its events and its catalog, which are judged by readers of their own. */
export const scenarioHeadSchema = v.object({
  version: v.nullish(v.literal(1)),
  title: v.pipe(name, v.description('what must come of it, in one sentence')),
  rules: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.regex(/^[TCUSHLDEPXN]\d+$/, 'a rule id, as "L4"'))), v.description('rule ids')),
  ),
  behaviour: v.optional(
    v.pipe(v.picklist(['assumed', 'recorded']), v.description('recorded: only interactions end a show')),
  ),
  catalog_file: v.optional(name),
  events: v.optional(v.array(v.unknown())),
  problems: v.optional(
    v.pipe(v.array(v.string()), v.description('JSON pointers that loading the catalog must report')),
  ),
})

/** A whole scenario as it is written, for `schema/` and editors. */
export const scenarioSchema = v.strictObject({
  $schema: v.optional(v.string()),
  ...scenarioHeadSchema.entries,
  catalog: v.optional(v.unknown()),
  events: v.optional(
    v.array(
      v.intersect([
        traceEventSchema,
        v.object({ expect: v.optional(v.partial(v.strictObject({ ...onDecisions, ...onCalls, ...onAny }))) }),
      ]),
    ),
  ),
})
