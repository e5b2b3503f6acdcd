import { Command } from 'commander'
import { counted } from '../../describe/count.js'
import type { ReasonsWanted, ReplayOptions } from '../../simulator/index.js'
import { overlongLine, parseJson } from '../../simulator/traces/json-line.js'
import { visitLines } from '../../simulator/traces/lines.js'
import { ProfileStream, type ProfileTaker } from '../../simulator/worker-lines/profile-stream.js'
import { WorkerComparison } from '../../simulator/worker-lines/worker-comparison.js'
import { WorkerReplay } from '../../simulator/worker-lines/worker-replay.js'
import { Failure } from '../failure.js'
import { loadCatalog } from '../inputs/load-catalog.js'
import { loadEdits } from '../inputs/load-edits.js'
import { addReplayOptions, catalogOption, editsOption, reasonsOption, withOption } from '../inputs/options.js'
import { inputName, judgeStdin } from '../inputs/read-input.js'
import { type ExitCode, type Io, print } from '../io.js'
import { StreamSink } from '../outputs/stream-sink.js'
import { coloursFor } from '../render/colours.js'
import { renderProblem } from '../render/problems.js'
import type { CommandMaker } from './index.js'
import { lastWords } from './worker-reasons.js'

interface Options extends ReplayOptions {
  readonly catalog: readonly string[]
  readonly with?: readonly string[]
  readonly edits?: string
  readonly reasons: ReasonsWanted
  readonly strict?: boolean
}

export const workerCommand: CommandMaker = (io, exit) => {
  const command = new Command('worker')
    .description('replay profiles one after another from standard input, as a part of a larger job')
    .addOption(catalogOption())
    .addOption(withOption())
    .addOption(editsOption())
    .option('--strict', 'exit 65 at the first line that cannot be read')
  return addReplayOptions(command)
    .addOption(reasonsOption())
    .addHelpText(
      'after',
      '\nReads one event a line, sorted by profile, then by time, then by line; writes decisions, or with --with what' +
        '\nchanges, and metrics to merge.' +
        '\n\nExample:\n  $ oncue worker --catalog catalog.yaml < sorted.jsonl | oncue merge --catalog catalog.yaml',
    )
    .action(async (options: Options) => exit(await runWorker(options, io)))
}

async function runWorker(options: Options, io: Io): Promise<ExitCode> {
  try {
    judgeStdin(['-', ...options.catalog, ...(options.with ?? []), options.edits])
    const sink = new StreamSink(io.stdout, 'standard output')
    const stream = new ProfileStream(await createTaker(options, io, sink), { strict: options.strict ?? false })
    await readInto(stream, io, sink)
    if (stream.broken !== null) throw new Failure(65, stream.broken)
    await sink.flush()
    await warn(stream, io)
    return 0
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await drain(io)
    throw new Failure(error.exitCode, lastWords(error.problems.map(inStdin(error.exitCode)), io))
  }
}

async function createTaker(options: Options, io: Io, sink: StreamSink): Promise<ProfileTaker> {
  const { recorded, behaviour, reasons } = options
  const catalog = await loadCatalog(options.catalog, io)
  const other = options.with === undefined ? null : await loadCatalog(options.with, io)
  const edits = await loadEdits(options.edits, io)
  const setup = { edits, options: { recorded, behaviour } }
  const write = (line: string): void => sink.write(line)
  return other === null
    ? new WorkerReplay({ ...setup, catalog, decisions: reasons }, write)
    : new WorkerComparison({ ...setup, catalogs: [catalog, other] }, write)
}

/** To the end, even where the contract is broken: see `drain`. */
async function readInto(stream: ProfileStream, io: Io, sink: StreamSink): Promise<void> {
  await visitLines(io.stdin, {
    line(bytes, start, end, number) {
      if (stream.broken !== null) return
      const row = parseJson(bytes, start, end)
      if (row.ok) stream.take(row.value, number)
      else stream.refuse([row.problem], number)
    },
    overlong: (number) => stream.refuse([overlongLine], number),
    // A reader that is slower is waited for.
    async pause() {
      await sink.flush()
      return true
    },
  })
  stream.end()
}

/**
 * Reads what is left, for nothing. A job that still writes while its worker ends hears of a broken pipe first, and
 * reports that instead of the reason.
 */
async function drain({ stdin }: Io): Promise<void> {
  // What was given up in the middle of a chunk, as where the disk is full, cannot be read on.
  if (stdin.destroyed || ('isTTY' in stdin && stdin.isTTY === true)) return
  for await (const _ of stdin);
}

const inStdin = (exitCode: number) => (problem: Failure['problems'][number]) =>
  exitCode === 65 ? { ...problem, file: inputName('-') } : problem

async function warn({ unreadable, problems }: ProfileStream, io: Io): Promise<void> {
  if (unreadable === 0) return
  const colours = coloursFor(io.stderr, io.env)
  const all = lastWords(
    problems.map((problem) => ({ ...problem, file: inputName('-') })),
    io,
  )
  const text = all.map((problem) => renderProblem(problem, 'warning', colours)).join('')
  await print(io.stderr, `${counted(unreadable, 'line')} could not be read:\n${text}`)
}
