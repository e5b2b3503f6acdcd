import {
  openTraces,
  parquetRows,
  type TraceFormatName,
  type TraceReport,
  type TraceSource,
} from '../../simulator/index.js'
import { badInput, Failure, systemFailure } from '../failure.js'
import type { Io } from '../io.js'
import type { DecisionSink } from '../outputs/decision-sink.js'
import { Progress } from '../progress.js'
import { inputName } from './read-input.js'

interface TraceOptions {
  readonly trace: string | readonly string[]
  readonly format?: TraceFormatName | 'auto'
  readonly strict?: boolean
  /** Opened when Ctrl-C is listened for. Written to as the trace is read: kept only where it was read to its end. */
  readonly openSink?: () => DecisionSink | null
  /** Only one profile's events are taken: none of them says nothing of the lines. */
  readonly isOfOne?: boolean
}

export type OnProgress = (bytes: number, pass: number) => Promise<boolean>

/**
 * Opens a trace, lets it be read under a progress bar until Ctrl-C, and closes it.
 *
 * @throws Failure where the trace is no answer's ground: strict and broken, or of which no line is an event
 */
export async function withTrace<R extends { readonly trace: TraceReport; readonly isPartial: boolean }>(
  { trace, format = 'auto', strict = false, openSink, isOfOne = false }: TraceOptions,
  io: Io,
  run: (source: TraceSource, onProgress: OnProgress, sink: DecisionSink | null) => Promise<R>,
): Promise<R> {
  let isInterrupted = false
  const stopListening = io.onInterrupt(() => {
    isInterrupted = true
  })
  const paths = typeof trace === 'string' ? [trace] : trace
  const name = paths.length === 1 ? inputName(paths[0] as string) : `${paths.length} files`
  let source: TraceSource | null = null
  let sink: DecisionSink | null = null
  try {
    sink = openSink?.() ?? null
    source = await openAll(paths, format, io)
    const result = await watch(source, io, { sink, goesOn: () => !isInterrupted, run })
    if (!isOfOne) judge(result.trace, name, strict)
    if (result.isPartial) sink?.abandon()
    else await sink?.commit()
    return result
  } catch (error) {
    sink?.abandon()
    throw systemFailure(error, pathIn(error) ?? name) ?? error
  } finally {
    stopListening()
    await source?.close()
  }
}

interface Watch<R> {
  readonly sink: DecisionSink | null
  readonly goesOn: () => boolean
  readonly run: (source: TraceSource, onProgress: OnProgress, sink: DecisionSink | null) => Promise<R>
}

async function watch<R>(source: TraceSource, io: Io, { sink, goesOn, run }: Watch<R>): Promise<R> {
  const progress = new Progress(io, source.bytes)
  try {
    const onProgress: OnProgress = async (bytes, pass) => {
      progress.update(bytes, pass === 2 ? 'surveying' : 'replaying')
      await sink?.flush()
      return goesOn()
    }
    return await run(source, onProgress, sink)
  } finally {
    progress.stop()
  }
}

/** @throws Failure where a file is not what it is said to be */
async function openAll(paths: readonly string[], format: TraceFormatName | 'auto', io: Io): Promise<TraceSource> {
  const opened = await openTraces(paths, { format, stdin: io.stdin, readParquet: parquetRows })
  if (!opened.ok) throw new Failure(2, opened.problems)
  return opened.value
}

/** The file that the system's error is about, where it says so. */
const pathIn = (error: unknown): string | undefined =>
  error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined

function judge({ unreadable, problems, events }: TraceReport, name: string, strict: boolean): void {
  if (strict && unreadable > 0) throw new Failure(2, problems)
  if (events > 0 || unreadable === 0) return
  const hint = badInput(
    `no line of ${name} can be read as an event`,
    'fields with other names are told by --map, as in --map href=path',
  )
  throw new Failure(2, [...problems.slice(0, 3), ...hint.problems])
}
