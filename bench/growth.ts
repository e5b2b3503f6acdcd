import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { ReplayRow } from './decide.js'
import { chart } from './growth-chart.js'
import { benchVariants, type GrowthRow } from './growth-variants.js'

// How much longer a page load takes when there is more of everything. `--write` draws the chart anew; `--large` goes up to
// 50,000 experiences, which takes a quarter of an hour: they are on so many pages.

const isQuick = process.argv.includes('--quick')
const chartPath = 'docs/growth.svg'
const profiles = isQuick ? 20 : 200
const loads = isQuick ? 2_000 : 20_000
const rounds = isQuick ? 1 : 3

const sizes = process.argv.includes('--large') ? [50, 500, 5_000, 50_000] : [50, 500, 5_000]
const experiences = sizes.map((size) => row({ experiences: size, profiles, loads: size > 5_000 ? loads / 5 : loads }))
const others = benchVariants({ profiles, loads, rounds })

function row(size: { readonly experiences: number; readonly profiles: number; readonly loads: number }): ReplayRow {
  const script = fileURLToPath(new URL('row.js', import.meta.url))
  return JSON.parse(
    execFileSync(process.execPath, [script, JSON.stringify(size), String(rounds)], { encoding: 'utf8' }),
  )
}

const whole = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 })
const ratio = (a: number, b: number): string => `${(a / b).toFixed(2)} ×`

if (process.argv.includes('--write')) writeFileSync(chartPath, chart(experiences))
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ node: process.version, load: loadavg()[0], experiences, others }, null, 2))
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
}
