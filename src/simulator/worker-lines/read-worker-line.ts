import { quote } from '../../authoring/quote.js'
import { readTraceEvent } from '../../authoring/trace.js'
import type { TraceEvent } from '../../authoring/trace-event.js'
import type { Result } from '../../model/index.js'

export interface WorkerLine {
  readonly event: TraceEvent
  /** Where the event stands in the whole trace; in the input, where it does not say. */
  readonly line: number
}

/**
 * Reads an event that may say by the key `line` where it stood in the trace before that was parted, so that answers
 * name the line that a single machine would. The key is no part of the event: a call does not get it as a parameter.
 *
 * @param number of the line in this input
 */
export function readWorkerLine(value: unknown, number: number): Result<WorkerLine> {
  if (!hasLine(value)) return withLine(value, number)
  const { line, ...event } = value
  if (typeof line === 'number' && Number.isSafeInteger(line) && line > 0) return withLine(event, line)
  const message = `expected a whole number from 1, found ${quote(line)}`
  return { ok: false, problems: [{ code: 'wrong_type', pointer: '/line', message }] }
}

function withLine(value: unknown, line: number): Result<WorkerLine> {
  const read = readTraceEvent(value)
  return read.ok ? { ok: true, value: { event: read.value, line } } : read
}

const hasLine = (value: unknown): value is { readonly line: unknown } =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'line')
