import { Command, Option } from 'commander'
import {
  type ReasonsWanted,
  type ReplayOptions,
  removeCheckpoint,
  type SimulationResult,
  simulate,
  type TraceFormatName,
  writeSimulation,
} from '../../simulator/index.js'
import { type CheckpointFlags, checkpointOptions, count, keptSink } from '../inputs/checkpoint-options.js'
import { loadCatalog } from '../inputs/load-catalog.js'
import {
  behaviourOption,
  catalogOption,
  choice,
  formatOption,
  jsonOption,
  mapOption,
  readMappingOption,
  recordedOption,
  traceOption,
} from '../inputs/options.js'
import { judgeStdin } from '../inputs/read-input.js'
import { withTrace } from '../inputs/with-trace.js'
import { type ExitCode, type Io, print } from '../io.js'
import { type DecisionSink, openSink } from '../outputs/decision-sink.js'
import type { FileSink } from '../outputs/file-sink.js'
import { coloursFor } from '../render/colours.js'
import { jsonText } from '../render/json.js'
import { renderSummary } from '../render/summary.js'
import type { CommandMaker } from './index.js'

interface Options extends ReplayOptions, CheckpointFlags {
  readonly catalog: readonly string[]
  readonly trace: readonly string[]
  readonly format: TraceFormatName | 'auto'
  readonly reasons: ReasonsWanted
  readonly map: readonly string[]
  readonly strict?: boolean
  readonly workers: number
  readonly bootstrap?: number
  readonly seed: number
  readonly json?: boolean
}

export const simulateCommand: CommandMaker = (io, exit) =>
  new Command('simulate')
    .description('replay a trace against a catalog: what showed, what did not and why')
    .addOption(catalogOption())
    .addOption(traceOption())
    .addOption(formatOption())
    .option('--out <file>', 'where the decision on each page load goes, as JSON Lines')
    .addOption(choice('--reasons <whose>', 'whose reasons a decision gives', ['near', 'all', 'none']))
    .addOption(recordedOption())
    .addOption(behaviourOption())
    .addOption(mapOption())
    .option('--strict', 'stop at the first line that cannot be read')
    .addOption(
      new Option('--bootstrap <rounds>', 'how far reach and shows may be off, by drawing users anew').argParser(
        count('--bootstrap', 100, 100_000),
      ),
    )
    .addOption(new Option('--seed <n>', 'what they are drawn by').default(1).argParser(count('--seed', 0, 2 ** 31)))
    .addOption(
      new Option('--workers <n>', 'threads that replay beside the one that reads; the answer is the same')
        .default(0)
        .argParser(count('--workers', 0, 64)),
    )
    .option('--checkpoint <folder>', 'where to write down, now and then, how far the replay came')
    .addOption(
      new Option('--checkpoint-every <events>', 'how often')
        .default(5_000_000)
        .argParser(count('--checkpoint-every', 1, 1_000_000_000_000)),
    )
    .option('--resume', 'go on from the checkpoint, if there is one')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ oncue simulate --catalog catalog.yaml --trace trace.jsonl --out decisions.jsonl',
    )
    .action(async (options: Options) => exit(await runSimulation(options, io)))

async function runSimulation(options: Options, io: Io): Promise<ExitCode> {
  const { trace, format, recorded, behaviour, strict = false, workers, bootstrap: rounds, seed, out, reasons } = options
  judgeStdin([...options.catalog, ...trace])
  const mapping = readMappingOption(options.map, options.format)
  const catalog = await loadCatalog(options.catalog, io)
  const kept: { sink: FileSink | null } = { sink: null }
  const open = (): DecisionSink | null => {
    kept.sink = keptSink(options, trace)
    return out === undefined ? null : (kept.sink ?? openSink(out, io))
  }
  const startedMs = io.elapsedMs()
  const result = await withTrace({ trace, format, strict, openSink: open }, io, async (source, onProgress, sink) => {
    const replayed = { recorded, behaviour, strict, workers, reasons, format, map: options.map }
    const checkpoint = await checkpointOptions(options, { catalog, traces: trace, options: replayed }, kept.sink)
    const simulated = await simulate(catalog, source, {
      mapping,
      recorded,
      behaviour,
      strict,
      workers,
      ...(rounds === undefined ? {} : { bootstrap: { rounds, seed } }),
      onProgress,
      surveyFirst: sink?.canRestart === false,
      ...(checkpoint === undefined ? {} : { checkpoint }),
      ...(sink === null
        ? {}
        : { onRestart: () => sink.restart(), decisions: { reasons, write: (line) => sink.write(line) } }),
    })
    // Before the decisions have their name: a run that is broken off in between begins anew, and ends the same.
    if (checkpoint !== undefined && !simulated.isPartial) removeCheckpoint(checkpoint.folder)
    return simulated
  })
  const seconds = (io.elapsedMs() - startedMs) / 1_000
  return await answer(result, { options, io, seconds })
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
