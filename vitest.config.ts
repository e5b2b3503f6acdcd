import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const source = (path: string): string => fileURLToPath(new URL(`src/${path}`, import.meta.url))

/** The package's own names, answered by its sources: what runs in the tests reads like what a user writes. */
const alias = [
  { find: /^oncue$/, replacement: source('index.ts') },
  { find: /^oncue\/explain$/, replacement: source('explain.ts') },
  { find: /^oncue\/([a-z-]+)$/, replacement: source('$1/index.ts') },
]

/** What the playground starts from is text to its bundler, and so it is here. */
const textFiles: Plugin = {
  name: 'text-files',
  transform: (text, id) => (/\.(yaml|jsonl)$/.test(id) ? `export default ${JSON.stringify(text)}` : null),
}

/** The folders of tests that read no clock of their own but what they are given. */
const poisoned = [
  ...['poisoned', 'conditions', 'urls', 'session', 'explain', 'counterfactual', 'describe', 'properties'],
  ...['authoring', 'rules-engine', 'deliveries', 'sendings', 'simulator', 'playground', 'report', 'http'],
]
const scenarios = ['test/conformance.test.ts', 'test/naive.test.ts', 'test/cli/scenarios.test.ts']

export default defineConfig({
  resolve: { alias },
  plugins: [textFiles],
  test: {
    pool: 'threads',
    maxWorkers: '100%',
    isolate: false, // no test leaves anything behind in a module; a new world for each file costs a quarter of the time
    testTimeout: 30_000,
    hookTimeout: 30_000,
    setupFiles: ['test/support/seed.ts'],
    coverage: { provider: 'v8', include: ['src/**/*.ts'], reporter: ['text-summary', 'html'] },
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['test/**/*.test.ts'], exclude: ['test/browser/**', 'test/poisoned/**'] },
      },
      // What decides, and all that is built on it, with clock, chance, locale and zone poisoned (T1).
      {
        extends: true,
        test: {
          name: 'poisoned',
          testTimeout: 120_000, // each date that a package asks for costs a look at the stack
          include: [...poisoned.map((folder) => `test/${folder}/**/*.test.ts`), ...scenarios],
          // DuckDB is another program, whatever it reads.
          exclude: ['test/simulator/duckdb/**', 'test/simulator/traces/*parquet*'],
          setupFiles: ['test/support/seed.ts', 'test/poisoned/poison.ts'],
        },
      },
      // Asks what `npm run build` left in `dist/`.
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'] } },
    ],
  },
})
