import { parseCatalogs, parseDocument } from '../../authoring/index.js'
import { collectionKeys } from '../../authoring/read/raw-items.js'
import { Failure } from '../failure.js'
import type { Io } from '../io.js'
import { inputName, readInput } from './read-input.js'

type Item = Readonly<Record<string, unknown>>

/**
 * A catalog as the document that it is written in, merged from its files, with the keys that mean nothing here.
 *
 * @throws Failure where it is refused
 */
export async function loadCatalogDocument(paths: readonly string[], io: Io): Promise<Item> {
  const sources = []
  for (const path of paths) sources.push({ text: await readInput(path, io), file: inputName(path) })
  const judged = parseCatalogs(sources)
  if (!judged.ok) throw new Failure(2, judged.problems)
  const parts = sources.map(({ text, file }) => {
    const parsed = parseDocument(text, { file })
    if (!parsed.ok) throw new Failure(2, parsed.problems)
    return (parsed.value.value ?? {}) as Item
  })
  const merged: Item = Object.assign({}, ...parts)
  const collections = collectionKeys.map((key) => [key, parts.flatMap((part) => (part[key] ?? []) as unknown[])])
  // Each of them is given once, or the files were refused.
  const settings: Item = Object.assign({}, ...parts.map((part) => part.settings))
  return { ...merged, ...Object.fromEntries(collections), settings }
}
