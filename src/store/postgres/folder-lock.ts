import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { StoreFailure } from '../failure.js'
import { folderFailure, isCoded } from './data-folder.js'

/**
 * Claims a data folder for this process, by a file beside it that bears the process's name. A claim is made before the
 * others are looked at, so two never both find themselves alone; where both come at once, both may be refused. What
 * processes left that are no more is taken away.
 *
 * @returns what gives the folder back
 * @throws StoreFailure `in_use` where somebody else has it, `folder` where it cannot be written
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = resolve(folder)
  const [top, prefix] = [dirname(path), `${basename(path)}.lock-`]
  if (held.has(path)) throw inUse(folder, process.pid)
  held.add(path)
  const claim = join(top, prefix + (await nameOf(process.pid)))
  try {
    await mkdir(top, { recursive: true })
    // What bears this very name is left from an earlier process that had it, as `held` knows of none.
    await writeFile(claim, '')
    await refuseOthers(top, prefix, claim, folder)
  } catch (error) {
    await rm(claim, { force: true }).catch(() => {})
    held.delete(path)
    throw folderFailure(error, folder)
  }
  return async () => {
    await rm(claim, { force: true })
    held.delete(path)
  }
}

/** The folders that this process has. */
const held = new Set<string>()

async function refuseOthers(top: string, prefix: string, own: string, folder: string): Promise<void> {
  for (const file of await readdir(top)) {
    const path = join(top, file)
    if (!file.startsWith(prefix) || path === own) continue
    const name = file.slice(prefix.length)
    const pid = Number.parseInt(name, 10)
    if (name === (await nameOf(pid))) throw inUse(folder, pid)
    await rm(path, { force: true })
  }
}

const inUse = (folder: string, pid: number): StoreFailure =>
  new StoreFailure(
    'in_use',
    `the data folder is in use by process ${pid}: ${folder}`,
    'stop that process, name another folder, or use a Postgres server',
  )

/** A process by its number and, where the system tells, its start, as numbers are given again; empty for none. */
async function nameOf(pid: number): Promise<string> {
  if (!isRunning(pid)) return ''
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // What the process is called, in brackets, may hold anything; the start is the 20th field behind it.
  const start = status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  return `${pid}-${start}`
}

function isRunning(pid: number): boolean {
  if (!(pid > 0)) return false // which would ask about a group of processes
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process lives too.
    return isCoded(error, 'EPERM')
  }
}
