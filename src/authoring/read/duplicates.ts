import { quote } from '../quote.js'
import { collections } from '../schemas/catalog.js'
import type { Part, Place } from './part.js'
import type { Problems } from './problems.js'
import { collectionKeys, type RawItems } from './raw-items.js'

/** C3: ids are unique within their collection, over all parts. */
export function findDuplicates(items: RawItems, problems: Problems): void {
  for (const collection of collectionKeys) {
    const first = new Map<string, Place>()
    for (const { part, pointer, id } of items[collection]) {
      if (id === null) continue
      const place = { part, pointer: `${pointer}/id` }
      const earlier = first.get(id)
      if (earlier === undefined) {
        first.set(id, place)
        continue
      }
      const message = `duplicate ${collections[collection].noun} id ${quote(id)}`
      problems.add({
        ...place,
        code: 'duplicate_id',
        message,
        help: () => `first given ${words(problems.parts, earlier, part)}`,
      })
    }
  }
}

function words(parts: readonly Part[], { part, pointer }: Place, here: number): string {
  const { base, file, locate } = parts[part] as Part
  const position = locate?.(base + pointer)
  const place = position === undefined ? base + pointer : `line ${position.line}, column ${position.column}`
  return part === here ? `at ${place}` : `in ${file ?? `document ${part + 1}`} at ${place}`
}
