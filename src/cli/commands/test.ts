import { dirname, resolve } from 'node:path'
import { Command } from 'commander'
import { type Mismatch, parseCatalog, parseScenario } from '../../authoring/index.js'
import { quoted } from '../../describe/quoted.js'
import { visible } from '../../describe/visible.js'
import type { Problem } from '../../model/index.js'
import { runScenario, type ScenarioReport } from '../../simulator/index.js'
import { cannotRun, Failure } from '../failure.js'
import { findScenarios } from '../inputs/find-scenarios.js'
import { jsonOption } from '../inputs/options.js'
import { inputName, judgeStdin, readInput, readInputSync } from '../inputs/read-input.js'
import { type ExitCode, type Io, print } from '../io.js'
import { type Colours, coloursFor } from '../render/colours.js'
import { jsonText } from '../render/json.js'
import { renderProblem } from '../render/problems.js'
import type { CommandMaker } from './index.js'

export const testCommand: CommandMaker = (io, exit) =>
  new Command('test')
    .description('play scenarios, and say where something else happened than they expect')
    .argument('<scenario...>', 'files, or folders with .yaml, .yml and .json files in them')
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  $ oncue test scenarios/')
    .action(async (paths: readonly string[], { json = false }: { json?: boolean }) => exit(await test(paths, json, io)))

/** What came of one file: a report, or why it is no scenario. */
type Result =
  | { readonly file: string; readonly report: ScenarioReport }
  | { readonly file: string; readonly problems: readonly Problem[] }

async function test(paths: readonly string[], json: boolean, io: Io): Promise<ExitCode> {
  judgeStdin(paths)
  const files = await findScenarios(paths)
  if (files.length === 0)
    throw cannotRun(`no scenario in ${paths.join(', ')}`, 'scenarios are .yaml, .yml and .json files')
  const results: Result[] = []
  const colours = coloursFor(io.stdout, io.env)
  for (const file of files) {
    const result = await play(file, io)
    results.push(result)
    if (!json) await print(io.stdout, renderResult(result, colours))
  }
  const passed = results.filter(isPassed).length
  const failed = results.length - passed
  if (json) await print(io.stdout, jsonText({ passed, failed, scenarios: results.map(writeResult) }))
  else await print(io.stdout, `${passed} passed, ${failed} failed\n`)
  if (results.some((result) => 'problems' in result)) return 2
  return failed > 0 ? 3 : 0
}

async function play(path: string, io: Io): Promise<Result> {
  const file = inputName(path)
  let missing: readonly Problem[] = []
  const scenario = parseScenario(await readInput(path, io), {
    file,
    readCatalogFile: (named) => {
      const catalogPath = path === '-' ? resolve(named) : resolve(dirname(path), named)
      try {
        return parseCatalog(readInputSync(catalogPath), { file: catalogPath })
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        missing = error.problems
        return { ok: false, problems: [unread], warnings: [] }
      }
    },
  })
  if (missing.length > 0) return { file, problems: missing }
  return scenario.ok ? { file, report: runScenario(scenario.value) } : { file, problems: scenario.problems }
}

/** Stands for a catalog of which there is nothing to say but that its file could not be read. */
const unread: Problem = { code: 'unreadable_file', pointer: '', message: 'the catalog could not be read' }

const isPassed = (result: Result): boolean => 'report' in result && result.report.passed

function renderResult(result: Result, colours: Colours): string {
  if ('problems' in result) {
    const problems = result.problems.map((problem) => renderProblem(problem, 'error', colours))
    return `${problems.join('')}${colours.red('unreadable')} ${visible(result.file)}\n`
  }
  const { file, report } = result
  if (report.passed) return ''
  const mismatches = report.failures.flatMap(({ line, mismatches }) =>
    mismatches.map((mismatch) => renderMismatch(mismatch, line === null ? file : `${file}:${line}`, colours)),
  )
  return `${colours.red('failed')} ${visible(file)}: ${visible(report.title)}\n${mismatches.join('')}`
}

function renderMismatch({ pointer, expected, actual }: Mismatch, place: string, colours: Colours): string {
  const lines = [
    `  ${colours.bold(visible(place))} ${visible(pointer)}`,
    `    expected ${quoted(expected)}`,
    `    actual   ${quoted(actual)}`,
  ]
  return `${lines.join('\n')}\n`
}

function writeResult(result: Result): unknown {
  if ('problems' in result) return { file: result.file, passed: false, problems: result.problems }
  const { file, report } = result
  return { file, title: report.title, passed: report.passed, failures: report.failures }
}
