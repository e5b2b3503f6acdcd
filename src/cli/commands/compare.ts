import { Command } from 'commander'
import { compare } from '../../simulator/compare/compare.js'
import { isChanged } from '../../simulator/compare/comparison.js'
import { changeLine, writeComparison } from '../../simulator/compare/output-comparison.js'
import type { ReplayOptions, TraceFormatName } from '../../simulator/index.js'
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
import { openSink } from '../outputs/decision-sink.js'
import { coloursFor } from '../render/colours.js'
import { renderComparison } from '../render/comparison.js'
import { jsonText } from '../render/json.js'
import type { CommandMaker } from './index.js'

interface Options extends ReplayOptions {
  readonly catalog: readonly string[]
  readonly with: readonly string[]
  readonly trace: readonly string[]
  readonly format: TraceFormatName | 'auto'
  readonly out?: string
  readonly map: readonly string[]
  readonly strict?: boolean
  readonly json?: boolean
  readonly failOnChange?: boolean
}

export const compareCommand: CommandMaker = (io, exit) =>
  new Command('compare')
    .description('replay one trace against two catalogs: what the second one changes, and for whom')
    .addOption(catalogOption())
    .requiredOption('--with <file...>', 'the catalog to compare it with; several files are merged')
    .addOption(traceOption())
    .addOption(formatOption())
    .option('--out <file>', 'where every answer that changes goes, as JSON Lines')
    .addOption(recordedOption())
    .addOption(behaviourOption())
    .addOption(mapOption())
    .option('--strict', 'stop at the first line that cannot be read')
    .option('--fail-on-change', 'exit 3 where anything is gained, lost or moved')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ oncue compare --catalog catalog.yaml --with two-surveys.yaml --trace trace.jsonl',
    )
    .action(async (options: Options) => exit(await runComparison(options, io)))

async function runComparison(options: Options, io: Io): Promise<ExitCode> {
  judgeStdin([...options.catalog, ...options.with, ...options.trace])
  const mapping = readMappingOption(options.map, options.format)
  const before = await loadCatalog(options.catalog, io)
  const after = await loadCatalog(options.with, io)
  const { out, trace, format, recorded, behaviour, strict = false } = options
  const open = () => (out === undefined ? null : openSink(out, io))
  const result = await withTrace({ trace, format, strict, openSink: open }, io, (source, onProgress, sink) =>
    compare(before, after, source, {
      mapping,
      recorded,
      behaviour,
      strict,
      onProgress,
      surveyFirst: sink?.canRestart === false,
      ...(sink === null
        ? {}
        : {
            onRestart: () => sink.restart(),
            onChange: (pair) => sink.write(`${JSON.stringify(changeLine(pair))}\n`),
          }),
    }),
  )
  // Where the changes have standard output, the summary has the other.
  const stream = out === '-' ? io.stderr : io.stdout
  const text = options.json
    ? jsonText(writeComparison(result))
    : renderComparison(result, { before, after, out: out ?? null }, coloursFor(stream, io.env))
  await print(stream, text)
  if (result.isPartial) return 130
  return options.failOnChange === true && isChanged(result.comparison) ? 3 : 0
}
