import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const top = fileURLToPath(new URL('../../', import.meta.url))

/** A file of the repository, by its path from the top, with what it imports. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  /** Paths from the top for our own files, names for packages; types, re-exports and `import()` included. */
  readonly imports: readonly string[]
}

/** Every TypeScript file under a folder, by path. */
export function readSources(folder: string): readonly SourceFile[] {
  const names = readdirSync(top + folder, { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => name.endsWith('.ts'))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .sort()
    .map(readSource)
}

function readSource(path: string): SourceFile {
  const text = readFileSync(top + path, 'utf8')
  const { importedFiles } = ts.preProcessFile(text, true, true)
  return { path, text, imports: importedFiles.map(({ fileName }) => resolve(path, fileName)) }
}

const resolve = (from: string, name: string): string =>
  name.startsWith('.') ? posix.join(posix.dirname(from), name).replace(/\.js$/, '.ts') : name

/** The package that an import names: `@scope/name` or `name`, without what follows. */
export const packageOf = (name: string): string => name.split('/', name.startsWith('@') ? 2 : 1).join('/')
