import { fileURLToPath } from 'node:url'
import { defineConfig } from 'tsup'

// Built like the package. The peers are not built in: each is loaded as Node loads it.
export default defineConfig({
  entry: { main: 'bench/peers/main.ts', stall: 'bench/peers/stall.ts', 'from-file': 'bench/peers/from-file.ts' },
  outDir: 'bench/peers/out',
  format: 'esm',
  target: 'node20',
  clean: true,
  silent: true,
  skipNodeModulesBundle: true,
  esbuildOptions(options) {
    options.alias = { oncue: fileURLToPath(new URL('../../src/index.ts', import.meta.url)) }
  },
})
