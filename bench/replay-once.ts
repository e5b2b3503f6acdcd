import { readFileSync } from 'node:fs'
import { openTraces, simulate } from '../src/simulator/index.js'

// One replay in a process of its own: of all the files that are named, one after another.

const [catalogPath = '', ...paths] = process.argv.slice(2)
const catalog = JSON.parse(readFileSync(catalogPath, 'utf8'))
const from = performance.now()
let lines = 0
for (const path of paths) {
  const source = await openTraces([path])
  if (!source.ok) throw new Error(source.problems[0].message)
  lines += (await simulate(catalog, source.value, {})).trace.lines
  await source.value.close()
}
const seconds = (performance.now() - from) / 1_000
console.log(JSON.stringify({ lines, seconds, maxRssMb: process.resourceUsage().maxRSS / 1_024 }))
