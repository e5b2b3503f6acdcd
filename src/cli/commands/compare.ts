import { Command } from 'commander'
import { changeClasses } from '../../simulator/compare/answer.js'
import { type ComparisonResult, compare } from '../../simulator/compare/compare.js'
import { isChanged } from '../../simulator/compare/comparison.js'
import { writeComparison } from '../../simulator/compare/output-comparison.js'
import { badInput } from '../failure.js'
import { loadCatalog } from '../inputs/load-catalog.js'
import { catalogOption, jsonOption, reportOption, withOption, workersOption } from '../inputs/options.js'
import { judgeStdin } from '../inputs/read-input.js'
import { addTraceOptions, readTraceOptions, type TraceFlags } from '../inputs/trace-options.js'
import { withTrace } from '../inputs/with-trace.js'
import { type ExitCode, type Io, print } from '../io.js'
import { openSink } from '../outputs/decision-sink.js'
import { answerStream, reportSentence, withReport } from '../outputs/report-file.js'
import { coloursFor } from '../render/colours.js'
import { renderComparison } from '../render/comparison.js'
import { jsonText } from '../render/json.js'
import type { CommandMaker } from './index.js'

interface Options extends TraceFlags {
  readonly catalog: readonly string[]
  readonly with: readonly string[]
  readonly out?: string
  readonly workers: number
  readonly report?: string
  readonly json?: boolean
  readonly failOnChange?: boolean
}

export const compareCommand: CommandMaker = (io, exit) => {
  const command = new Command('compare')
    .description('replay one trace against two catalogs: what the second one changes, and for whom')
    .addOption(catalogOption())
    .addOption(withOption().makeOptionMandatory())
  return addTraceOptions(command)
    .option('--out <file>', 'where every answer that changes goes, as JSON Lines; - is standard output')
    .addOption(reportOption())
    .addOption(workersOption())
    .option('--fail-on-change', 'exit 3 where anything is gained, lost or moved')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ oncue compare --catalog catalog.yaml --with two-surveys.yaml --trace trace.jsonl',
    )
    .action(async (options: Options) => exit(await runComparison(options, io)))
}

async function runComparison(options: Options, io: Io): Promise<ExitCode> {
  judgeStdin([...options.catalog, ...options.with, ...options.trace])
  const trace = readTraceOptions(options)
  const before = await loadCatalog(options.catalog, io)
  const after = await loadCatalog(options.with, io)
  const { out, workers } = options
  const open = () => (out === undefined ? null : openSink(out, io))
  const replay = () =>
    withTrace({ ...trace, openSink: open }, io, async ({ source, reading, sink }) => {
      const compared = await compare(before, after, source, {
        ...reading,
        workers,
        ...(sink === null ? {} : { changes: { write: (line) => sink.write(line) } }),
      })
      if (options.failOnChange === true) judge(compared, trace.name)
      return compared
    })
  const result = await withReport(options, io, replay, (result) => ({
    kind: 'comparison',
    result: writeComparison(result),
  }))
  const stream = answerStream(options, io)
  const text = options.json
    ? jsonText(writeComparison(result))
    : renderComparison(result, { before, after, out: out ?? null }, coloursFor(stream, io.env)) +
      reportSentence(options)
  await print(stream, text)
  if (result.isPartial) return 130
  return options.failOnChange === true && isChanged(result.comparison) ? 3 : 0
}

/** A check that nothing was put to has not passed. */
function judge({ comparison: { pageLoads }, trace, isPartial }: ComparisonResult, name: string): void {
  const isOtherwiseTold = trace.events === 0 && trace.unreadable > 0
  if (isPartial || isOtherwiseTold || changeClasses.some((one) => pageLoads[one] > 0)) return
  throw badInput(`nothing was compared: ${name} has no page load`, '--fail-on-change wants a trace that has some')
}
