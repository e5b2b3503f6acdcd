import { catalogSchema, type WireCatalog } from '../authoring/index.js'
import { type CollectionKey, collections } from '../authoring/schemas/catalog.js'

type Item = Readonly<Record<string, unknown>>

/** What only those who author a catalog need. */
const authors: ReadonlySet<string> = new Set(['name', 'description'])

/**
 * The part of a catalog's document that a decision needs: keys that mean nothing to it, names and descriptions are left
 * out, and so are tags' own entries but for their ids. It decides as the whole does.
 *
 * @example
 * ```ts
 * import { publicCatalog } from 'oncue/http'
 *
 * const experiences = [{ id: 'nps', kind: 'survey' as const, name: 'Before the price goes up', owner: 'ann' }]
 * publicCatalog({ experiences }).experiences // [{ id: 'nps', kind: 'survey' }]
 * ```
 */
export function publicCatalog(document: WireCatalog): WireCatalog {
  const part: Record<string, unknown> = {}
  for (const key of Object.keys(catalogSchema.entries) as (keyof WireCatalog)[]) {
    const value = document[key] ?? null
    if (value === null) continue
    part[key] = Object.hasOwn(collections, key) ? (value as readonly Item[]).map(bareOf(key as CollectionKey)) : value
  }
  const { settings } = part as { settings?: Item }
  if (settings === undefined) return part
  const { sendings: _, ...rest } = settings
  return { ...part, settings: rest } as WireCatalog
}

const bareOf =
  (collection: CollectionKey) =>
  (item: Item): Item => {
    const known = Object.keys(collections[collection].schema.entries)
    const kept = known.filter((key) => !authors.has(key) && key !== 'uid' && (item[key] ?? null) !== null)
    return Object.fromEntries(kept.map((key) => [key, item[key]]))
  }
