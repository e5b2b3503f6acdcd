import type { ReportedResult } from '../../report/index.js'
import { systemFailure } from '../failure.js'
import type { Io } from '../io.js'
import { openSink } from './decision-sink.js'

/** Where the page of a result goes, and what else is written. */
export interface ReportRequest {
  /** Where the page goes; none is asked for where it is missing. */
  readonly report?: string
  readonly out?: string
}

/**
 * Runs a command, and writes the page of its result. The file is begun before anything is read, so that a place that
 * cannot be written to is told of at once, and has its name only when it is whole. The page of a run that ended early is
 * written, too: it says so at its head.
 */
export async function withReport<R>(
  { report: path }: ReportRequest,
  io: Io,
  run: () => Promise<R>,
  reported: (result: R) => ReportedResult,
): Promise<R> {
  if (path === undefined) return run()
  let sink: ReturnType<typeof openSink> | null = null
  try {
    sink = openSink(path, io)
    const result = await run()
    // Only now: what draws is not loaded by a command that draws nothing.
    const { report } = await import('../../report/index.js')
    sink.write(report(reported(result)))
    await sink.commit()
    return result
  } catch (error) {
    sink?.abandon()
    throw systemFailure(error, path) ?? error
  }
}

/** Where the answer goes: what is written to standard output has it for itself. */
export const answerStream = ({ report, out }: ReportRequest, { stdout, stderr }: Io): Io['stdout'] =>
  [report, out].includes('-') ? stderr : stdout

/** Says where the page is. */
export const reportSentence = ({ report }: ReportRequest): string =>
  report === undefined || report === '-' ? '' : `the report is in ${report}\n`
