import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The entry points as they were built: what is told of is what is published. */
const built: Plugin = {
  name: 'built',
  setup({ onResolve }) {
    onResolve({ filter: /^oncue(\/|$)/ }, ({ path }) => ({ path: distFile(path.slice('oncue/'.length) || 'index') }))
    // The playground comes in by the entry points only, under the names that they have among the sources.
    onResolve({ filter: /^\.\.\// }, ({ path, importer }) => {
      if (!relative(root, importer).startsWith('src/playground/')) return null
      const entry = /^src\/(\w+)(\/index)?\.js$/.exec(relative(root, join(dirname(importer), path)))?.[1]
      return entry === undefined ? null : { path: distFile(entry) }
    })
  },
}

function distFile(entry: string): string {
  const path = join(root, 'dist', `${entry}.js`)
  if (!existsSync(path)) throw new Error(`${path} is not there: run "npm run build" first`)
  return path
}

/** One script that needs nothing beside it, for Node or for a page. */
export async function bundle(entry: string, outfile: string, platform: 'node' | 'browser'): Promise<string> {
  await build({
    entryPoints: [join(root, 'scripts/matrix', entry)],
    outfile,
    platform,
    bundle: true,
    format: platform === 'node' ? 'cjs' : 'iife',
    target: platform === 'node' ? 'node20' : 'es2022',
    // A probe starts no workers, so it need not know where it is.
    define: { 'import.meta.url': '"file:///"' },
    // What a simulation may use where it is there.
    external: ['@duckdb/node-api'],
    plugins: [built],
    tsconfigRaw: {},
    logLevel: 'error',
  })
  return outfile
}
