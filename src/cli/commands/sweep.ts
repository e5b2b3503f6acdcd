import { Command } from 'commander'
import type { ReplayOptions, TraceFormatName } from '../../simulator/index.js'
import { combine } from '../../simulator/sweep/combinations.js'
import { writeSweep } from '../../simulator/sweep/output-sweep.js'
import { sweep } from '../../simulator/sweep/sweep.js'
import { parseVary } from '../../simulator/sweep/vary.js'
import { Failure } from '../failure.js'
import { loadCatalog } from '../inputs/load-catalog.js'
import {
  behaviourOption,
  catalogOption,
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
import { coloursFor } from '../render/colours.js'
import { jsonText } from '../render/json.js'
import { renderSweep } from '../render/sweep.js'
import type { CommandMaker } from './index.js'

interface Options extends ReplayOptions {
  readonly catalog: readonly string[]
  readonly trace: readonly string[]
  readonly format: TraceFormatName | 'auto'
  readonly vary: readonly string[]
  readonly map: readonly string[]
  readonly strict?: boolean
  readonly json?: boolean
}

export const sweepCommand: CommandMaker = (io, exit) =>
  new Command('sweep')
    .description('replay one trace with a parameter at several values: reach against fatigue')
    .addOption(catalogOption())
    .addOption(traceOption())
    .addOption(formatOption())
    .requiredOption(
      '--vary <parameter=values...>',
      'one or two: group.rate_limit_size=1..5, group.rate_limit_kind=1d,7d',
    )
    .addOption(recordedOption())
    .addOption(behaviourOption())
    .addOption(mapOption())
    .option('--strict', 'stop at the first line that cannot be read')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ oncue sweep --catalog catalog.yaml --trace trace.jsonl --vary one_survey_a_week.rate_limit_size=1..5',
    )
    .action(async (options: Options) => exit(await runSweep(options, io)))

async function runSweep(options: Options, io: Io): Promise<ExitCode> {
  judgeStdin([...options.catalog, ...options.trace])
  const mapping = readMappingOption(options.map, options.format)
  const catalog = await loadCatalog(options.catalog, io)
  const parameters = parseVary(options.vary, catalog)
  if (!parameters.ok) throw new Failure(2, parameters.problems)
  const combinations = combine(catalog, parameters.value)
  if (!combinations.ok) throw new Failure(2, combinations.problems)
  const { trace, format, recorded, behaviour, strict = false } = options
  const result = await withTrace({ trace, format, strict }, io, (source, onProgress) =>
    sweep(catalog, combinations.value, source, { mapping, recorded, behaviour, strict, onProgress }),
  )
  const text = options.json
    ? jsonText(writeSweep(result, parameters.value))
    : renderSweep(result, parameters.value, coloursFor(io.stdout, io.env))
  await print(io.stdout, text)
  return result.isPartial ? 130 : 0
}
