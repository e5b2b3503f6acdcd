import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { systemFailure } from '../failure.js'

/** The files that are meant: those named, and in folders every YAML and JSON file, in the order of their names. */
export async function findScenarios(paths: readonly string[]): Promise<readonly string[]> {
  const files: string[] = []
  for (const path of paths) files.push(...(await filesOf(path)))
  return files
}

async function filesOf(path: string): Promise<readonly string[]> {
  if (path === '-') return [path]
  try {
    if (!(await stat(path)).isDirectory()) return [path]
    const entries = await readdir(path, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory() && /\.(ya?ml|json)(\.gz)?$/i.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort((a, b) => (a < b ? -1 : 1))
  } catch (error) {
    throw systemFailure(error, path) ?? error
  }
}
