import type { parseScenario } from 'oncue/authoring'
import type { runScenario } from 'oncue/simulator'
import type { Corpus } from './corpus.js'

/** What plays scenarios: of the built package, or of its sources. */
interface Player {
  readonly parseScenario: typeof parseScenario
  readonly runScenario: typeof runScenario
}

/** The scenarios that something else came of than they expect, and why. */
export function failuresOf({ scenarios }: Corpus, { parseScenario, runScenario }: Player): readonly string[] {
  return scenarios.flatMap(({ name, text }) => {
    const scenario = parseScenario(text)
    if (!scenario.ok) return [`${name}: ${scenario.problems[0].message}`]
    const report = runScenario(scenario.value)
    return report.passed ? [] : [`${name}: ${JSON.stringify(report.failures)}`]
  })
}
