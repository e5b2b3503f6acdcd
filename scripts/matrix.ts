import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromiumPath } from '../test/browser/chromium.js'
import { bundle } from './matrix/bundle.js'
import { writeCorpus } from './matrix/corpus.js'
import { allCombinations, coveringArray } from './matrix/covering-array.js'
import { nameOfNodeCell, nameOfPageCell, nodeFactors, pageFactors, somePages } from './matrix/factors.js'
import { type Answers, compareAnswers } from './matrix/first-difference.js'
import { runNodeCell } from './matrix/node-cell.js'
import { runPageCell } from './matrix/page-cell.js'

// One answer everywhere: the same questions in every cell of the matrix, compared byte for byte. `--pairwise` takes few
// cells in which every two values of different factors meet, and asks each of them everything. The whole matrix asks
// what has neither workers nor checkpoints once for all cells that differ by these alone. Asks the built package.

const { values } = parseArgs({ options: { pairwise: { type: 'boolean', default: false } } })
const folder = mkdtempSync(join(tmpdir(), 'oncue-matrix-'))
const startedMs = performance.now()
const secondsSince = (ms: number): string => ((performance.now() - ms) / 1_000).toFixed(1)

const { corpus, files } = writeCorpus(join(folder, 'corpus'))
const probe = await bundle('node-probe.ts', join(folder, 'probe.cjs'), 'node')
const script = await bundle('page-probe.ts', join(folder, 'page.js'), 'browser')

interface Cell {
  readonly name: string
  /** Whether it is asked less than the first one: only its own answers are looked for. All others must have every one. */
  readonly isPartial: boolean
  run(): Promise<{ readonly answers: Answers; readonly kills: number }>
}

const nodeCells = (values.pairwise ? coveringArray(nodeFactors) : allCombinations(nodeFactors)).map((cell, k): Cell => {
  const atOnce = values.pairwise || cell.life === 'whole'
  const alone = values.pairwise || (atOnce && cell.workers === 1)
  return {
    name: nameOfNodeCell(cell),
    isPartial: !alone,
    run: () => runNodeCell(cell, { alone, atOnce }, files, probe, join(folder, `cell-${k}`)),
  }
})
const pageCells = (values.pairwise ? somePages : allCombinations(pageFactors)).map(
  (cell): Cell => ({
    name: nameOfPageCell(cell),
    isPartial: true,
    run: async () => ({ answers: await runPageCell(cell, corpus, script), kills: 0 }),
  }),
)
if (chromiumPath === null) throw new Error('there is no chromium on the path')

let reference: readonly [string, Answers] | null = null
const differences: string[] = []
const totals = { cells: 0, answers: 0, bytes: 0, kills: 0 }

async function take({ name, isPartial, run }: Cell): Promise<void> {
  const fromMs = performance.now()
  const before = differences.length
  let told = ''
  try {
    const { answers, kills } = await run()
    if (reference === null) reference = [name, answers]
    else differences.push(...compareAnswers(reference, [name, answers], isPartial ? answers.keys() : undefined))
    const bytes = [...answers.values()].reduce((sum, { length }) => sum + length, 0)
    totals.cells += 1
    totals.answers += answers.size
    totals.bytes += bytes
    totals.kills += kills
    told = `${answers.size} answers, ${megabytes(bytes)} MB${kills > 0 ? `, killed ${kills} times` : ''}`
  } catch (error) {
    differences.push(`${name}: ${error instanceof Error ? error.message : error}`)
  }
  const verdict = differences.length === before ? 'same' : 'DIFFERS'
  console.log(`${verdict}  ${name.padEnd(58)} ${secondsSince(fromMs).padStart(5)} s  ${told}`)
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)

/** The first alone, as the others are held against it; then two at a time. */
async function takeAll([first, ...rest]: readonly Cell[]): Promise<void> {
  if (first !== undefined) await take(first)
  const queue = [...rest]
  const lane = async (): Promise<void> => {
    for (let cell = queue.shift(); cell !== undefined; cell = queue.shift()) await take(cell)
  }
  await Promise.all([lane(), lane()])
}

await takeAll([...nodeCells, ...pageCells])
rmSync(folder, { recursive: true })
for (const difference of differences.slice(0, 20)) console.log(`\n${difference}`)
if (differences.length > 20) console.log(`\nand ${differences.length - 20} more`)
console.log(
  `\n${totals.cells} of ${nodeCells.length + pageCells.length} cells (${nodeCells.length} Node, ${pageCells.length} Chromium), ` +
    `${totals.answers} answers, ${megabytes(totals.bytes)} MB, ${totals.kills} kills at checkpoints, ` +
    `${secondsSince(startedMs)} s: ${differences.length} differences`,
)
process.exitCode = differences.length === 0 ? 0 : 1
