import { defineConfig } from 'tsup'

const shared = { target: 'node20', splitting: true } as const

export default defineConfig([
  {
    ...shared,
    entry: {
      index: 'src/index.ts',
      explain: 'src/explain/index.ts',
      session: 'src/session/index.ts',
      authoring: 'src/authoring/index.ts',
      'rules-engine': 'src/rules-engine/index.ts',
      deliveries: 'src/deliveries/index.ts',
      simulator: 'src/simulator/index.ts',
      'replay-worker': 'src/simulator/workers/replay-worker.ts',
    },
    // Split in both formats: an engine that one entry point compiled must be the same class, with the same private
    // fields and caches, to all the others.
    format: ['esm', 'cjs'],
    dts: true,
    sourcemap: true,
    // What a CommonJS module has for `import.meta.url`: where its workers are.
    shims: true,
  },
  // The command stands by itself, so that it starts from few files.
  {
    ...shared,
    entry: { main: 'src/cli/main.ts', 'replay-worker': 'src/simulator/workers/replay-worker.ts' },
    outDir: 'dist/cli',
    format: 'esm',
  },
])
