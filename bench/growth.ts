import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { ReplayRow } from './decide.js'
import { chart } from './growth-chart.js'
import { benchVariants, type GrowthRow } from './growth-variants.js'

// How much longer a page load takes when there is more of everything, and what a replay holds for more people. `--write`
// draws the chart anew; `--large` goes up to 50,000 experiences and ten million people, which takes long.

const isQuick = process.argv.includes('--quick')
const isLarge = process.argv.includes('--large')
const chartPath = 'docs/growth.svg'
const profiles = isQuick ? 20 : 200
const loads = isQuick ? 2_000 : 20_000
const rounds = isQuick ? 1 : 3

const sizes = isLarge ? [50, 500, 5_000, 50_000] : [50, 500, 5_000]
const experiences = sizes.map((size) => row({ experiences: size, profiles, loads: size > 5_000 ? loads / 5 : loads }))
const others = benchVariants({ profiles, loads, rounds })
const crowds = isQuick ? [1_000, 10_000] : isLarge ? [10_000, 1_000_000, 10_000_000] : [10_000, 1_000_000]
const memory = crowds.map(heldFor)

function row(size: { readonly experiences: number; readonly profiles: number; readonly loads: number }): ReplayRow {
  const script = fileURLToPath(new URL('row.js', import.meta.url))
  return JSON.parse(
    execFileSync(process.execPath, [script, JSON.stringify(size), String(rounds)], { encoding: 'utf8' }),
  )
}

interface Held {
  readonly profiles: number
  readonly bytesPerProfile: number
  readonly bytesPerId: number
}

function heldFor(profiles: number): Held {
  const script = fileURLToPath(new URL('memory.js', import.meta.url))
  const flags = ['--expose-gc', '--max-old-space-size=16384']
  return JSON.parse(execFileSync(process.execPath, [...flags, script, String(profiles)], { encoding: 'utf8' }))
}

const whole = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 })
const ratio = (a: number, b: number): string => `${(a / b).toFixed(2)} ×`

if (process.argv.includes('--write')) writeFileSync(chartPath, chart(experiences))
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ node: process.version, load: loadavg()[0], experiences, others, memory }, null, 2))
} else {
  console.log(`Node ${process.version}, ${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}; medians\n`)
  console.log('A page load of a prepared profile, ns, and how many times that of the first row\n')
  console.log('| experiences | floor | | decide | | step | |\n|--:|--:|--:|--:|--:|--:|--:|')
  const [first] = experiences as [ReplayRow]
  for (const one of experiences) {
    const cells = (['floor', 'decide', 'step'] as const).flatMap((key) => [
      whole(one[key]),
      ratio(one[key], first[key]),
    ])
    console.log(`| ${[whole(one.experiences), ...cells].join(' | ')} |`)
  }
  console.log('\nWith 50 experiences, ns, and how many times that of the row before\n')
  console.log('| what grows | | step | | a plain profile (`decide`) | |\n|---|--:|--:|--:|--:|--:|')
  for (const [k, { of, value, step, plain }] of others.entries()) {
    const before = others[k - 1] as GrowthRow
    const times = k % 2 === 0 ? ['', ''] : [ratio(step, before.step), ratio(plain, before.plain)]
    console.log(`| ${[of, whole(value), whole(step), times[0], whole(plain), times[1]].join(' | ')} |`)
  }
  console.log('\nWhat a replay holds for each profile beyond so many, in bytes\n')
  console.log('| profiles | for each | of them its id |\n|--:|--:|--:|')
  for (const { profiles, bytesPerProfile, bytesPerId } of memory) {
    console.log(`| ${[profiles, bytesPerProfile, bytesPerId].map(whole).join(' | ')} |`)
  }
}
