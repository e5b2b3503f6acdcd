import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzz } from '../test/hostile/fuzz.js'
import { kinds } from '../test/hostile/kinds/index.js'

// Gives everything that comes from outside what nobody would write: `npm run fuzz:hostile -- --seed S --seconds N`, or
// until `--inputs N` were asked, from number `--from I` on; `--kind` names a part of a kind's name, `--only I` the one
// input of that number, `--keep` a folder for what fails. The same seed draws the same inputs, however fast the machine.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string' },
    inputs: { type: 'string' },
    from: { type: 'string', default: '0' },
    kind: { type: 'string', default: '' },
    only: { type: 'string' },
    keep: { type: 'string', default: '.' },
  },
})
const seed = Number(values.seed)
const only = values.only === undefined ? null : Number(values.only)
const inputs = values.inputs === undefined ? null : Number(values.inputs)
const from = Number(values.from)
const seconds = Number(values.seconds ?? 60)
const chosen = kinds.filter(({ name }) => name.includes(values.kind))
if (
  ![seed, from].every(Number.isInteger) ||
  !(seconds > 0) ||
  (inputs !== null && !(inputs > from)) ||
  chosen.length === 0
) {
  console.error(
    '--seed and --from are whole numbers, --seconds above 0, --inputs above --from, --kind a part of a name',
  )
  process.exit(2)
}

const done = await fuzz(chosen, { seed, from, only, inputs, seconds: inputs === null ? seconds : null })
for (const [name, { accepted, refused, ms, slowestMs }] of done.counts) {
  const each = ((ms * 1_000) / Math.max(1, accepted + refused)).toFixed(0)
  const figures = [accepted, refused].map((count) => String(count).padStart(9)).join('')
  console.log(`${name.padEnd(36)}${figures}${each.padStart(7)} us, at most ${slowestMs.toFixed(0)} ms`)
}
const { inputs: count, seconds: took, failure } = done
const rate = Math.round(count / took)
const mib = (bytes: number): string => `${(bytes / 1_048_576).toFixed(0)} MiB`
console.log(
  `seed ${seed}, from number ${from} on: ${count} inputs in ${took.toFixed(0)} s, ${rate} a second, each asked twice`,
)
console.log(`heap: ${mib(done.warmBytes)} once warm, ${mib(done.growthBytes)} more at the end; prototypes untouched`)
if (failure !== null) {
  const path = join(values.keep, `hostile-${seed}-${failure.index}.json`)
  writeFileSync(path, failure.document)
  console.error(`\n${failure.kind}, input ${failure.index} of seed ${seed}: ${failure.message}\nsee ${path}`)
  process.exitCode = 1
}
process.exit()
