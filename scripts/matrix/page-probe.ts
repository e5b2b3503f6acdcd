import { parseScenario } from '../../src/authoring/index.js'
import { runScenario } from '../../src/simulator/scenario.js'
import { failuresOf } from './conformance.js'
import type { Corpus } from './corpus.js'
import { surroundings, tell } from './lives.js'

// In a page: what the driver asks for by name. Scenarios are played from the sources, as the simulator's entry point
// has doors to Node.

const conformance = (corpus: Corpus): readonly string[] => failuresOf(corpus, { parseScenario, runScenario })

Object.assign(globalThis, { matrix: { tell, surroundings, conformance } })
