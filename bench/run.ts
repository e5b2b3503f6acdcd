import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { benchCold } from './cold.js'
import type { ReplayRow, ReplaySize } from './decide.js'
import { benchExplain } from './explain.js'
import type { Measured } from './measure.js'
import { benchParquet } from './parquet.js'
import { benchSimulate } from './simulate.js'
import { benchSplit } from './split.js'
import { writeDemo, writePageLoads } from './trace-files.js'

const isQuick = process.argv.includes('--quick')
const isJson = process.argv.includes('--json')
const rounds = isQuick ? 1 : 5

const replay = [
  { experiences: 50, profiles: 200, loads: 100_000 },
  { experiences: 500, profiles: 200, loads: 100_000 },
  { experiences: 5_000, profiles: 200, loads: 100_000 },
  { experiences: 50, profiles: 10_000, loads: 200_000 },
].map((size) => {
  const quick = { ...size, profiles: Math.min(size.profiles, 20), loads: 5_000 }
  return benchRow(isQuick ? quick : size)
})
const cold = benchCold(rounds, isQuick ? 2_000 : 40_000)
const whyNot = benchExplain(rounds, isQuick ? 4_000 : 40_000)
const memory = JSON.parse(
  run(['--expose-gc', '--max-old-space-size=4096'], 'memory', String(isQuick ? 20_000 : 1_000_000)),
)
const fromFiles = await benchFiles(isQuick ? [20_000, 50_000] : [300_000, 2_000_000], isQuick ? 1 : 3)

function benchRow(size: ReplaySize): ReplayRow {
  return JSON.parse(run([], 'row', JSON.stringify(size), String(rounds)))
}

/** Replays of a month, of few page loads and of many. */
async function benchFiles([few, many]: readonly [number, number], rounds: number) {
  const folder = mkdtempSync(join(tmpdir(), 'oncue-bench-'))
  try {
    const month = writePageLoads(folder, many)
    return {
      simulate: [
        await benchSimulate(writePageLoads(folder, few), rounds),
        await benchSimulate(month, rounds),
        await benchSimulate(writeDemo(folder, Math.ceil(few / 60)), rounds),
      ],
      parquet: await benchParquet(month, rounds),
      split: await benchSplit(month, rounds),
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function run(flags: readonly string[], name: string, ...args: readonly string[]): string {
  const script = fileURLToPath(new URL(`${name}.js`, import.meta.url))
  return execFileSync(process.execPath, [...flags, script, ...args], { encoding: 'utf8' })
}

if (isJson) {
  console.log(
    JSON.stringify({ node: process.version, load: loadavg()[0], replay, cold, whyNot, ...fromFiles, memory }, null, 2),
  )
} else {
  const ratio = (a: number, b: number): string => `${(a / b).toFixed(2)} ×`
  const million = (perSecond: number): string => `${(perSecond / 1e6).toFixed(2)} M`
  console.log(
    `Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}; medians, read the ratios\n`,
  )
  console.log('A page load of a prepared profile, ns\n')
  console.log('| experiences | profiles | floor | decide | to the floor | step | to the floor |')
  console.log('|--:|--:|--:|--:|--:|--:|--:|')
  for (const { experiences, profiles, floor, decide, step } of replay) {
    const cells = [
      experiences,
      profiles,
      floor.toFixed(0),
      decide.toFixed(0),
      ratio(decide, floor),
      step.toFixed(0),
      ratio(step, floor),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
  questions('One question, ns', ['to a prepared profile'], cold)
  questions('Why not: one page load with 50 candidates, ns', ['to a prepared profile', 'to `explain`'], whyNot)
  console.log('\nA replay from a file, lines a second\n')
  console.log(
    '| trace | lines | bytes | the bare loop | `oncue simulate` | to it | with a worker | to it | `compare`, in simulates |',
  )
  console.log('|---|--:|--:|--:|--:|--:|--:|--:|--:|')
  for (const { trace, lines, bytesPerLine, parse, simulate, worker, compare } of fromFiles.simulate) {
    const speeds = [million(parse), million(simulate), ratio(simulate, parse), million(worker), ratio(worker, parse)]
    console.log(`| ${[trace, lines, bytesPerLine, ...speeds, ratio(simulate, compare)].join(' | ')} |`)
  }
  const { parquet, split } = fromFiles
  console.log('\nA replay from Parquet, rows a second\n')
  console.log("| rows | DuckDB's own streaming | `oncue simulate` | to it |")
  console.log('|--:|--:|--:|--:|')
  const fromParquet = [million(parquet.duckdb), million(parquet.simulate), ratio(parquet.simulate, parquet.duckdb)]
  console.log(`| ${[parquet.rows, ...fromParquet].join(' | ')} |`)
  console.log('\nTwo processes on page loads that were split by profile beforehand, lines a second\n')
  console.log('| who | lines | one | two | to it | load before |')
  console.log('|---|--:|--:|--:|--:|--:|')
  for (const { who, lines, one, two, load } of split) {
    console.log(`| ${[who, lines, million(one), million(two), ratio(two, one), load.toFixed(1)].join(' | ')} |`)
  }
  console.log(
    `\nBeyond ${memory.profiles} profiles a replay holds ${memory.bytesPerProfile.toFixed(0)} bytes more for each, ${memory.bytesPerId.toFixed(0)} of them its id`,
  )
}

/** A row for each question, beside those that it is compared with: the first ones, one in each further column. */
function questions(title: string, columns: readonly string[], rows: readonly Measured[]): void {
  console.log(`\n${title}\n`)
  console.log(`| ${['who', 'ns', ...columns].join(' | ')} |`)
  console.log(`|---|--:|${columns.map(() => '--:|').join('')}`)
  for (const { name, ns } of rows) {
    const ratios = columns.map((_, k) => `${(ns / (rows[k]?.ns ?? 0)).toFixed(2)} ×`)
    console.log(`| ${[name, ns.toFixed(0), ...ratios].join(' | ')} |`)
  }
}
