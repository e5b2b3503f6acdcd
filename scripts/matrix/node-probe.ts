import { readFileSync } from 'node:fs'
import { parseScenario } from 'oncue/authoring'
import { runScenario } from 'oncue/simulator'
import { failuresOf } from './conformance.js'
import type { Corpus } from './corpus.js'
import { surroundings, tell } from './lives.js'

// Under one of the Node versions: the corpus as a file comes in, what was told of it goes out.

const corpus = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Corpus
const failed = failuresOf(corpus, { parseScenario, runScenario })
process.stdout.write(JSON.stringify({ told: tell(corpus), failed, surroundings: surroundings() }))
