import { access, readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * The files that a path with `*` or `?` in its last part stands for, sorted by code unit; a path that is there, or
 * has neither, is itself. As in a shell, what begins with a dot is matched only by a dot.
 */
export async function expandPath(path: string): Promise<readonly string[]> {
  const pattern = basename(path)
  if (path === '-' || !/[*?]/.test(pattern) || (await exists(path))) return [path]
  const folder = dirname(path)
  const matches = toRegExp(pattern)
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries
    .filter((entry) => !entry.isDirectory() && matches.test(entry.name))
    .filter(({ name }) => pattern.startsWith('.') || !name.startsWith('.'))
    .map(({ name }) => name)
  // The folder stays as it was written: `./*.csv` gives `./a.csv`.
  const prefix = path.slice(0, path.length - pattern.length)
  return names.sort().map((name) => (prefix === '' ? name : join(prefix, name)))
}

const toRegExp = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*+/g, '.*')
      .replace(/\?/g, '.')}$`,
    's',
  )

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
