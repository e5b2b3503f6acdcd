import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whatever may be in the package. A file that none of these is of must not be there; each of these must be. */
export const declared: readonly RegExp[] = [
  /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|THIRD-PARTY-NOTICES\.md)$/,
  /^schema\/(catalog|decision-line|profile|scenario|trace-event)\.schema\.json$/,
  /^schema\/openapi\.json$/,
  /^dist\/(index|explain|session|authoring|rules-engine|deliveries|sendings|http|simulator|report|store|store-kit)\.(js|cjs|d\.ts|d\.cts)$/,
  /^dist\/replay-worker\.(js|cjs|d\.ts|d\.cts)$/,
  // What several entry points share, and what is loaded only where it is asked for.
  /^dist\/(cli\/)?chunk-[A-Z0-9]{8}\.(js|cjs)$/,
  /^dist\/(embedded|server)-[A-Z0-9]{8}\.(js|cjs)$/,
  /^dist\/[a-z][a-z-]*-[\w-]{8}\.d\.(ts|cts)$/,
  /^dist\/[\w-]+\.(js|cjs)\.map$/,
  /^dist\/cli\/(main|replay-worker)\.js$/,
  /^dist\/cli\/(embedded|server|report|serve)-[A-Z0-9]{8}\.js$/,
  /^dist\/playground\/index\.html$/,
]

/** What a source map may speak of: our sources, what was built in with them, and the file beside it. */
const mapped: readonly RegExp[] = [
  /^(\.\.\/)+src\/[\w/.-]+\.ts$/,
  /^(\.\.\/)+(schema\/openapi|package)\.json$/,
  /^(\.\.\/)+node_modules\/(d3-\w+(-\w+)*|internmap|tsup)\/[\w/.-]+$/,
  /^[\w-]+\.c?js$/,
]

/** A folder as some machine has it, in whatever was meant for everybody. */
const ofMachine =
  /(?<![\w.:/-])(\/(?:tmp|root|work|home|Users|private|builds?|github|mnt|opt)\/[\w.-]+|[A-Z]:\\\\?Users)/

/** The files that `npm pack` would put into the package. */
export function packedFiles(): readonly string[] {
  const said = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', '--silent'], {
    encoding: 'utf8',
  })
  const [packed] = JSON.parse(said) as readonly { readonly files: readonly { readonly path: string }[] }[]
  return packed?.files.map(({ path }) => path) ?? []
}

/** All that is wrong with what would be published. */
export function contentProblems(files: readonly string[], root: string): readonly string[] {
  return [
    ...files.filter((file) => !declared.some((one) => one.test(file))).map((file) => `${file}: is not declared`),
    ...declared.filter((one) => !files.some((file) => one.test(file))).map((one) => `${one}: there is no such file`),
    ...files.flatMap((file) => textProblems(file, readFileSync(join(root, file), 'utf8'), root)),
  ]
}

/** What is wrong with the text of one file. */
export function textProblems(file: string, text: string, root: string): readonly string[] {
  const found: string[] = []
  const path = text.includes(root) ? root : ofMachine.exec(text)?.[1]
  if (path !== undefined) found.push(`${file}: has a path of the machine that built it: ${path}`)
  if (!file.endsWith('.map')) return found
  const { sources, sourceRoot } = JSON.parse(text) as {
    readonly sources: readonly string[]
    readonly sourceRoot?: string
  }
  if ((sourceRoot ?? '') !== '') found.push(`${file}: has a source root: ${sourceRoot}`)
  const foreign = sources.filter((source) => !mapped.some((one) => one.test(source)))
  return [...found, ...foreign.map((source) => `${file}: maps to ${source}`)]
}
