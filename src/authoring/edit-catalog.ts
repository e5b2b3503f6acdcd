import type { Problem, Result } from '../model/index.js'
import { type CatalogLimitOptions, catalogLimitsInForce } from './catalog-limits.js'
import { pointerKeys, pointerTo } from './document/pointer.js'
import { type EditedCollection, editCollection, listOf, withoutNull } from './edit-collection.js'
import { readCatalog } from './parse-catalog.js'
import { quote } from './quote.js'
import { guardValue } from './read/guard-value.js'
import { Problems } from './read/problems.js'
import { collectionKeys, isRecord } from './read/raw-items.js'
import type { CollectionKey, WireCatalog } from './schemas/catalog.js'

type Item = Readonly<Record<string, unknown>>

/**
 * Edits a catalog document (C6). An edit has a catalog's collections: each object in them is matched by id and its
 * named keys replace those of the document whole, `null` takes a key out, an unknown id is a new object.
 * `removed: true` takes an object out; an experience stays as a tombstone, `removed: false` brings it back.
 * `settings` are merged by key. Other keys of the edit mean nothing here.
 *
 * Refused whole if an experience's `kind` changes or if `readCatalog` would refuse the result: what is returned can
 * always be read. Nothing that is given is changed. Pointers of problems lead into the edit; a problem that the edit
 * causes elsewhere has `''` and names the place in its message.
 *
 * @throws RangeError where a limit is no whole number in its range
 */
export function editCatalog(document: unknown, edit: unknown, options: CatalogLimitOptions = {}): Result<WireCatalog> {
  const limits = catalogLimitsInForce(options.limits)
  const problems = new Problems([{ value: edit, base: '' }])
  guardValue(0, edit, problems, limits)
  if (!problems.any && !isRecord(edit)) {
    const message = `expected an edit: an object of experiences, segments, tags, limit_groups and settings`
    problems.add({ part: 0, pointer: '', code: 'wrong_type', message: `${message}, found ${quote(edit)}` })
  }
  if (problems.any || !isRecord(edit)) return refusal(problems.list())

  const before = isRecord(document) ? document : {}
  const edited = Object.fromEntries(
    collectionKeys.map((collection) => [collection, editCollection(collection, before, edit, problems)]),
  ) as Record<CollectionKey, EditedCollection>
  const settings = editSettings(before, edit, problems)
  if (problems.any) return refusal(problems.list())

  const after = { ...before, ...settings }
  for (const collection of collectionKeys) {
    if (Object.hasOwn(edit, collection)) Object.assign(after, { [collection]: edited[collection].items })
  }
  const read = readCatalog(after, { limits })
  if (read.ok) return { ok: true, value: after as WireCatalog }
  return refusal(read.problems.map((problem) => inEdit(problem, edit, edited)))
}

function editSettings(before: Item, edit: Item, problems: Problems): { settings?: Item } {
  const settings = edit.settings ?? {}
  if (!Object.hasOwn(edit, 'settings')) return {}
  if (isRecord(settings))
    return { settings: withoutNull({ ...(isRecord(before.settings) ? before.settings : {}), ...settings }) }
  const message = `expected an object of settings, found ${quote(settings)}`
  problems.add({ part: 0, pointer: '/settings', code: 'wrong_type', message })
  return {}
}

/** A problem of the edited document, told in terms of the edit. */
function inEdit(problem: Problem, edit: Item, edited: Record<CollectionKey, EditedCollection>): Problem {
  const [collection = '', index, key, ...rest] = pointerKeys(problem.pointer)
  const settings = edit.settings
  if (collection === 'settings' && isRecord(settings) && (index === undefined || Object.hasOwn(settings, index)))
    return problem
  const origin = edited[collection as CollectionKey]?.origins.get(Number(index))
  if (origin !== undefined) {
    const entry = listOf(edit[collection])[origin]
    const named = key !== undefined && isRecord(entry) && Object.hasOwn(entry, key)
    return {
      ...problem,
      pointer: named ? pointerTo('', collection, origin, key, ...rest) : pointerTo('', collection, origin),
    }
  }
  return { ...problem, pointer: '', message: `the catalog would be left with ${problem.message} at ${problem.pointer}` }
}

const refusal = (problems: readonly Problem[]): Result<never> => {
  const [first, ...others] = problems
  if (first === undefined) throw new Error('a refusal without a problem')
  return { ok: false, problems: [first, ...others] }
}
