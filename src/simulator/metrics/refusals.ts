import type { TraceEvent } from '../../authoring/trace-event.js'
import { byCodeUnit } from '../../model/by-code-unit.js'
import { isListOf, type Monoid } from './monoid.js'

/** A call, or an edit of the catalog, that was refused, and why. */
export interface Refusal {
  /** Of the trace. */
  readonly line: number
  readonly type: TraceEvent['type']
  /** Of the delivery or sending, where the line names it. */
  readonly id: string | null
  readonly status: number
  readonly messages: readonly string[]
}

/** So many are kept: the first in the order of the trace. */
export const mostRefusals = 10

/** The first of all, whichever part they are of. */
export const refusals: Monoid<readonly Refusal[]> = {
  empty: [],
  merge: (a, b) => (a.length + b.length === 0 ? a : [...a, ...b].sort(inOrder).slice(0, mostRefusals)),
  fits: (list) => isListOf(list, isRefusal),
}

/** How many of each were refused. */
export interface RefusedCounts {
  readonly deliveries: { readonly refused: Readonly<Record<string, number>> }
  readonly sendings: { readonly refused: Readonly<Record<string, number>> }
  readonly edits: { readonly refused: number }
}

/** How many were refused in all, of a summary or what was written of it. */
export const refusedCount = ({ deliveries, sendings, edits }: RefusedCounts): number =>
  [deliveries, sendings].flatMap(({ refused }) => Object.values(refused)).reduce((sum, one) => sum + one, edits.refused)

/** Lines differ, unless whoever parted the trace did not say where they stood in it. */
const inOrder = (a: Refusal, b: Refusal): number => a.line - b.line || byCodeUnit(JSON.stringify(a), JSON.stringify(b))

function isRefusal(value: unknown): value is Refusal {
  if (typeof value !== 'object' || value === null) return false
  const { line, type, id, status, messages } = value as Record<keyof Refusal, unknown>
  return (
    Number.isFinite(line) &&
    typeof type === 'string' &&
    (id === null || typeof id === 'string') &&
    Number.isFinite(status) &&
    isListOf(messages, (message) => typeof message === 'string')
  )
}
