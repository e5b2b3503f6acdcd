import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ReplayRow, ReplaySize } from './decide.js'
import { instructionRatios } from './instructions.js'
import { losses, type Ratios } from './losses.js'
import { type Measured, median } from './measure.js'

// Whether something has become slower: ratios of what is measured in one run, never times, beside the committed ones.

interface Guarded {
  readonly node: string
  readonly times: Ratios
  readonly instructions: Ratios
}

const path = 'bench/guard.json'
const [runs, rounds, attempts] = [5, 3, 3]

/** `--instructions` counts them instead of taking times: the same on a busy machine, and blind to what memory costs. */
const kind = process.argv.includes('--instructions') ? 'instructions' : 'times'
const committed: Guarded = JSON.parse(readFileSync(path, 'utf8'))
const measured: Ratios[] = []

if (process.argv.includes('--update')) {
  await measure()
  writeFileSync(path, `${JSON.stringify({ ...committed, node: process.version, [kind]: medians() }, null, 2)}\n`)
  print({})
} else {
  const before = committed[kind]
  // What looks like a loss is timed again before it is called one: the machine does other things, too.
  for (let attempt = 0; attempt < (kind === 'times' ? attempts : 1); attempt++) {
    await measure()
    if (losses(medians(), before).length === 0) break
  }
  print(before)
  const lost = losses(medians(), before)
  for (const { name, now, committed } of lost) {
    console.error(`"${name}" has become slower: ${now.toFixed(2)} × instead of ${committed.toFixed(2)} ×`)
  }
  if (lost.length > 0) process.exitCode = 1
}

async function measure(): Promise<void> {
  if (kind === 'instructions') measured.push(await instructionRatios())
  else for (let run = 0; run < runs; run++) measured.push(ratios())
}

function ratios(): Ratios {
  const [small, large] = [row({ experiences: 50, profiles: 200 }), row({ experiences: 5_000, profiles: 200 })]
  const { cold, whyNot } = run<{ cold: readonly Measured[]; whyNot: readonly Measured[] }>('questions', rounds, 40_000)
  const ns = (rows: readonly Measured[], place: number): number => rows[place]?.ns as number
  return {
    'decide to the floor, 50 experiences': small.decide / small.floor,
    'decide to the floor, 5,000 experiences': large.decide / large.floor,
    'step to the floor, 50 experiences': small.step / small.floor,
    'step to the floor, 5,000 experiences': large.step / large.floor,
    'decide, 5,000 experiences to 50': large.decide / small.decide,
    'step, 5,000 experiences to 50': large.step / small.step,
    'a plain profile to a prepared one': ns(cold, 1) / ns(cold, 0),
    'a plain profile to the naive interpreter': ns(cold, 1) / ns(cold, 2),
    'explain of a prepared profile to decide': ns(whyNot, 1) / ns(whyNot, 0),
    'explain of a plain profile to decide': ns(whyNot, 2) / ns(whyNot, 0),
    'counterfactuals to explain': ns(whyNot, 3) / ns(whyNot, 2),
  }
}

function row(size: Omit<ReplaySize, 'loads'>): ReplayRow {
  return run('row', JSON.stringify({ ...size, loads: 100_000 }), rounds)
}

/** In a process of its own: what another left behind does not weigh on it. */
function run<T>(name: string, ...args: readonly (string | number)[]): T {
  const script = fileURLToPath(new URL(`${name}.js`, import.meta.url))
  return JSON.parse(execFileSync(process.execPath, [script, ...args.map(String)], { encoding: 'utf8' }))
}

function medians(): Ratios {
  const names = Object.keys(measured[0] ?? {})
  return Object.fromEntries(
    names.map((name) => [name, Number(median(measured.map((one) => one[name] as number)).toPrecision(3))]),
  )
}

function print(committed: Ratios): void {
  console.log(
    `| how many times as ${kind === 'times' ? 'long' : 'many instructions'} | now | committed |\n|---|--:|--:|`,
  )
  for (const [name, now] of Object.entries(medians())) {
    console.log(`| ${[name, `${now} ×`, committed[name] === undefined ? '' : `${committed[name]} ×`].join(' | ')} |`)
  }
}
