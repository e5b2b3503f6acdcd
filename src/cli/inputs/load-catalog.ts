import { type CatalogResult, parseCatalogs } from '../../authoring/index.js'
import { counted } from '../../describe/count.js'
import type { Catalog } from '../../model/index.js'
import { Failure } from '../failure.js'
import { type Io, print } from '../io.js'
import { coloursFor } from '../render/colours.js'
import { inputName, readInput } from './read-input.js'

/** A catalog from its files, merged, with everything that is wrong or looks wrong. */
export async function readCatalogFiles(paths: readonly string[], io: Io, lint = false): Promise<CatalogResult> {
  const sources = []
  for (const path of paths) sources.push({ text: await readInput(path, io), file: inputName(path) })
  return parseCatalogs(sources, { lint })
}

/**
 * A catalog that a command works with. Warnings are counted only: `oncue check` names them.
 *
 * @throws Failure where it is refused
 */
export async function loadCatalog(paths: readonly string[], io: Io): Promise<Catalog> {
  const result = await readCatalogFiles(paths, io)
  if (!result.ok) throw new Failure(2, result.problems)
  if (result.warnings.length > 0) {
    const label = coloursFor(io.stderr, io.env).yellow('warning')
    const looks = counted(result.warnings.length, 'key that looks misspelt', 'keys that look misspelt')
    await print(io.stderr, `${label}: the catalog has ${looks}\n  help: oncue check names them\n`)
  }
  return result.value
}
