import * as v from 'valibot'
import type { Operation, QueryParam } from './operation.js'
import { catalogEditSchema } from './schemas/catalog-edit.js'
import { deliveryChangesSchema, newDeliverySchema } from './schemas/deliveries.js'
import { identifySchema, interactionSchema, pageSchema, trackSchema, triggerSchema } from './schemas/happenings.js'
import { sendingSchema } from './schemas/sendings.js'

const whole = v.pipe(v.string(), v.regex(/^\d{1,9}$/))
const limit: QueryParam = { description: 'how many at most: 1 to 500, by default 50', schema: whole }
const text = v.string()
const flag = v.picklist(['true', 'false'])
const json = (schema: v.GenericSchema) => ({ schema, kind: 'json' }) as const

/** Every operation, in the order of the document. */
export const operations = {
  listDeliveries: {
    method: 'GET',
    path: '/v3/edit/deliveries',
    summary: 'deliveries that are pending, triggered or discarded, newest first',
    access: 'secret',
    query: {
      model_id: { description: 'only of this experience', schema: text },
      profile_id: { description: 'only of this profile', schema: text },
      limit,
      before: { description: 'only older ones: the cursor of the page before, or an instant', schema: text },
      after: { description: 'only newer ones: the id of a delivery, or an instant', schema: text },
    },
    statuses: [200, 422],
  },
  createDelivery: {
    method: 'POST',
    path: '/v3/edit/deliveries',
    summary: 'directs an experience at a profile',
    access: 'secret',
    body: json(newDeliverySchema),
    statuses: [200, 201, 404, 409, 422],
  },
  showDelivery: {
    method: 'GET',
    path: '/v3/edit/deliveries/:id',
    summary: 'one delivery, whatever became of it',
    access: 'secret',
    statuses: [200, 404],
  },
  updateDelivery: {
    method: 'PATCH',
    path: '/v3/edit/deliveries/:id',
    summary: 'changes a pending delivery',
    access: 'secret',
    body: json(deliveryChangesSchema),
    statuses: [200, 404, 409, 422],
  },
  removeDelivery: {
    method: 'DELETE',
    path: '/v3/edit/deliveries/:id',
    summary: 'takes a pending delivery out',
    access: 'secret',
    statuses: [200, 404, 409],
  },
  listLimitGroups: {
    method: 'GET',
    path: '/v3/edit/limit_groups',
    summary: 'every limit group',
    access: 'secret',
    statuses: [200],
  },
  showLimitGroup: {
    method: 'GET',
    path: '/v3/edit/limit_groups/:id',
    summary: 'one limit group',
    access: 'secret',
    statuses: [200, 404],
  },
  relatedExperiences: {
    method: 'GET',
    path: '/v3/edit/limit_groups/:id/experiences',
    summary: 'the experiences that a limit group contains',
    access: 'secret',
    query: {
      filter: {
        description: 'published_at: what is live, the default; all: what the catalog has',
        schema: v.picklist(['published_at', 'all']),
      },
    },
    statuses: [200, 404, 422],
  },
  listSendings: {
    method: 'GET',
    path: '/v3/edit/sendings',
    summary: 'sendings, newest first',
    access: 'secret',
    query: {
      limit,
      before: { description: 'only older ones: the cursor of the page before, or an instant', schema: text },
    },
    statuses: [200, 422],
  },
  createSending: {
    method: 'POST',
    path: '/v3/edit/sendings',
    summary: 'one message to many',
    access: 'secret',
    body: { schema: sendingSchema, kind: 'large' },
    statuses: [201, 422],
  },
  showSending: {
    method: 'GET',
    path: '/v3/edit/sendings/:id',
    summary: 'one sending',
    access: 'secret',
    statuses: [200, 404],
  },
  updateSending: {
    method: 'PATCH',
    path: '/v3/edit/sendings/:id',
    summary: 'changes a sending that has not begun',
    access: 'secret',
    body: { schema: sendingSchema, kind: 'large' },
    statuses: [200, 404, 405, 422],
  },
  cancelSending: {
    method: 'POST',
    path: '/v3/edit/sendings/:id/cancel',
    summary: 'calls off a sending that is under way',
    access: 'secret',
    statuses: [200, 404, 405],
  },
  listDispatches: {
    method: 'GET',
    path: '/v3/edit/sendings/:id/dispatches',
    summary: "a sending's dispatches, in the order in which they are handed out",
    access: 'secret',
    query: { limit, after: { description: 'the cursor of the page before', schema: text } },
    statuses: [200, 404, 422],
  },
  showCatalog: {
    method: 'GET',
    path: '/v3/edit/catalog',
    summary: 'the catalog as it stands, and its version',
    access: 'secret',
    statuses: [200, 304],
  },
  putCatalog: {
    method: 'PUT',
    path: '/v3/edit/catalog',
    summary: 'edits the catalog: what is listed is matched by id, and its keys are replaced; all of it or nothing',
    access: 'secret',
    body: { schema: catalogEditSchema, kind: 'document' },
    statuses: [200, 412, 422, 429],
  },
  identify: {
    method: 'POST',
    path: '/v3/identify',
    summary: 'merges what is known of somebody',
    access: 'secret',
    body: json(identifySchema),
    statuses: [200, 422],
  },
  page: {
    method: 'POST',
    path: '/v3/page',
    summary: 'decides on a page load and records it',
    access: 'secret',
    body: json(pageSchema),
    statuses: [200, 422],
  },
  trigger: {
    method: 'POST',
    path: '/v3/trigger',
    summary: 'something that a first step may wait for: decides again what waits for it',
    access: 'secret',
    body: json(triggerSchema),
    statuses: [200, 422],
  },
  track: {
    method: 'POST',
    path: '/v3/track',
    summary: 'a named event: decides again what waits for it',
    access: 'secret',
    body: json(trackSchema),
    statuses: [200, 422],
  },
  interaction: {
    method: 'POST',
    path: '/v3/interactions',
    summary: 'records what really happened to an experience',
    access: 'secret',
    body: json(interactionSchema),
    statuses: [200, 404, 422],
  },
  explain: {
    method: 'GET',
    path: '/v3/explain',
    summary: 'why does it show to a profile on a page now, or not; nothing is recorded',
    access: 'secret',
    query: {
      profile_id: { description: 'whom it is about', schema: text, required: true },
      href: { description: 'the page', schema: text, required: true },
      peek: { description: 'asks as things stand, without a page load', schema: flag },
      counterfactuals: { description: 'whether it says what would have made each show', schema: flag },
      candidate: { description: 'only this experience or delivery', schema: text },
    },
    statuses: [200, 404, 422],
  },
  exportProfile: {
    method: 'GET',
    path: '/v3/profiles/:id',
    summary: 'all that is kept about one person',
    access: 'secret',
    statuses: [200, 404],
  },
  eraseProfile: {
    method: 'DELETE',
    path: '/v3/profiles/:id',
    summary: 'erases all that is kept about one person, for good',
    access: 'secret',
    statuses: [204, 404],
  },
  publicCatalog: {
    method: 'GET',
    path: '/v3/catalog/public',
    summary: 'the part of the catalog that a browser decides by',
    access: 'anyone',
    statuses: [200, 304],
  },
  health: {
    method: 'GET',
    path: '/v3/health',
    summary: 'whether requests are taken',
    access: 'anyone',
    statuses: [200],
  },
  openapi: { method: 'GET', path: '/v3/openapi.json', summary: 'this document', access: 'anyone', statuses: [200] },
} as const satisfies Readonly<Record<string, Operation>>

export type OperationId = keyof typeof operations
