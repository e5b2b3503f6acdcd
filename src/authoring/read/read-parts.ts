import * as v from 'valibot'
import type { Catalog, Problem, Result } from '../../model/index.js'
import type { CatalogLimits } from '../catalog-limits.js'
import type { DocumentLimits } from '../document/limits.js'
import { pointerKeys, pointerTo } from '../document/pointer.js'
import { lintCatalog } from '../lint/index.js'
import { type CollectionKey, type catalogSchema, catalogSchemaFor } from '../schemas/catalog.js'
import { findDuplicates } from './duplicates.js'
import { judgeExperience } from './experience-problems.js'
import { guardValue } from './guard-value.js'
import { issueDraft } from './issue-draft.js'
import { judgeGroupCount, judgeLimitGroup } from './limit-group-problems.js'
import { type CheckedDocument, toModel } from './model.js'
import type { Part } from './part.js'
import { Problems } from './problems.js'
import { type RawItems, rawItems } from './raw-items.js'
import { findUnknownReferences } from './references.js'
import { judgeSettings, wrongList } from './settings-problems.js'
import { warnOfUnknownKeys } from './unknown-keys.js'
import { judgeVersion } from './version.js'

/** A catalog or every problem that keeps it from being one, and beside either what looks like a mistake. */
export type CatalogResult = Result<Catalog> & {
  /** Keys that look like misspellings (C1), and what `lintCatalog` says where it was asked. */
  readonly warnings: readonly Problem[]
}

/**
 * Reads the documents of one catalog. Each field is judged by its schema and then what fields say together, even where
 * some are wrong, so that all is reported at once (C5).
 */
export function readParts(
  parts: readonly Part[],
  limits: CatalogLimits & DocumentLimits,
  { lint = false }: { readonly lint?: boolean } = {},
): CatalogResult {
  const problems = new Problems(parts)
  const warnings = new Problems(parts)
  for (const [part, { value }] of parts.entries()) {
    guardValue(part, value, problems, limits)
    if (!problems.any) judgeVersion(part, value, problems)
  }
  // What is too deep cannot be walked, and a document from the future means what it means.
  if (problems.any) return refuse(problems, warnings)

  const schema = catalogSchemaFor(limits.maxLimitGroups)
  const documents = parts.map(({ value }, part) => judgeShape(part, value, schema, problems))
  const items = rawItems(parts)
  judgeSettings(parts, problems)
  findDuplicates(items, problems)
  for (const item of items.experiences) judgeExperience(item, problems)
  for (const item of items.limit_groups) judgeLimitGroup(item, problems)
  judgeGroupCount(items.limit_groups, limits.maxLimitGroups, problems)
  findUnknownReferences(items, problems, limits)
  warnOfUnknownKeys(Object.values(items).flat(), warnings)
  if (problems.any) return refuse(problems, warnings)

  const value = toModel(documents.filter((document) => document !== null))
  if (lint) warnOfLint(value, items, warnings)
  return { ok: true, value, warnings: warnings.list() }
}

function judgeShape(
  part: number,
  value: unknown,
  schema: typeof catalogSchema,
  problems: Problems,
): CheckedDocument | null {
  if (Array.isArray(value)) problems.add(wrongList(part, '', schema.message, value))
  const shape = v.safeParse(schema, value)
  if (shape.success) return shape.output
  for (const issue of shape.issues) problems.add(() => issueDraft(issue, part))
  return null
}

/** Brings what lint says of the merged catalog back to the part where each object was written. */
function warnOfLint(catalog: Catalog, items: RawItems, warnings: Problems): void {
  for (const problem of lintCatalog(catalog)) {
    const [collection, index, ...rest] = pointerKeys(problem.pointer)
    const item = items[collection as CollectionKey][Number(index)]
    if (item !== undefined) warnings.addAll(item.part, [{ ...problem, pointer: pointerTo(item.pointer, ...rest) }])
  }
}

function refuse(problems: Problems, warnings: Problems): CatalogResult {
  const [first, ...others] = problems.list()
  if (first === undefined) throw new Error('a refusal without a problem')
  return { ok: false, problems: [first, ...others], warnings: warnings.list() }
}
