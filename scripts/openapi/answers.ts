import * as v from 'valibot'
import { codes, profileSchema } from '../../src/authoring/index.js'
import type { OperationId } from '../../src/http/operations.js'
import { statuses } from '../../src/sendings/status.js'

// What each operation answers, for the document alone: whatever the tests are answered is held against it.

const instant = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/))
const text = v.string()
const code = v.picklist(codes)
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const anyObject = v.looseObject({})

const deliverySchema = v.strictObject({
  id: text,
  created_at: instant,
  updated_at: instant,
  model_id: text,
  model_kind: v.picklist(['tour', 'survey']),
  profile_id: text,
  idempotency_key: v.nullable(text),
  options: v.unknown(),
  from: v.nullable(instant),
  until: v.nullable(instant),
  use_segmentation: v.boolean(),
  once: v.boolean(),
  redirect: v.pipe(v.optional(v.boolean()), v.description('in the dialect 2021-08 only')),
  skip_triggers: v.boolean(),
  skip_url_match: v.boolean(),
  at: v.nullable(instant),
  at_href: v.nullable(text),
  interaction_id: v.nullable(text),
  group_kind: v.picklist(['delivery', 'api_edit']),
  state: v.picklist(['pending', 'triggered', 'discarded', 'removed', 'dropped']),
})

const cursorSchema = v.strictObject({
  limit: count,
  before: v.pipe(v.optional(text), v.description('asks for the next page; there is none on the last one')),
})

/** What else the document says of a group, an experience or a tag is there too. */
const groupSchema = v.looseObject({
  id: text,
  name: v.nullable(text),
  description: v.nullable(text),
  kind: v.picklist(['all', 'tour', 'survey', 'tags', 'campaigns']),
  rate_limit_size: count,
  rate_limit_kind: text,
  tag_ids: v.pipe(v.optional(v.array(text)), v.description('with kind tags only')),
  campaign_ids: v.pipe(v.optional(v.array(text)), v.description('with kind campaigns only')),
})

const experienceSchema = v.looseObject({
  id: text,
  kind: v.picklist(['tour', 'survey']),
  name: v.nullable(text),
  position: v.nullable(v.number()),
  published_at: v.nullable(instant),
})

const tagSchema = v.looseObject({ id: text, uid: v.nullable(text), name: v.nullable(text), models_count: count })

const sendingSchema = v.strictObject({
  id: text,
  status: v.picklist(Object.keys(statuses) as [string, ...string[]]),
  created_at: instant,
  updated_at: instant,
  draft: v.boolean(),
  message: v.strictObject({ channels: v.array(anyObject) }),
  channels_preference: v.nullable(v.array(text)),
  schedule: v.nullable(anyObject),
  audience: v.nullable(anyObject),
  recipients_count: count,
  dispatches_count: count,
  scheduled_at: v.nullable(instant),
  prepared_at: v.nullable(instant),
  transmitted_at: v.nullable(instant),
})

const dispatch = {
  id: text,
  channel: v.picklist(['sms', 'email', 'push', 'experience']),
  member_id: v.nullable(text),
  to: text,
  properties: anyObject,
}
const dispatchSchema = v.strictObject(dispatch)

const decided = {
  at: instant,
  profile_id: text,
  armed: v.pipe(v.array(text), v.description('experience and delivery ids that wait for a trigger')),
  valid_until: v.pipe(v.optional(v.nullable(instant)), v.description('until when it holds; null: for ever')),
}

const decisionSchema = v.variant('outcome', [
  v.strictObject({ outcome: v.literal('none'), ...decided }),
  v.strictObject({
    outcome: v.literal('redirect'),
    ...decided,
    experience_id: text,
    delivery_id: text,
    start_url: v.pipe(text, v.description('where to go')),
  }),
  v.strictObject({
    outcome: v.literal('show'),
    ...decided,
    experience_id: text,
    via: v.picklist(['automatic', 'delivery']),
    interaction_id: text,
    delivery_id: v.optional(text),
    options: v.pipe(v.optional(v.unknown()), v.description("the delivery's")),
  }),
])

const interactionSchema = v.strictObject({
  id: text,
  experience_id: text,
  started_at: instant,
  group_kind: text,
  group_id: v.nullable(text),
  state: v.picklist(['started', 'completed', 'exited', 'snoozed']),
  state_at: v.nullable(instant),
  defer_until: v.nullable(instant),
  assumed: v.boolean(),
})

const words = v.looseObject({ id: text, sentence: text })

const explanationSchema = v.strictObject({
  at: instant,
  href: text,
  profile_id: text,
  outcome: v.picklist(['show', 'redirect', 'none']),
  winner: v.nullable(text),
  candidates: v.array(
    v.strictObject({
      id: text,
      via: v.picklist(['automatic', 'delivery']),
      experience_id: text,
      code,
      next_at: v.pipe(v.nullable(instant), v.description('when that check passes; null: not by waiting')),
      passes: v.boolean(),
      checks: v.array(v.looseObject({ check: text, passes: v.boolean() })),
    }),
  ),
  nearest: v.array(text),
  settled: v.array(v.strictObject({ id: text, experience_id: text, code, at: v.nullable(instant) })),
  valid_until: v.nullable(instant),
  words: v.strictObject({ verdict: text, candidates: v.array(words), settled: v.array(words) }),
  counterfactuals: v.optional(
    v.array(
      v.strictObject({
        id: text,
        via: v.picklist(['automatic', 'delivery']),
        experience_id: text,
        code,
        sets: v.array(v.array(v.looseObject({ kind: text, by: text }))),
        more: v.boolean(),
        never: v.boolean(),
        words: v.strictObject({ id: text, lead: text, sets: v.array(text) }),
      }),
    ),
  ),
})

