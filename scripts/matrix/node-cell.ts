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

/** What a cell is asked. */
export interface Asked {
  /** Whether also what runs without workers and checkpoints: the same in all cells that differ by these alone. */
  readonly alone: boolean
  /** Whether also what runs without checkpoints. */
  readonly atOnce: boolean
}

/** All that the cell answers, by case. Throws where a command fails, or the cell is not what it says it is. */
export async function runNodeCell(
  cell: NodeCell,
  asked: Asked,
  files: CorpusFiles,
  probe: string,
  folder: string,
): Promise<CellResult> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const answers = new Map<string, Buffer>()
  const ask = async (name: string, args: readonly string[]): Promise<void> => {
    answers.set(name, withoutSpeed(await succeed(cell, [command, ...args])))
  }
  const report = join(folder, 'report.html')
  const askAll = async (commands: Readonly<Record<string, readonly string[]>>): Promise<void> => {
    for (const [name, args] of Object.entries(commands)) {
      await ask(`${name}, text`, args)
      await ask(`${name}, JSON`, [...args, '--json', '--report', report])
      answers.set(`${name}, page`, readFileSync(report))
    }
  }
  const simulation = simulationOf(files, cell.workers)
  if (asked.alone) {
    for (const [name, text] of Object.entries(await toldBy(cell, probe, files))) answers.set(name, Buffer.from(text))
    await askAll(commandsAlone(files))
  }
  if (asked.atOnce) {
    await askAll(commandsAtOnce(files, cell.workers))
    await ask('simulate, text', simulation)
  }
  const out = join(folder, 'decisions.jsonl')
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

async function toldBy(cell: NodeCell, probe: string, files: CorpusFiles): Promise<Told> {
  const { told, failed, surroundings } = JSON.parse((await succeed(cell, [probe, files.corpus])).toString()) as Probed
  expectSurroundings(cell, surroundings)
  if (failed.length > 0) throw new Error(`scenarios fail:\n${failed.join('\n')}`)
  return told
}

/** A matrix whose cells are all the same would show nothing. */
function expectSurroundings({ zone, locale }: NodeCell, found: Probed['surroundings']): void {
  // Node's data may know a zone by an older name.
  const names = [zone, zone.replace('Kathmandu', 'Katmandu')]
  if (!names.includes(found.zone) || found.locale !== locale.tag) {
    throw new Error(`the cell is in ${found.zone} and ${found.locale}, not in ${zone} and ${locale.tag}`)
  }
}

const over = ({ catalog, traces }: CorpusFiles): readonly string[] => ['--catalog', catalog, '--trace', ...traces]

/** Asked of the command in words, in JSON and as a page, whatever the workers. */
const commandsAlone = (files: CorpusFiles) => ({
  story: ['explain', ...over(files), '--profile-id', 'u0008', '--story'],
})

/** The same, by so many workers. */
const commandsAtOnce = (files: CorpusFiles, workers: number) => ({
  compare: ['compare', ...over(files), '--with', files.otherCatalog, '--workers', String(workers)],
  sweep: [
    ...['sweep', ...over(files), '--vary', 'one_survey_a_week.rate_limit_size=1,2'],
    ...['--workers', String(workers)],
  ],
})

const simulationOf = (files: CorpusFiles, workers: number): readonly string[] => [
  ...['simulate', ...over(files), '--bootstrap', '100', '--workers', String(workers)],
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
