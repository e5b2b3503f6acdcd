import { didYouMean } from './did-you-mean.js'
import { pointerTo } from './document/pointer.js'
import { quote } from './quote.js'
import type { Draft, Problems } from './read/problems.js'
import { isRecord } from './read/raw-items.js'
import { type CollectionKey, collections } from './schemas/catalog.js'

type Item = Readonly<Record<string, unknown>>

/** The edited items of one collection, and from which of the edit's entries each one came. */
export interface EditedCollection {
  readonly items: readonly unknown[]
  readonly origins: ReadonlyMap<number, number>
}

/** Edits one collection of a catalog document: entries meet items by id (C6). */
export function editCollection(
  collection: CollectionKey,
  before: Item,
  edit: Item,
  problems: Problems,
): EditedCollection {
  const entries: unknown = edit[collection] ?? []
  if (!Array.isArray(entries)) {
    const message = `expected a list, found ${quote(entries)}`
    problems.add({ part: 0, pointer: `/${collection}`, code: 'wrong_type', message })
  }
  const items = listOf(before[collection])
  const indexes = new Map(items.flatMap((item, index) => (isRecord(item) ? [[item.id, index] as const] : [])))
  const origins = new Map<number, number>()
  const taken = new Set<number>()
  const named = new Map<string, string>()

  for (const [entryIndex, entry] of listOf(entries).entries()) {
    const pointer = pointerTo('', collection, entryIndex)
    const index = isRecord(entry) ? indexes.get(entry.id) : undefined
    const old = index === undefined ? null : (items[index] as Item)
    const wrong = judgeEntry(entry, { collection, old, earlier: named, known: indexes.keys() })
    if (wrong !== null) problems.add({ part: 0, pointer, ...wrong })
    if (wrong !== null || !isRecord(entry)) continue
    named.set(String(entry.id), pointer)
    if (index === undefined) {
      origins.set(items.push(withoutNull(entry)) - 1, entryIndex)
    } else {
      items[index] = withoutNull({ ...without(items[index] as Item, otherName(entry)), ...entry })
      origins.set(index, entryIndex)
      // An experience stays: past shows count by its kind and tags.
      if (entry.removed === true && collection !== 'experiences') taken.add(index)
    }
  }
  return compact(items, origins, taken)
}

interface Meeting {
  readonly collection: CollectionKey
  /** What has the entry's id in the document. */
  readonly old: Item | null
  /** Where the edit named each id already. */
  readonly earlier: ReadonlyMap<string, string>
  readonly known: Iterable<unknown>
}

/** What is wrong with an entry by itself, before the result is judged as a whole. */
function judgeEntry(
  entry: unknown,
  { collection, old, earlier, known }: Meeting,
): Pick<Draft, 'code' | 'message' | 'help'> | null {
  const { noun } = collections[collection]
  if (!isRecord(entry) || typeof entry.id !== 'string') {
    return { code: 'missing_key', message: `expected an edit of a ${noun} with its id` }
  }
  const { id } = entry
  const first = earlier.get(id)
  if (first !== undefined) {
    return { code: 'duplicate_id', message: `duplicate ${noun} id ${quote(id)}`, help: `first given at ${first}` }
  }
  if (old === null && entry.removed === true) {
    const help = (): string | undefined => didYouMean(id, textOf(known))
    return { code: 'unknown_reference', message: `unknown ${noun} ${quote(id)}`, help }
  }
  if (old === null || collection !== 'experiences' || !Object.hasOwn(entry, 'kind') || entry.kind === old.kind)
    return null
  const message = `the kind of ${quote(id)} cannot change from ${quote(old.kind)} to ${quote(entry.kind)}`
  return { code: 'kind_change', message, help: 'remove it and add another with an id of its own' }
}

/** Takes out the removed items, and keeps count of where the others came from. */
function compact(
  items: readonly unknown[],
  origins: ReadonlyMap<number, number>,
  taken: ReadonlySet<number>,
): EditedCollection {
  const kept = items.flatMap((item, index) => (taken.has(index) ? [] : [{ item, origin: origins.get(index) }]))
  const moved = kept.flatMap(({ origin }, index) => (origin === undefined ? [] : [[index, origin] as const]))
  return { items: kept.map(({ item }) => item), origins: new Map(moved) }
}

/** `segment` and `segment_id` say one thing (C1), and a catalog may be written with either: naming one replaces both. */
const otherName = (entry: Item): string | null =>
  Object.hasOwn(entry, 'segment') === Object.hasOwn(entry, 'segment_id')
    ? null
    : Object.hasOwn(entry, 'segment')
      ? 'segment_id'
      : 'segment'

const without = (item: Item, key: string | null): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => name !== key))

/** C6: `null` means absent. */
export const withoutNull = (item: Item): Item =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null))

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? [...value] : [])

const textOf = (names: Iterable<unknown>): string[] => [...names].filter((name) => typeof name === 'string')
