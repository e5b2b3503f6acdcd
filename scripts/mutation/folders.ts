/** What is mutated, and the tests that are asked about it: those that are quick and say something of the folder. */
export interface MutatedFolder {
  readonly sources: readonly string[]
  readonly tests: readonly string[]
}

const scenarios = 'scripts/mutation/scenarios.test.ts'
const lives = [scenarios, 'test/properties/*.test.ts', 'test/session/*.test.ts']

export const mutatedFolders: Readonly<Record<string, MutatedFolder>> = {
  history: { sources: ['src/history'], tests: [...lives, 'test/history/*.test.ts'] },
  engine: { sources: ['src/engine'], tests: [...lives, 'test/engine/*.test.ts'] },
  conditions: {
    sources: ['src/conditions'],
    tests: ['test/conditions/*.test.ts', 'test/rules-engine/*.test.ts', 'test/hostile/limits*.test.ts', scenarios],
  },
  eligibility: {
    sources: ['src/eligibility'],
    tests: [...lives, 'test/eligibility/*.test.ts', 'test/explain/*.test.ts'],
  },
  deliveries: { sources: ['src/deliveries'], tests: ['test/deliveries/*.test.ts', scenarios] },
  sendings: { sources: ['src/sendings'], tests: ['test/sendings/*.test.ts', scenarios] },
  metrics: {
    sources: ['src/simulator/metrics'],
    tests: ['test/simulator/metrics/!(docs).test.ts'],
  },
}
