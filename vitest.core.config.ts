import { defineConfig } from 'vitest/config'
import { mutatedFolders } from './scripts/mutation/folders.js'
import InOrder from './scripts/mutation/in-order.js'
import everything from './vitest.config.js'

/**
 * The parts that decide, with the tests that are asked about them. Without `ONCUE_MUTATE` all of them, for
 * `npm run coverage:core`; with it those of one folder, for `npm run mutate`.
 */
const folder = process.env.ONCUE_MUTATE
const asked = folder === undefined ? Object.values(mutatedFolders) : [mutatedFolders[folder]]
const sources = asked.flatMap((one) => one?.sources ?? [])
const tests = asked.flatMap((one) => one?.tests ?? [])

const { projects: _, ...test } = everything.test ?? {}

export default defineConfig({
  ...everything,
  test: {
    ...test,
    name: 'core',
    include: [...new Set(tests), 'scripts/mutation/answer.test.ts'],
    setupFiles: ['test/support/seed.ts', 'scripts/mutation/keep-tests.ts'],
    sequence: { sequencer: InOrder },
    coverage: {
      provider: 'v8',
      include: sources.map((source) => `${source}/**/*.ts`),
      reporter: ['text', 'json'],
      thresholds: Object.fromEntries(sources.map((source) => [`${source}/**/*.ts`, { branches: 98 }])),
    },
  },
})
