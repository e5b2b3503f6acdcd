import { fileURLToPath } from 'node:url'
import { defineConfig } from 'tsup'

// Built like the package: what a loader adds to the sources, to keep names, takes half of the time.
export default defineConfig({
  entry: { fuzz: 'scripts/fuzz.ts' },
  outDir: 'node_modules/.cache/oncue-fuzz',
  format: 'esm',
  target: 'node20',
  clean: true,
  silent: true,
  esbuildOptions(options) {
    options.alias = { oncue: fileURLToPath(new URL('../../src/index.ts', import.meta.url)) }
  },
})
