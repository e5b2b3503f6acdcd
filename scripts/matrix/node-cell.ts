import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CorpusFiles } from './corpus.js'
import { locales, type NodeCell, runtimes, zones } from './factors.js'
import type { Answers } from './first-difference.js'
import type { Told } from './lives.js'
import { runNode } from './run-node.js'

const command = 'dist/cli/main.js'

export interface CellResult {
  readonly answers: Answers
  /** Runs of the command that were killed at a checkpoint. */
  readonly kills: number
}

/** Everything that the cell answers, by case. Throws where a command fails, or the cell is not what it says it is. */
export async function runNodeCell(
  cell: NodeCell,
  files: CorpusFiles,
  probe: string,
  folder: string,
): Promise<CellResult> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const answers = new Map<string, Buffer>()
  const { told, failed, surroundings } = JSON.parse((await succeed(cell, [probe, files.corpus])).toString()) as Probed
  expectSurroundings(cell, surroundings)
  if (failed.length > 0) throw new Error(`scenarios fail:\n${failed.join('\n')}`)
  for (const [name, text] of Object.entries(told)) answers.set(name, Buffer.from(text))
  const ask = async (name: string, args: readonly string[]): Promise<void> => {
    answers.set(name, withoutSpeed(await succeed(cell, [command, ...args])))
  }
  for (const [name, args] of Object.entries(commandsOf(files, cell.workers))) {
    const report = join(folder, 'report.html')
    await ask(`${name}, text`, args)
    await ask(`${name}, JSON`, [...args, '--json', '--report', report])
    answers.set(`${name}, page`, readFileSync(report))
  }
  const simulation = simulationOf(files, cell.workers)
  await ask('simulate, text', simulation)
  const [out, report] = [join(folder, 'decisions.jsonl'), join(folder, 'report.html')]
  const writing = [...simulation, '--out', out, '--reasons', 'all', '--report', report, '--json']
  const { printed, kills } = await survive(cell, writing, join(folder, 'checkpoint'))
  answers.set('simulate, JSON', withoutSpeed(printed))
  answers.set('simulate, decisions', readFileSync(out))
  answers.set('simulate, page', readFileSync(report))
  rmSync(folder, { recursive: true })
  return { answers, kills }
}

interface Probed {
  readonly told: Told
  /** Scenarios that something else came of than they expect. */
  readonly failed: readonly string[]
  readonly surroundings: { readonly zone: string; readonly locale: string }
}

/** A matrix whose cells are all the same would show nothing. */
function expectSurroundings({ zone, locale }: NodeCell, found: Probed['surroundings']): void {
  // Node's data may know a zone by an older name.
  const names = [zone, zone.replace('Kathmandu', 'Katmandu')]
  if (!names.includes(found.zone) || found.locale !== locale.tag) {
    throw new Error(`the cell is in ${found.zone} and ${found.locale}, not in ${zone} and ${locale.tag}`)
  }
}

/** What is asked of the command in every cell, in words, in JSON and as a page. */
function commandsOf({ catalog, otherCatalog, traces }: CorpusFiles, workers: number) {
  const over = ['--catalog', catalog, '--trace', ...traces]
  const by = ['--workers', String(workers)]
  return {
    compare: ['compare', ...over, '--with', otherCatalog, ...by],
    sweep: ['sweep', ...over, '--vary', 'one_survey_a_week.rate_limit_size=1,2', ...by],
    story: ['explain', ...over, '--profile-id', 'u0008', '--story'],
  }
}

const simulationOf = ({ catalog, traces }: CorpusFiles, workers: number): readonly string[] => [
  ...['simulate', '--catalog', catalog, '--trace', ...traces],
  ...['--bootstrap', '100', '--workers', String(workers)],
]

const killing = ['--import', join(import.meta.dirname, 'kill-at-checkpoint.mjs')]

/** Runs a replay through the life that the cell leads. @returns what it printed in the end */
async function survive(cell: NodeCell, args: readonly string[], checkpoint: string) {
  if (cell.life === 'whole') return { printed: await succeed(cell, [command, ...args]), kills: 0 }
  const resumed = [...args, '--checkpoint', checkpoint, '--checkpoint-every', '1', '--resume']
  for (let kills = 0; ; kills += 1) {
    const here = cell.life === 'carried' ? moved(cell, kills) : cell
    const { code, out, err } = await runNode(here, [...killing, command, ...resumed])
    if (code === null) continue
    if (code !== 0) throw new Error(`exit code ${code} after ${kills} checkpoints: ${err}`)
    if (kills < 2) throw new Error(`${kills} checkpoints are too few to see what resuming does`)
    return { printed: out, kills }
  }
}

/** The surroundings so many values further in every factor but the workers: among them the state is shared out. */
function moved(cell: NodeCell, steps: number): NodeCell {
  const further = <T>(values: readonly T[], value: T): T => values[(values.indexOf(value) + steps) % values.length] as T
  return {
    runtime: further(runtimes, cell.runtime),
    zone: further(zones, cell.zone),
    locale: further(locales, cell.locale),
    workers: cell.workers,
    life: cell.life,
  }
}

async function succeed(cell: NodeCell, args: readonly string[]): Promise<Buffer> {
  const { code, out, err } = await runNode(cell, args)
  if (code === 0) return out
  throw new Error(`node ${args.join(' ')}\nexit code ${code}: ${err}${out.toString().slice(-2_000)}`)
}

/** How long it took is the one thing that may differ. */
const withoutSpeed = (bytes: Buffer): Buffer =>
  Buffer.from(
    bytes
      .toString()
      .replace(/^ *"(seconds|page_loads_per_second)": .*\n/gm, '')
      .replace(/ in \d+\.\d\d s, [\d,]+ a second/, ''),
  )
