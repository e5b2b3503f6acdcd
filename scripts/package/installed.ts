import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A package as it is installed. */
export interface Installed {
  readonly name: string
  readonly version: string
  readonly licence: string
  /** What it needs itself, by name. */
  readonly needs: readonly string[]
  /** Where it is. */
  readonly folder: string
}

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Reads one package; from another's folder, the one that the other would get. */
export function installed(name: string, from = '.'): Installed {
  for (let at = from; ; at = join(at, '..')) {
    const folder = join(at, 'node_modules', name)
    if (existsSync(join(folder, 'package.json'))) {
      const { version, license = 'unknown', dependencies = {} } = readManifest(folder)
      return { name, version, licence: license, needs: Object.keys(dependencies).sort(), folder }
    }
    if (at === '.') throw new Error(`${name} is not installed: npm ci`)
  }
}

const readManifest = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** Some packages and all that they bring, each version once, by name, then version. */
export function withNeeds(names: readonly string[]): readonly Installed[] {
  const found = new Map<string, Installed>()
  const add = (name: string, from: string): void => {
    const one = installed(name, from)
    const key = `${one.name}@${one.version}`
    if (found.has(key)) return
    found.set(key, one)
    for (const need of one.needs) add(need, one.folder)
  }
  for (const name of names) add(name, '.')
  return [...found.values()].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What a package takes on the disk, in whole kB, without what it brings. */
export function kilobytes({ folder }: Installed): number {
  const bytes = (path: string): number =>
    readdirSync(path, { withFileTypes: true })
      .filter(({ name }) => name !== 'node_modules')
      .map((entry) => (entry.isDirectory() ? bytes(join(path, entry.name)) : statSync(join(path, entry.name)).size))
      .reduce((sum, one) => sum + one, 0)
  return Math.round(bytes(folder) / 1_000)
}

/** The text of a package's licence. */
export function licenceText({ name, folder }: Installed): string {
  const file = readdirSync(folder).find((one) => /^licen[cs]e([.-]|$)/i.test(one))
  if (file === undefined) throw new Error(`${name} brings no licence`)
  return readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
}
