import { Command } from 'commander'
import { combine } from '../../simulator/sweep/combinations.js'
import { writeSweep } from '../../simulator/sweep/output-sweep.js'
import { sweep } from '../../simulator/sweep/sweep.js'
import { parseVary } from '../../simulator/sweep/vary.js'
import { Failure } from '../failure.js'
import { loadCatalog } from '../inputs/load-catalog.js'
import { catalogOption, jsonOption, reportOption, workersOption } from '../inputs/options.js'
import { judgeStdin } from '../inputs/read-input.js'
import { addTraceOptions, readTraceOptions, type TraceFlags } from '../inputs/trace-options.js'
import { withTrace } from '../inputs/with-trace.js'
import { type ExitCode, type Io, print } from '../io.js'
import { answerStream, reportSentence, withReport } from '../outputs/report-file.js'
import { coloursFor } from '../render/colours.js'
import { jsonText } from '../render/json.js'
import { renderSweep } from '../render/sweep.js'
import type { CommandMaker } from './index.js'

interface Options extends TraceFlags {
  readonly catalog: readonly string[]
  readonly vary: readonly string[]
  readonly workers: number
  readonly report?: string
  readonly json?: boolean
}

export const sweepCommand: CommandMaker = (io, exit) => {
  const command = new Command('sweep')
    .description('replay one trace with a parameter at several values: reach against fatigue')
    .addOption(catalogOption())
  return addTraceOptions(command)
    .requiredOption(
      '--vary <parameter=values...>',
      'one or two: group.rate_limit_size=1..5, group.rate_limit_kind=1d,7d, experience.position=1,2',
    )
    .addOption(reportOption())
    .addOption(workersOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ oncue sweep --catalog catalog.yaml --trace trace.jsonl --vary one_survey_a_week.rate_limit_size=1..5',
    )
    .action(async (options: Options) => exit(await runSweep(options, io)))
}

async function runSweep(options: Options, io: Io): Promise<ExitCode> {
  judgeStdin([...options.catalog, ...options.trace])
  const trace = readTraceOptions(options)
  const catalog = await loadCatalog(options.catalog, io)
  const parameters = parseVary(options.vary, catalog)
  if (!parameters.ok) throw new Failure(2, parameters.problems)
  const combinations = combine(catalog, parameters.value)
  if (!combinations.ok) throw new Failure(2, combinations.problems)
  const replay = () =>
    withTrace(trace, io, ({ source, reading }) =>
      sweep(catalog, combinations.value, source, { ...reading, workers: options.workers }),
    )
  const result = await withReport(options, io, replay, (result) => ({
    kind: 'sweep',
    result: writeSweep(result, parameters.value),
  }))
  const stream = answerStream(options, io)
  const text = options.json
    ? jsonText(writeSweep(result, parameters.value))
    : renderSweep(result, parameters.value, coloursFor(stream, io.env)) + reportSentence(options)
  await print(stream, text)
  return result.isPartial ? 130 : 0
}
