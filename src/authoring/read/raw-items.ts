import { pointerTo } from '../document/pointer.js'
import { type CollectionKey, collections } from '../schemas/catalog.js'
import type { Part, Place } from './part.js'

/** One object of a collection, as it was written: its shape may be wrong yet. */
export interface RawItem extends Place {
  readonly collection: CollectionKey
  readonly object: Readonly<Record<string, unknown>>
  /** Where it has one that could be one. */
  readonly id: string | null
}

export type RawItems = Readonly<Record<CollectionKey, readonly RawItem[]>>

/** The objects of all parts, by collection, in the order of parts and of their lists (C: merged by collection). */
export const rawItems = (parts: readonly Part[]): RawItems => ({
  tags: itemsOf(parts, 'tags'),
  segments: itemsOf(parts, 'segments'),
  experiences: itemsOf(parts, 'experiences'),
  limit_groups: itemsOf(parts, 'limit_groups'),
})

export const collectionKeys = Object.keys(collections) as readonly CollectionKey[]

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function itemsOf(parts: readonly Part[], collection: CollectionKey): RawItem[] {
  return parts.flatMap(({ value }, part) => {
    const list: unknown = isRecord(value) ? value[collection] : undefined
    if (!Array.isArray(list)) return []
    return list.flatMap((object: unknown, index): RawItem[] => {
      if (!isRecord(object)) return []
      const id = typeof object.id === 'string' && object.id !== '' ? object.id : null
      return [{ part, pointer: pointerTo('', collection, index), collection, object, id }]
    })
  })
}
