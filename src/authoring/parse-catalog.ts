import type { Problem } from '../model/index.js'
import { type CatalogLimitOptions, catalogLimitsInForce } from './catalog-limits.js'
import { type ParsedDocument, parseDocument } from './document/parse-document.js'
import type { Part } from './read/part.js'
import { type CatalogResult, readParts } from './read/read-parts.js'

/** A document as it came from a file or a request. */
export interface CatalogSource {
  readonly text: string | Uint8Array
  /** Named in every problem. */
  readonly file?: string
}

export interface ParseCatalogsOptions extends CatalogLimitOptions {
  /** Whether `lintCatalog` is asked too; what it says is among the warnings, with lines. */
  readonly lint?: boolean
}

/** Reads a catalog from the text of one JSON or YAML document (C1 to C5): {@link parseCatalogs} of one. */
export const parseCatalog = (
  text: string | Uint8Array,
  { file, ...options }: { readonly file?: string } & ParseCatalogsOptions = {},
): CatalogResult => parseCatalogs([file === undefined ? { text } : { text, file }], options)

/**
 * Reads a catalog that is split over several documents, merged by collection in their order; settings are merged by
 * key, each given once.
 *
 * Every problem of every document is reported at once with its pointer, line and column (up to a hundred, by document
 * and position); nothing is half-loaded. Never throws, whatever the texts are.
 *
 * @throws RangeError where a limit is no whole number in its range
 */
export function parseCatalogs(
  sources: readonly CatalogSource[],
  { lint = false, limits: given }: ParseCatalogsOptions = {},
): CatalogResult {
  const limits = catalogLimitsInForce(given)
  const problems: Problem[] = []
  const parts: Part[] = []
  for (const { text, ...place } of sources) {
    const parsed = parseDocument(text, { ...place, limits })
    if (parsed.ok) parts.push(toPart(parsed.value, place.file))
    else problems.push(...parsed.problems)
  }
  const [first, ...others] = problems
  // What one text leaves unsaid would make the references of the others look wrong.
  return first === undefined
    ? readParts(parts, limits, { lint })
    : { ok: false, problems: [first, ...others], warnings: [] }
}

const toPart = ({ value, locate }: ParsedDocument, file?: string): Part => ({
  value,
  base: '',
  locate,
  ...(file === undefined ? {} : { file }),
})

export interface ReadCatalogOptions extends CatalogLimitOptions {
  /** Named in every problem. */
  readonly file?: string
  /** What every pointer begins with, where the catalog is part of a larger document: `/catalog`. */
  readonly base?: string
  /** Places by pointer (with its base), as `parseDocument` gives them. */
  readonly locate?: ParsedDocument['locate']
}

/**
 * As {@link parseCatalog}, of a value that was read already. Of the limits of a document, those of its size mean nothing
 * here.
 *
 * @throws RangeError where a limit is no whole number in its range
 */
export const readCatalog = (value: unknown, { base = '', limits, ...place }: ReadCatalogOptions = {}): CatalogResult =>
  readParts([{ value, base, ...place }], catalogLimitsInForce(limits))
