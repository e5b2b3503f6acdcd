import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { hunt } from '../test/fuzz/hunt.js'
import { plants } from '../test/fuzz/plants.js'

// Puts one bug after another into the engine and lets the fuzzer look: each must be found, and what it is shrunk to must
// be right about the engine without the bug. `--show` prints the scenarios.

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, show: { type: 'boolean', default: false } },
})
let missed = 0
for (const plant of plants) {
  const folder = mkdtempSync(join(tmpdir(), 'oncue-plant-'))
  const { code, seconds, events, isRight, text, output } = await hunt(plant, folder, ['--seconds', values.seconds])
  const isFound = code === 1 && isRight
  if (!isFound) missed += 1
  const what = isFound ? `found in ${seconds.toFixed(1)} s, ${events} events` : 'MISSED'
  console.log(`${plant.rule}: ${plant.says}: ${what}`)
  if (!isFound || values.show) console.log(isFound ? text : `${output}\n${text}`)
  rmSync(folder, { recursive: true })
}
console.log(`${plants.length - missed} of ${plants.length} found`)
process.exitCode = missed === 0 ? 0 : 1
