import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { formatInstant } from 'oncue'
import { writeCatalog, writeProfile } from 'oncue/authoring'
import { arbitraryLife, arbitraryQuestion, type Life, type Question } from '../test/naive/arbitrary.js'
import { agreeOnLife, agreeOnQuestion } from '../test/properties/agreement.js'

// Holds the engine against the naive interpreter of the rules, on questions and lives drawn anew for so many seconds:
// `npm run fuzz -- --seed 7 --seconds 60`. A difference is shrunk, and written as documents that the command takes. The
// same seed draws the same cases, however fast the machine is.

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, seconds: { type: 'string', default: '60' } },
})
const [first, seconds] = [Number(values.seed), Number(values.seconds)]
if (!Number.isInteger(first) || !(seconds > 0)) {
  console.error('--seed is a whole number, --seconds a number above 0')
  process.exit(2)
}

const questionsAtOnce = 2_000
const livesAtOnce = 600
const until = performance.now() + seconds * 1000
let questions = 0
let lives = 0
let decisions = 0

const question = fc.property(arbitraryQuestion, (given) => {
  agreeOnQuestion(given)
  questions += 1
})
const life = fc.property(arbitraryLife, (given) => {
  decisions += agreeOnLife(given)
  lives += 1
})

let seed = first
for (; performance.now() < until; seed++) {
  const asked = fc.check(question, { seed, numRuns: questionsAtOnce })
  if (asked.failed) fail(asked, asked.counterexample?.[0])
  const lived = fc.check(life, { seed, numRuns: livesAtOnce })
  if (lived.failed) fail(lived, lived.counterexample?.[0])
}
console.log(
  `seeds ${first} to ${seed - 1}: ${questions} questions, ${lives} lives with ${decisions} decisions, 0 differences`,
)

interface Failed {
  readonly seed: number
  readonly counterexamplePath: string | null
  readonly errorInstance: unknown
}

function fail({ seed, counterexamplePath, errorInstance }: Failed, found: Question | Life | undefined): never {
  const path = `fuzz-${seed}.json`
  if (found !== undefined) writeFileSync(path, `${JSON.stringify(documentsOf(found), null, 2)}\n`)
  const message = errorInstance instanceof Error ? errorInstance.message : String(errorInstance)
  console.error(`seed ${seed}, path ${counterexamplePath}: the engine and the rules differ\n${message}\nsee ${path}`)
  process.exit(1)
}

function documentsOf({ catalog, profile, ...rest }: Question | Life): object {
  const documents = { catalog: writeCatalog(catalog), profile: writeProfile(profile) }
  return 'now' in rest ? { ...documents, at: formatInstant(rest.now), page: rest.page } : { ...documents, ...rest }
}
