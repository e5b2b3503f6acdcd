import { readFileSync } from 'node:fs'

/** The version of a package that is installed beside the bench. */
export function versionOf(name: string): string {
  const path = new URL(`../../node_modules/${name}/package.json`, import.meta.url) // from `peers/out`
  return JSON.parse(readFileSync(path, 'utf8')).version
}
