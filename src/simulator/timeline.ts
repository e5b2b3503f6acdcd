import { editCatalog, readCatalog, writeCatalog } from '../authoring/index.js'
import type { CatalogTraceEvent } from '../authoring/trace-event.js'
import { compile, type Engine } from '../engine/index.js'
import type { Catalog, Instant, Problem } from '../model/index.js'

/** What became of an edit of the catalog in mid-life: refused whole, or in force from its instant on (C6). */
export type EditOutcome = { readonly status: 200 } | { readonly status: 422; readonly problems: readonly Problem[] }

/** A catalog over time. Edits concern everyone: they are gathered first, and hold from their instant on (P3). */
export interface Timeline {
  /** In force for the events of an instant: edits of that instant come first. */
  at(now: Instant): Engine
  /** In force for the timers of an instant, which come before its events (T6). */
  before(now: Instant): Engine
  /** By the edit's line in the trace. */
  readonly outcomes: ReadonlyMap<number, EditOutcome>
  readonly last: Engine
}

export interface Edit {
  readonly event: CatalogTraceEvent
  readonly line: number
}

export function createTimeline(catalog: Catalog, edits: readonly Edit[] = []): Timeline {
  const outcomes = new Map<number, EditOutcome>()
  const first = compile(catalog)
  const epochs: { readonly from: Instant; readonly engine: Engine }[] = [
    { from: Number.NEGATIVE_INFINITY, engine: first },
  ]
  let document: unknown = edits.length > 0 ? writeCatalog(catalog) : null
  for (const { event, line } of inOrder(edits)) {
    const edited = editCatalog(document, event.edit)
    const read = edited.ok ? readCatalog(edited.value) : edited
    if (!edited.ok || !read.ok) {
      outcomes.set(line, { status: 422, problems: read.ok ? [] : read.problems })
      continue
    }
    document = edited.value
    outcomes.set(line, { status: 200 })
    epochs.push({ from: event.at, engine: compile(read.value) })
  }
  const isFixed = epochs.length === 1
  return {
    at: (now) => (isFixed ? first : (epochs.findLast(({ from }) => from <= now)?.engine ?? first)),
    before: (now) => (isFixed ? first : (epochs.findLast(({ from }) => from < now)?.engine ?? first)),
    outcomes,
    last: epochs.at(-1)?.engine ?? first,
  }
}

/** T6: by instant, then by line. */
const inOrder = (edits: readonly Edit[]): readonly Edit[] =>
  [...edits].sort((a, b) => a.event.at - b.event.at || a.line - b.line)
