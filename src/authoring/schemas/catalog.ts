import * as v from 'valibot'
import { catalogLimits } from '../catalog-limits.js'
import { experienceSchema } from './experience.js'
import { conditionSlot, idSchema, listOf, maxCollectionItems, textSchema } from './fields.js'
import { limitGroupSchema } from './limit-group.js'
import { settingsSchema } from './settings.js'

const tagSchema = v.looseObject(
  { id: idSchema, uid: v.nullish(textSchema), name: v.nullish(textSchema) },
  'a tag { id, … }',
)

const segmentSchema = v.looseObject(
  { id: idSchema, name: v.nullish(textSchema), conditions: conditionSlot },
  'a segment { id, conditions, … }',
)

/** A catalog document's shape, for as many limit groups as are allowed. */
export const catalogSchemaFor = (maxLimitGroups: number) =>
  v.looseObject(
    {
      version: v.nullish(v.literal(1, '1')),
      settings: v.nullish(settingsSchema),
      tags: v.nullish(listOf(tagSchema, maxCollectionItems)),
      segments: v.nullish(listOf(segmentSchema, maxCollectionItems)),
      experiences: v.nullish(listOf(experienceSchema, maxCollectionItems)),
      limit_groups: v.nullish(listOf(limitGroupSchema, maxLimitGroups)),
    },
    'a catalog: an object of experiences, segments, tags, limit_groups and settings',
  )

/**
 * A catalog document's shape: the one definition, which `readCatalog` judges by and `schema/catalog.schema.json` is
 * generated from. What one field alone cannot say (references, duplicates, contradictions) is judged after it.
 */
export const catalogSchema = catalogSchemaFor(catalogLimits.maxLimitGroups)

/** A catalog as it is written (see docs/formats.md): snake_case, instants as text. */
export type WireCatalog = v.InferInput<typeof catalogSchema>

/** The collections of a catalog whose items have ids, in the order of the document. */
export const collections = {
  tags: { schema: tagSchema, noun: 'tag' },
  segments: { schema: segmentSchema, noun: 'segment' },
  experiences: { schema: experienceSchema, noun: 'experience' },
  limit_groups: { schema: limitGroupSchema, noun: 'limit group' },
} as const

export type CollectionKey = keyof typeof collections
