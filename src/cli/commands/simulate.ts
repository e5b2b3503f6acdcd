import { Command, Option } from 'commander'
import {
  type ReasonsWanted,
  removeCheckpoint,
  type SimulationResult,
  simulate,
  writeSimulation,
} from '../../simulator/index.js'
import {
  addCheckpointOptions,
  type CheckpointFlags,
  checkpointOptions,
  keptRun,
  keptSink,
} from '../inputs/checkpoint-options.js'
import { loadCatalog } from '../inputs/load-catalog.js'
import { catalogOption, count, jsonOption, reasonsOption, reportOption, workersOption } from '../inputs/options.js'
import { judgeStdin } from '../inputs/read-input.js'
import { addTraceOptions, readTraceOptions, type TraceFlags } from '../inputs/trace-options.js'
import { withTrace } from '../inputs/with-trace.js'
import { type ExitCode, type Io, print } from '../io.js'
import { type DecisionSink, openSink } from '../outputs/decision-sink.js'
import type { FileSink } from '../outputs/file-sink.js'
import { answerStream, reportSentence, withReport } from '../outputs/report-file.js'
import { coloursFor } from '../render/colours.js'
import { jsonText } from '../render/json.js'
import { renderSummary } from '../render/summary.js'
import type { CommandMaker } from './index.js'

interface Options extends TraceFlags, CheckpointFlags {
  readonly catalog: readonly string[]
  readonly reasons: ReasonsWanted
  readonly workers: number
  readonly bootstrap?: number
  readonly seed: number
  readonly report?: string
  readonly json?: boolean
}

export const simulateCommand: CommandMaker = (io, exit) => {
  const command = new Command('simulate')
    .description('replay a trace against a catalog: what showed, what did not and why')
    .addOption(catalogOption())
  addTraceOptions(command)
    .option('--out <file>', 'where the decision on each page load goes, as JSON Lines; - is standard output')
    .addOption(reasonsOption())
    .addOption(reportOption())
    .addOption(
      new Option(
        '--bootstrap <rounds>',
        'how far reach and shows may be off, by drawing users anew so many times',
      ).argParser(count('--bootstrap', 100, 100_000)),
    )
    .addOption(new Option('--seed <n>', 'what --bootstrap draws by').default(1).argParser(count('--seed', 0, 2 ** 31)))
    .addOption(workersOption())
  return addCheckpointOptions(command)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExamples:\n  $ oncue simulate --catalog catalog.yaml --trace trace.jsonl --out decisions.jsonl' +
        '\n  $ oncue simulate --catalog catalog.yaml --trace "march-*.csv.gz" --map at=time profile_id=user href=url',
    )
    .action(async (options: Options) => exit(await runSimulation(options, io)))
}

async function runSimulation(options: Options, io: Io): Promise<ExitCode> {
  const { workers, bootstrap: rounds, seed, out, reasons } = options
  judgeStdin([...options.catalog, ...options.trace])
  const trace = readTraceOptions(options)
  const catalog = await loadCatalog(options.catalog, io)
  const kept: { sink: FileSink | null } = { sink: null }
  const open = (): DecisionSink | null => {
    kept.sink = keptSink(options, options.trace)
    return out === undefined ? null : (kept.sink ?? openSink(out, io))
  }
  const startedMs = io.elapsedMs()
  const replay = () =>
    withTrace({ ...trace, openSink: open }, io, async ({ source, reading, sink }) => {
      const { format, map, strict, recorded, behaviour } = options
      const replayed = { format, map, strict, recorded, behaviour, workers, reasons }
      const subject = { catalog, source, options: replayed, onProgress: reading.onProgress }
      const checkpoint = await checkpointOptions(options, subject, kept.sink)
      const simulated = await simulate(catalog, source, {
        ...reading,
        workers,
        ...(rounds === undefined ? {} : { bootstrap: { rounds, seed } }),
        ...(checkpoint === undefined ? {} : { checkpoint }),
        ...(sink === null ? {} : { decisions: { reasons, write: (line) => sink.write(line) } }),
      })
      // Before the decisions have their name: a run that is broken off in between begins anew, and ends the same.
      if (checkpoint !== undefined && !simulated.isPartial) removeCheckpoint(checkpoint.folder)
      return simulated
    })
  const result = await withReport(options, io, replay, (result) => ({
    kind: 'simulation',
    result: writeSimulation(result),
  }))
  const seconds = (io.elapsedMs() - startedMs) / 1_000
  return await answer(result, { options, io, seconds })
}

interface Circumstances {
  readonly options: Options
  readonly io: Io
  readonly seconds: number
}

async function answer(result: SimulationResult, { options, io, seconds }: Circumstances): Promise<ExitCode> {
  const stream = answerStream(options, io)
  const perSecond = seconds > 0 ? Math.round(result.summary.pageLoads / seconds) : null
  const facts = { seconds, out: options.out ?? null, kept: keptRun(options) }
  const text = options.json
    ? jsonText({ ...writeSimulation(result), seconds, page_loads_per_second: perSecond })
    : renderSummary(result, facts, coloursFor(stream, io.env)) + reportSentence(options)
  await print(stream, text)
  return result.isPartial ? 130 : 0
}
