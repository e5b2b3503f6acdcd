import { Command } from 'commander'
import type { Catalog, Problem } from '../../model/index.js'
import { type Comparison, emptyComparison } from '../../simulator/compare/comparison.js'
import { writeComparison } from '../../simulator/compare/output-comparison.js'
import { type ReplayOptions, writeSimulation } from '../../simulator/index.js'
import { emptyMetrics, type Metrics } from '../../simulator/metrics/metrics.js'
import { editCounts, summaryOf } from '../../simulator/summary.js'
import { createTimeline, type Edit } from '../../simulator/timeline.js'
import { overlongLine, parseJson } from '../../simulator/traces/json-line.js'
import { visitLines } from '../../simulator/traces/lines.js'
import { MergedLines } from '../../simulator/worker-lines/merged-lines.js'
import { badInput, Failure } from '../failure.js'
import { loadCatalog } from '../inputs/load-catalog.js'
import { loadEdits } from '../inputs/load-edits.js'
import { addReplayOptions, catalogOption, editsOption, withOption } from '../inputs/options.js'
import { inputName, judgeStdin } from '../inputs/read-input.js'
import { type ExitCode, type Io, print } from '../io.js'
import { jsonText } from '../render/json.js'
import type { CommandMaker } from './index.js'
import { lastWords } from './worker-reasons.js'

interface Options extends ReplayOptions {
  readonly catalog?: readonly string[]
  readonly with?: readonly string[]
  readonly edits?: string
}

export const mergeCommand: CommandMaker = (io, exit) => {
  const command = new Command('merge')
    .description('merge what workers measured, from standard input: to one line, or to the summary of the whole')
    .addOption(catalogOption().makeOptionMandatory(false))
    .addOption(withOption())
    .addOption(editsOption())
  return addReplayOptions(command)
    .addHelpText(
      'after',
      '\nWithout --catalog the answer is one line, which can be merged again: in stages, in any order. With it, and with' +
        '\nwhatever else the workers were given, it is the summary, in JSON.' +
        '\n\nExample:\n  $ oncue merge --catalog catalog.yaml < metrics.jsonl',
    )
    .action(async (options: Options) => exit(await runMerge(options, io)))
}

async function runMerge(options: Options, io: Io): Promise<ExitCode> {
  judgeStdin(['-', ...(options.catalog ?? []), ...(options.with ?? []), options.edits])
  if (options.with !== undefined && options.catalog === undefined) {
    throw badInput('--with without --catalog', 'give both, as to the workers')
  }
  const catalog = options.catalog === undefined ? null : await loadCatalog(options.catalog, io)
  const other = options.with === undefined ? null : await loadCatalog(options.with, io)
  const edits = await loadEdits(options.edits, io)
  const merged = await readMerged(io)
  if (catalog === null) {
    const { metrics, comparison } = merged
    const lines = [...(metrics === null ? [] : [{ metrics }]), ...(comparison === null ? [] : [{ comparison }])]
    await print(io.stdout, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    return 0
  }
  judgeKind(merged, other !== null)
  const output =
    other === null
      ? simulationOf(merged.metrics ?? emptyMetrics, catalog, edits, options)
      : comparisonOf(merged.comparison ?? emptyComparison, [catalog, other], edits)
  await print(io.stdout, jsonText(output))
  return 0
}

async function readMerged(io: Io): Promise<MergedLines> {
  const merged = new MergedLines()
  const problems: Problem[] = []
  const refuse = (problem: Problem, line: number): void => {
    problems.push({ ...problem, file: inputName('-'), line })
  }
  await visitLines(io.stdin, {
    line(bytes, start, end, number) {
      if (problems.length > 0) return // the rest is read all the same: who writes must not find the pipe broken
      const row = parseJson(bytes, start, end)
      const problem = row.ok ? merged.take(row.value) : row.problem
      if (problem !== null) refuse(problem, number)
    },
    overlong: (number) => refuse(overlongLine, number),
  })
  if (problems.length > 0) throw new Failure(2, lastWords(problems, io))
  return merged
}

/** Figures of nothing must not be taken for those of the trace. */
function judgeKind({ metrics, comparison }: MergedLines, isCompared: boolean): void {
  if (isCompared && metrics !== null) throw badInput('the workers simulated', 'leave out --with')
  if (!isCompared && comparison !== null) throw badInput('the workers compared', 'give the other catalog by --with')
}

/** What was read, and by whom, only the workers know. */
const untold = { lines: 0, events: 0, duplicates: 0, moved: 0, unreadable: 0, passedOver: 0, problems: [] }

function simulationOf(metrics: Metrics, catalog: Catalog, edits: readonly Edit[], options: ReplayOptions): object {
  const { recorded, behaviour } = options
  const context = { timeline: createTimeline(catalog, edits), options: { recorded, behaviour } }
  const summary = summaryOf(metrics, context)
  const { trace: _, ...output } = writeSimulation({ summary, trace: untold, isPartial: false })
  return output
}

function comparisonOf(
  comparison: Comparison,
  [before, after]: readonly [Catalog, Catalog],
  edits: readonly Edit[],
): object {
  const refused = (catalog: Catalog): number => editCounts(createTimeline(catalog, edits)).refused
  const refusedEdits = { before: refused(before), after: refused(after) }
  const { trace: _, ...output } = writeComparison({ comparison, trace: untold, refusedEdits, isPartial: false })
  return output
}
