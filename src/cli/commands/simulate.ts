import { Command } from 'commander'
import type { Catalog } from '../../model/index.js'
import {
  openTrace,
  type ReasonsWanted,
  type ReplayOptions,
  type SimulateOptions,
  type SimulationResult,
  simulate,
  type TraceSource,
  writeSimulation,
} from '../../simulator/index.js'
import { badInput, Failure, systemFailure } from '../failure.js'
import { loadCatalog } from '../inputs/load-catalog.js'
import {
  behaviourOption,
  catalogOption,
  choice,
  jsonOption,
  mapOption,
  readMappingOption,
  recordedOption,
} from '../inputs/options.js'
import { inputName, judgeStdin } from '../inputs/read-input.js'
import { type ExitCode, type Io, print } from '../io.js'
import { type DecisionSink, openSink } from '../outputs/decision-sink.js'
import { Progress } from '../progress.js'
import { coloursFor } from '../render/colours.js'
import { jsonText } from '../render/json.js'
import { renderSummary } from '../render/summary.js'
import type { CommandMaker } from './index.js'

interface Options extends ReplayOptions {
  readonly catalog: readonly string[]
  readonly trace: string
  readonly out?: string
  readonly reasons: ReasonsWanted
  readonly map: readonly string[]
  readonly strict?: boolean
  readonly json?: boolean
}

export const simulateCommand: CommandMaker = (io, exit) =>
  new Command('simulate')
    .description('replay a trace against a catalog: what showed, what did not and why')
    .addOption(catalogOption())
    .requiredOption('--trace <file>', 'what happened: JSON Lines, one event a line')
    .option('--out <file>', 'where the decision on each page load goes, as JSON Lines')
    .addOption(choice('--reasons <whose>', 'whose reasons a decision gives', ['near', 'all', 'none']))
    .addOption(recordedOption())
    .addOption(behaviourOption())
    .addOption(mapOption())
    .option('--strict', 'stop at the first line that cannot be read')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ oncue simulate --catalog catalog.yaml --trace trace.jsonl --out decisions.jsonl',
    )
    .action(async (options: Options) => exit(await runSimulation(options, io)))

async function runSimulation(options: Options, io: Io): Promise<ExitCode> {
  judgeStdin([...options.catalog, options.trace])
  const mapping = readMappingOption(options.map)
  const catalog = await loadCatalog(options.catalog, io)
  const source = await openSource(options.trace, io)
  let sink: DecisionSink | null = null
  let isInterrupted = false
  const stopListening = io.onInterrupt(() => {
    isInterrupted = true
  })
  try {
    if (options.out !== undefined) sink = openSink(options.out, io)
    const { recorded, behaviour, strict = false } = options
    const simulateOptions = { mapping, recorded, behaviour, strict }
    const startedMs = io.elapsedMs()
    const result = await replay(catalog, source, simulateOptions, { options, sink, io, goesOn: () => !isInterrupted })
    const seconds = (io.elapsedMs() - startedMs) / 1_000
    judge(result, options)
    if (result.isPartial) sink?.abandon()
    else await sink?.commit()
    return await answer(result, { options, io, seconds })
  } catch (error) {
    sink?.abandon()
    throw systemFailure(error, inputName(options.trace)) ?? error
  } finally {
    stopListening()
    await source.close()
  }
}

async function openSource(path: string, io: Io): Promise<TraceSource> {
  try {
    return await openTrace(path, io.stdin)
  } catch (error) {
    throw systemFailure(error, inputName(path)) ?? error
  }
}

interface Watch {
  readonly options: Options
  readonly sink: DecisionSink | null
  readonly io: Io
  readonly goesOn: () => boolean
}

async function replay(
  catalog: Catalog,
  source: TraceSource,
  options: SimulateOptions,
  { options: { reasons }, sink, io, goesOn }: Watch,
): Promise<SimulationResult> {
  const progress = new Progress(io, source.bytes)
  try {
    return await simulate(catalog, source, {
      ...options,
      surveyFirst: sink?.canRestart === false,
      onProgress: async (bytes, pass) => {
        progress.update(bytes, pass === 2 ? 'surveying' : 'replaying')
        await sink?.flush()
        return goesOn()
      },
      ...(sink === null
        ? {}
        : {
            onRestart: () => sink.restart(),
            decisions: { reasons, write: (line) => sink.write(line) },
          }),
    })
  } finally {
    progress.stop()
  }
}

/** Where the trace is no answer's ground: it was to be read strictly, or is the wrong file, or wants a mapping. */
function judge({ trace }: SimulationResult, { strict = false, trace: path }: Options): void {
  if (strict && trace.unreadable > 0) throw new Failure(2, trace.problems)
  if (trace.events > 0 || trace.unreadable === 0) return
  const { problems } = badInput(
    `no line of ${inputName(path)} can be read as an event`,
    'fields with other names are told by --map, as in --map href=path',
  )
  throw new Failure(2, [...trace.problems.slice(0, 3), ...problems])
}

interface Circumstances {
  readonly options: Options
  readonly io: Io
  readonly seconds: number
}

async function answer(result: SimulationResult, { options, io, seconds }: Circumstances): Promise<ExitCode> {
  // Where decisions have standard output, the summary has the other.
  const stream = options.out === '-' ? io.stderr : io.stdout
  const perSecond = seconds > 0 ? Math.round(result.summary.pageLoads / seconds) : null
  const text = options.json
    ? jsonText({ ...writeSimulation(result), seconds, page_loads_per_second: perSecond })
    : renderSummary(result, { seconds, out: options.out ?? null }, coloursFor(stream, io.env))
  await print(stream, text)
  return result.isPartial ? 130 : 0
}
