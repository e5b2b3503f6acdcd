import { defineConfig } from 'tsup'

const shared = { target: 'node20', splitting: true } as const

export default defineConfig([
  {
    ...shared,
    entry: {
      index: 'src/index.ts',
      explain: 'src/explain.ts',
      session: 'src/session/index.ts',
      authoring: 'src/authoring/index.ts',
      'rules-engine': 'src/rules-engine/index.ts',
      deliveries: 'src/deliveries/index.ts',
      sendings: 'src/sendings/index.ts',
      http: 'src/http/index.ts',
      simulator: 'src/simulator/index.ts',
      store: 'src/store/index.ts',
      'store-kit': 'src/store-kit/index.ts',
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
  // A page shares a few words with the others and nothing else: by itself it leaves them in fewer files.
  { ...shared, entry: { report: 'src/report/index.ts' }, format: ['esm', 'cjs'], dts: true, sourcemap: true },
  // The command stands by itself, so that it starts from few files.
  {
    ...shared,
    entry: { main: 'src/cli/main.ts', 'replay-worker': 'src/simulator/workers/replay-worker.ts' },
    outDir: 'dist/cli',
    format: 'esm',
  },
  // One script for a page that asks for nothing else: "scripts/playground-page.mjs" puts it there.
  {
    entry: { main: 'src/playground/main.ts' },
    outDir: 'dist/playground',
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    noExternal: [/.*/],
    loader: { '.yaml': 'text', '.jsonl': 'text' },
  },
])
