import { fileURLToPath } from 'node:url'
import { defineConfig } from 'tsup'

const source = (path: string): string => fileURLToPath(new URL(`../../src/${path}`, import.meta.url))

// Built like the package, so that a server starts as fast as one of it does.
export default defineConfig({
  entry: {
    ...Object.fromEntries(
      ['server', 'check-log', 'endure', 'embedded', 'embedded-child', 'throughput'].map((name) => [
        name,
        `scripts/stores/${name}.ts`,
      ]),
    ),
    oncue: 'src/cli/main.ts',
  },
  outDir: 'node_modules/.cache/oncue-stores',
  format: 'esm',
  target: 'node20',
  clean: true,
  silent: true,
  external: ['pg', '@electric-sql/pglite'],
  esbuildOptions(options) {
    options.alias = {
      oncue: source('index.ts'),
      ...Object.fromEntries(
        ['authoring', 'deliveries', 'store'].map((name) => [`oncue/${name}`, source(`${name}/index.ts`)]),
      ),
    }
  },
})