const exportSchema = v.strictObject({
  profile: v.nullable(profileSchema),
  names: v.array(v.union([v.strictObject({ uid: text }), v.strictObject({ email: text })])),
  answers: v.array(v.strictObject({ event_id: text, at: instant, body: v.unknown() })),
  dispatches: v.array(v.strictObject({ sending_id: text, ...dispatch })),
  recipients: v.array(v.strictObject({ sending_id: text, properties: anyObject })),
})

const problemSchema = v.strictObject({
  code: text,
  pointer: v.pipe(text, v.description('a JSON pointer into the document')),
  message: text,
  help: v.optional(text),
  line: v.optional(count),
  column: v.optional(count),
})

const messages = v.pipe(v.array(text), v.minLength(1))

/** How everything is refused, but for what is said of sendings and catalogs. */
export const errorSchema = v.strictObject({ code: v.pipe(count, v.description('the status')), messages })
const catalogErrorSchema = v.strictObject({ code: count, messages, problems: v.array(problemSchema) })
const sendingErrorSchema = v.strictObject({
  error: text,
  details: v.record(text, v.array(v.strictObject({ error: text, message: text }))),
})

/** What has a name in the document, so that it is there once. */
export const components = {
  Delivery: deliverySchema,
  LimitGroup: groupSchema,
  Experience: experienceSchema,
  Tag: tagSchema,
  Sending: sendingSchema,
  Dispatch: dispatchSchema,
  Decision: decisionSchema,
  Interaction: interactionSchema,
  Explanation: explanationSchema,
  Problem: problemSchema,
  Error: errorSchema,
  CatalogError: catalogErrorSchema,
  SendingError: sendingErrorSchema,
} as const

const delivered = v.strictObject({ delivery: deliverySchema })
const sent = v.strictObject({ sending: sendingSchema })
const version = { version: count, updated_at: v.nullable(instant) }

/** What each operation answers where it goes well; `null` is no body. */
export const answers: Readonly<Record<OperationId, v.GenericSchema | null>> = {
  listDeliveries: v.strictObject({ deliveries: v.array(deliverySchema), cursor: cursorSchema }),
  createDelivery: delivered,
  showDelivery: delivered,
  updateDelivery: delivered,
  removeDelivery: delivered,
  listLimitGroups: v.strictObject({ limit_groups: v.array(groupSchema) }),
  showLimitGroup: v.strictObject({ limit_group: groupSchema }),
  relatedExperiences: v.strictObject({
    limit_group: groupSchema,
    tags: v.pipe(v.optional(v.array(tagSchema)), v.description('with kind tags only')),
    tours: v.array(experienceSchema),
    surveys: v.array(experienceSchema),
  }),
  listSendings: v.strictObject({ sendings: v.array(sendingSchema), cursor: cursorSchema }),
  createSending: sent,
  showSending: sent,
  updateSending: sent,
  cancelSending: sent,
  listDispatches: v.strictObject({
    dispatches: v.array(dispatchSchema),
    cursor: v.strictObject({ limit: count, after: v.optional(text) }),
  }),
  showCatalog: v.strictObject({ ...version, catalog: anyObject }),
  putCatalog: v.strictObject({ ...version, warnings: v.array(problemSchema) }),
  identify: v.strictObject({
    profile: v.strictObject({
      id: text,
      uid: v.nullable(text),
      email: v.nullable(text),
      traits: anyObject,
      disabled: v.boolean(),
    }),
  }),
  page: decisionSchema,
  trigger: decisionSchema,
  track: decisionSchema,
  interaction: v.strictObject({ interaction: v.nullable(interactionSchema) }),
  explain: explanationSchema,
  exportProfile: exportSchema,
  eraseProfile: null,
  publicCatalog: v.strictObject({ version: count, catalog: anyObject }),
  health: v.strictObject({ status: v.literal('ok') }),
  openapi: anyObject,
}

const ofSendings: ReadonlySet<OperationId> = new Set([
  'createSending',
  'listSendings',
  'showSending',
  'updateSending',
  'cancelSending',
  'listDispatches',
])

/** The body of a refusal. */
export function refusalOf(id: OperationId, status: number): v.GenericSchema {
  if (ofSendings.has(id) && (status === 404 || status === 405)) return sendingErrorSchema
  // A body that is too deep, and a query that names something twice, are refused before the sending's own rules.
  if (ofSendings.has(id) && status === 422) return v.union([sendingErrorSchema, errorSchema])
  if (id === 'putCatalog' && (status === 400 || status === 422)) return v.union([catalogErrorSchema, errorSchema])
  return errorSchema
}
