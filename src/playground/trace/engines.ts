import { type CatalogTraceEvent, editCatalog, readCatalog, writeCatalog } from '../../authoring/index.js'
import { type Catalog, compile, type Engine, type Instant, type Problem } from '../../index.js'
import type { TraceLine } from './line-reader.js'

/** A catalog over time: an edit holds for everyone from its instant on (C6, P3). */
export interface Engines {
  readonly first: Engine
  /** In force for the events of an instant. */
  at(now: Instant): Engine
  /** In force for the timers of an instant, which come before its events (T6). */
  before(now: Instant): Engine
  /** Why an edit was refused, by the line of the edit. */
  readonly refusals: ReadonlyMap<number, readonly Problem[]>
}

/** Compiles a catalog and each of its edits. @param lines in order (T6) */
export function createEngines(catalog: Catalog, lines: readonly TraceLine[]): Engines {
  const refusals = new Map<number, readonly Problem[]>()
  const first = compile(catalog)
  const epochs: { readonly from: Instant; readonly engine: Engine }[] = []
  let document: unknown = null
  for (const { event, line } of lines) {
    if (event.type !== 'catalog') continue
    document ??= writeCatalog(catalog)
    const edited = edit(document, event)
    if (!edited.ok) {
      refusals.set(line, edited.problems)
      continue
    }
    document = edited.document
    epochs.push({ from: event.at, engine: compile(edited.catalog) })
  }
  return {
    first,
    at: (now) => epochs.findLast(({ from }) => from <= now)?.engine ?? first,
    before: (now) => epochs.findLast(({ from }) => from < now)?.engine ?? first,
    refusals,
  }
}

type Edited =
  | { readonly ok: true; readonly document: unknown; readonly catalog: Catalog }
  | { readonly ok: false; readonly problems: readonly Problem[] }

function edit(document: unknown, event: CatalogTraceEvent): Edited {
  const edited = editCatalog(document, event.edit)
  if (!edited.ok) return edited
  const read = readCatalog(edited.value)
  return read.ok ? { ok: true, document: edited.value, catalog: read.value } : read
}
