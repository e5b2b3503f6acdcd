import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ReplayRow, ReplaySize } from './decide.js'
import { losses, type Ratios } from './losses.js'
import { type Measured, median } from './measure.js'

// Whether something has become slower: ratios of what is measured in one run, never times, beside the committed ones.

const path = 'bench/guard.json'
const [runs, rounds, attempts] = [5, 3, 3]
const measured: Ratios[] = []

if (process.argv.includes('--update')) {
  measure()
  writeFileSync(path, `${JSON.stringify({ node: process.version, ratios: medians() }, null, 2)}\n`)
  print({})
} else {
  const committed: Ratios = JSON.parse(readFileSync(path, 'utf8')).ratios
  // What looks like a loss is measured again before it is called one: the machine does other things, too.
  for (let attempt = 0; attempt < attempts; attempt++) {
    measure()
    if (losses(medians(), committed).length === 0) break
  }
  print(committed)
  const lost = losses(medians(), committed)
  for (const { name, now, committed: before } of lost) {
    console.error(`"${name}" has become slower: ${now.toFixed(2)} × instead of ${before.toFixed(2)} ×`)
  }
  if (lost.length > 0) process.exitCode = 1
}

function measure(): void {
  for (let run = 0; run < runs; run++) measured.push(ratios())
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
    'explain to decide': ns(whyNot, 1) / ns(whyNot, 0),
    'counterfactuals to explain': ns(whyNot, 2) / ns(whyNot, 1),
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
  console.log('| how many times as long | now | committed |\n|---|--:|--:|')
  for (const [name, now] of Object.entries(medians())) {
    console.log(`| ${[name, `${now} ×`, committed[name] === undefined ? '' : `${committed[name]} ×`].join(' | ')} |`)
  }
}
