import { parseScenario } from '../../src/authoring/index.js'
import { runScenario } from '../../src/simulator/scenario.js'
import type { Corpus } from './corpus.js'
import { surroundings, tell } from './lives.js'

// In a page: what the driver asks for by name.

/** Scenarios that something else came of than they expect, and why. */
function conformance({ scenarios }: Corpus): readonly string[] {
  return scenarios.flatMap(({ name, text }) => {
    const scenario = parseScenario(text)
    if (!scenario.ok) return [`${name}: ${scenario.problems[0].message}`]
    const report = runScenario(scenario.value)
    return report.passed ? [] : [`${name}: ${JSON.stringify(report.failures)}`]
  })
}

Object.assign(globalThis, { matrix: { tell, surroundings, conformance } })
