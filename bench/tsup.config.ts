import { fileURLToPath } from 'node:url'
import { defineConfig } from 'tsup'

// Built like the package: what a loader adds to the sources, to keep names, would be measured too.
export default defineConfig({
  entry: {
    run: 'bench/run.ts',
    row: 'bench/row.ts',
    questions: 'bench/questions.ts',
    guard: 'bench/guard.ts',
    counted: 'bench/counted.ts',
    growth: 'bench/growth.ts',
    memory: 'bench/memory.ts',
    large: 'bench/large.ts',
    browser: 'bench/browser.ts',
    urls: 'bench/urls.ts',
    http: 'bench/http.ts',
    'http-client': 'bench/http-client.ts',
    'replay-once': 'bench/replay-once.ts',
    'parse-once': 'bench/parse-once.ts',
    'replay-worker': 'src/simulator/workers/replay-worker.ts',
  },
  outDir: 'bench/out',
  format: 'esm',
  external: ['esbuild', 'playwright-core'],
  target: 'node20',
  clean: true,
  silent: true,
  esbuildOptions(options) {
    options.alias = { oncue: fileURLToPath(new URL('../src/index.ts', import.meta.url)) }
  },
})
