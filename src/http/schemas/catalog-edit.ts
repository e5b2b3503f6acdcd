import * as v from 'valibot'
import { type CollectionKey, catalogSchema, collections } from '../../authoring/schemas/catalog.js'

// What `editCatalog` reads, for the document: it judges by itself what an edit would leave. Law: what it takes, this takes.

/** An object of a collection by its id, and any of its keys; `null` takes one out. */
function entryOf(collection: CollectionKey) {
  const { id, ...others } = collections[collection].schema.entries as v.ObjectEntries & { id: v.GenericSchema }
  const keys = Object.entries(others).map(([key, schema]) => [key, v.nullish(schema)])
  const removed = v.pipe(v.nullish(v.boolean()), v.description('takes it out; an experience leaves a tombstone'))
  return v.nullish(v.array(v.looseObject({ id, ...Object.fromEntries(keys), removed })))
}

/** An edit of the catalog (C6); of a catalog that is not there yet it is the whole. */
export const catalogEditSchema = v.looseObject({
  version: catalogSchema.entries.version,
  settings: catalogSchema.entries.settings,
  tags: entryOf('tags'),
  segments: entryOf('segments'),
  experiences: entryOf('experiences'),
  limit_groups: entryOf('limit_groups'),
})
