import { build } from 'esbuild'
import { packageOf, readSources } from '../../test/support/sources.js'
import { type Installed, installed, withNeeds } from './installed.js'

/** The packages that are built into a report's entry point, and all that they bring. */
export function builtIntoReport(): readonly Installed[] {
  const imported = readSources('src')
    .filter(({ path }) => path.startsWith('src/report/'))
    .flatMap(({ imports }) => imports.filter((name) => !name.startsWith('src/')).map(packageOf))
  return withNeeds([...new Set(imported)])
}

/** The packages of which something is built into the playground's page. */
export async function builtIntoPlayground(): Promise<readonly Installed[]> {
  const { metafile } = await build({
    entryPoints: ['src/playground/main.ts'],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'browser',
    loader: { '.yaml': 'text', '.jsonl': 'text' },
  })
  const names = Object.keys(metafile.inputs).flatMap(
    (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  )
  return [...new Set(names)].sort().map((name) => installed(name))
}
