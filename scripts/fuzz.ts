import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Counts, type Found, fuzzRound, fuzzTraceRound } from '../test/fuzz/fuzz.js'
import { writeScenario } from '../test/fuzz/scenario-of.js'
import { shrinkHeard, shrinkTrace, shrinkUntold, traceOf } from '../test/fuzz/shrink.js'

// Holds the engine against the naive interpreter of the rules on lives drawn anew, for so many seconds or decisions:
// `npm run fuzz -- --seed 7 --seconds 60`, `npm run fuzz -- --decisions 10000000`. The same seed draws the same lives,
// however fast the machine is. A difference ends it, is shrunk, and written as a scenario that `oncue test` runs.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seconds: { type: 'string' },
    decisions: { type: 'string' },
    out: { type: 'string', default: '.' },
  },
})
const seed = Number(values.seed)
const most = Number(values.decisions ?? Number.POSITIVE_INFINITY)
const seconds = Number(values.seconds ?? (values.decisions === undefined ? 60 : Number.POSITIVE_INFINITY))
if (!Number.isInteger(seed) || !(seconds > 0) || !(most > 0)) {
  console.error('--seed is a whole number, --seconds and --decisions numbers above 0')
  process.exit(2)
}

const counts: Counts = { rounds: 0, lives: 0, events: 0, decisions: 0 }
const from = performance.now()
const passed = (): number => (performance.now() - from) / 1000
let found: Found | null = null
// Rounds of different seeds have nothing to do with each other.
for (let round = 0; found === null && counts.decisions < most && passed() < seconds; round++) {
  found = fuzzRound(Math.imul(seed, 0x9e3779b1) + round, counts)
}

const spent = passed()
const rate = Math.round(counts.decisions / spent)
const { lives, events, decisions } = counts
const written = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ',')
console.log(
  `seed ${seed}: ${written(lives)} lives, ${written(events)} events, ${written(decisions)} decisions in ${spent.toFixed(1)} s` +
    ` (${written(rate)} a second), ${found === null ? 0 : 1} differences`,
)
if (found !== null) {
  console.error(`round ${found.seed}, ${found.difference.path}: the rules say ${text(found.difference.expected)},`)
  console.error(`the engine says ${text(found.difference.actual)}`)
  console.error(`see ${keep(found)}`)
  process.exitCode = 1
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing'
}

/** Writes what was found, as small as it gets. @returns where */
function keep({ seed, life }: Found): string {
  mkdirSync(values.out, { recursive: true })
  const write = (name: string, content: string): string => {
    const path = join(values.out, `fuzz-${seed >>> 0}.${name}`)
    writeFileSync(path, content)
    return path
  }
  const shrunk = shrinkTrace('heard' in life ? traceOf(life) : life) ?? lookOn(seed)
  if (shrunk !== null) return write('yaml', writeScenario(shrunk.scenario))
  // What only the order of hearing shows no scenario can say, as a trace is put in order before it is played.
  const least = 'heard' in life ? shrinkHeard(life) : shrinkUntold(life)
  return write('json', `${JSON.stringify(least, null, 2)}\n`)
}

/** The same, or another one, in traces that a scenario can tell. */
function lookOn(seed: number): ReturnType<typeof shrinkTrace> {
  for (let round = 0; round < 150; round++) {
    const other = fuzzTraceRound(seed + round)
    const shrunk = other === null || 'heard' in other.life ? null : shrinkTrace(other.life)
    if (shrunk !== null) return shrunk
  }
  return null
}
