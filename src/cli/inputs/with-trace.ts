import type { Problem } from '../../model/index.js'
import {
  openTraces,
  parquetPages,
  parquetRows,
  type ReadingOptions,
  type TraceReport,
  type TraceSource,
} from '../../simulator/index.js'
import { badInput, Failure, interrupted, pathIn, refusedTrace, systemFailure } from '../failure.js'
import type { Io } from '../io.js'
import type { DecisionSink } from '../outputs/decision-sink.js'
import { Progress } from '../progress.js'
import type { TraceRequest } from './trace-options.js'

interface Request extends TraceRequest {
  /** Opened when Ctrl-C is listened for. Written to as the trace is read: kept only where it was read to its end. */
  readonly openSink?: () => DecisionSink | null
  /** Only one profile's events are taken: none of them says nothing of the lines. */
  readonly isOfOne?: boolean
}

/** A trace that is open. */
interface Opened {
  readonly source: TraceSource
  /** What whoever reads it is to be given. */
  readonly reading: TraceRequest['reading'] & Required<Pick<ReadingOptions, 'onProgress' | 'onRestart' | 'surveyFirst'>>
  readonly sink: DecisionSink | null
}

/**
 * Opens a trace, lets it be read under a progress bar until Ctrl-C, and closes it.
 *
 * @throws Failure where the trace is no answer's ground: strict and broken, or of which no line is an event; and where
 *   Ctrl-C came before there was anything to read
 */
export async function withTrace<R extends { readonly trace: TraceReport; readonly isPartial: boolean }>(
  request: Request,
  io: Io,
  run: (opened: Opened) => Promise<R>,
): Promise<R> {
  const interruption = new AbortController()
  const { signal } = interruption
  const stopListening = io.onInterrupt(() => interruption.abort())
  let source: TraceSource | null = null
  let sink: DecisionSink | null = null
  try {
    sink = request.openSink?.() ?? null
    source = await openAll(request, io, signal)
    const result = await watch({ source, sink, request, io, signal }, run)
    judge(result.trace, request)
    if (result.isPartial) sink?.abandon()
    else await sink?.commit()
    return result
  } catch (error) {
    sink?.abandon()
    if (source === null && signal.aborted) throw interrupted(`before all of ${request.name} was there`)
    throw systemFailure(error, pathIn(error) ?? request.name) ?? error
  } finally {
    await source?.close()
    stopListening()
  }
}

interface Watch {
  readonly source: TraceSource
  readonly sink: DecisionSink | null
  readonly request: Request
  readonly io: Io
  readonly signal: AbortSignal
}

/** What each pass over the trace is for; before the first one there may be one over its files as they are. */
const activities = ['checking', 'replaying', 'surveying', 'replaying'] as const

async function watch<R>({ source, sink, request, io, signal }: Watch, run: (opened: Opened) => Promise<R>): Promise<R> {
  const progress = new Progress(io, source.bytes)
  try {
    const onProgress = async (bytes: number, pass: number): Promise<boolean> => {
      progress.update(bytes, activities[pass] ?? 'replaying')
      await sink?.flush()
      return !signal.aborted
    }
    const onRestart = (): void => sink?.restart()
    const surveyFirst = sink?.canRestart === false
    return await run({ source, reading: { ...request.reading, onProgress, onRestart, surveyFirst }, sink })
  } finally {
    progress.stop()
  }
}

/** @throws Failure where a file is not what it is said to be */
async function openAll({ paths, format }: Request, { stdin }: Io, signal: AbortSignal): Promise<TraceSource> {
  const readers = { readParquet: parquetRows, readParquetPages: parquetPages }
  const opened = await openTraces(paths, { format, stdin, signal, ...readers })
  if (!opened.ok) throw refusedTrace(opened.problems)
  return opened.value
}

function judge({ unreadable, problems, events }: TraceReport, { name, reading, isOfOne = false }: Request): void {
  if (reading.strict && unreadable > 0) throw new Failure(2, problems)
  if (isOfOne || events > 0 || unreadable === 0) return
  const first = problems.slice(0, 3)
  throw new Failure(2, [...first, ...badInput(`no line of ${name} can be read as an event`, helpFor(first)).problems])
}

/** What to do where nothing can be read, unless what is wrong with the lines says so itself. */
function helpFor(problems: readonly Problem[]): string | undefined {
  const areAll = (code: string): boolean => problems.every((problem) => problem.code === code)
  if (areAll('invalid_text')) return 'a trace is JSON Lines, CSV, an access log or Parquet'
  if (areAll('invalid_json')) return 'what is not JSON Lines is told by --format, as in --format csv'
  return problems.some(({ code, help }) => code.startsWith('missing_') && help !== undefined)
    ? undefined
    : 'fields with other names are told by --map, as in --map href=path'
}
