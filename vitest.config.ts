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
      { extends: true, test: { name: 'node', include: ['test/**/*.test.ts'], exclude: ['test/browser/**'] } },
      // Asks what `npm run build` left in `dist/`.
      { extends: true, test: { name: 'browser', include: ['test/browser/**/*.test.ts'] } },
    ],
  },
})
