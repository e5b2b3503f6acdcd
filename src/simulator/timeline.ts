import { editCatalog, readCatalog, writeCatalog } from '../authoring/index.js'
import type { CatalogTraceEvent, TraceEvent } from '../authoring/trace-event.js'
import { compile, type Engine } from '../engine/index.js'
import type { Catalog, Instant, Problem } from '../model/index.js'
import { everybodyFound, planSendings, type SendingCall, type SendingPlan } from './sendings/plan.js'
import type { PlanGround } from './sendings/planned-sending.js'

/** What became of an edit of the catalog in mid-life: refused whole, or in force from its instant on (C6). */
export type EditOutcome = { readonly status: 200 } | { readonly status: 422; readonly problems: readonly Problem[] }

/**
 * A catalog over time, and the sendings under way. Both concern everyone: they are gathered first, and hold from their
 * instant on (P3).
 */
export interface Timeline {
  /** In force for the events of an instant: edits of that instant come first. */
  at(now: Instant): Engine
  /** In force for the timers of an instant, which come before its events (T6). */
  before(now: Instant): Engine
  /** By the edit's line in the trace. */
  readonly outcomes: ReadonlyMap<number, EditOutcome>
  readonly last: Engine
  /** Planned as if everyone who is sought were found: the instants at which they do something to profiles. */
  readonly sendings: SendingPlan
  /** Planned again, now that it is known who was found. */
  planAgain(recipientsOf: PlanGround['recipientsOf']): SendingPlan
}

/** A line that concerns everyone: an edit of the catalog, or a call of sendings. */
export type Edit = CatalogEdit | SendingCall

export interface CatalogEdit {
  readonly event: CatalogTraceEvent
  readonly line: number
}

/** Whether an event concerns everyone, whoever's line it is (P3). */
export const isEveryones = (event: TraceEvent): event is Edit['event'] =>
  event.type === 'catalog' ||
  event.type === 'sending' ||
  event.type === 'sending.update' ||
  event.type === 'sending.cancel'

export const isCatalogEdit = (edit: Edit): edit is CatalogEdit => edit.event.type === 'catalog'

export function createTimeline(catalog: Catalog, edits: readonly Edit[] = []): Timeline {
  const outcomes = new Map<number, EditOutcome>()
  const first = compile(catalog)
  const epochs: { readonly from: Instant; readonly engine: Engine }[] = [
    { from: Number.NEGATIVE_INFINITY, engine: first },
  ]
  const ofCatalog = edits.filter(isCatalogEdit)
  let document: unknown = ofCatalog.length > 0 ? writeCatalog(catalog) : null
  for (const { event, line } of inOrder(ofCatalog)) {
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
  const at = (now: Instant): Engine => (isFixed ? first : (epochs.findLast(({ from }) => from <= now)?.engine ?? first))
  const calls = edits.filter((edit): edit is SendingCall => !isCatalogEdit(edit))
  const planAgain: Timeline['planAgain'] = (recipientsOf) => planSendings(calls, { engineAt: at, recipientsOf })
  return {
    at,
    before: (now) => (isFixed ? first : (epochs.findLast(({ from }) => from < now)?.engine ?? first)),
    outcomes,
    last: epochs.at(-1)?.engine ?? first,
    sendings: planAgain(everybodyFound),
    planAgain,
  }
}

/** T6: by instant, then by line. */
const inOrder = (edits: readonly CatalogEdit[]): readonly CatalogEdit[] =>
  [...edits].sort((a, b) => a.event.at - b.event.at || a.line - b.line)
