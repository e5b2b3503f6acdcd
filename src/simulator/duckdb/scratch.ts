import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { noTempFolder } from './failure.js'

/** A fresh folder for temporary files. */
export interface Scratch {
  readonly folder: string
  remove(): Promise<void>
}

const open = new Set<string>()

/**
 * Makes a folder that is gone when it is removed or the process ends, whichever comes first; only a process that is
 * killed leaves it.
 *
 * @throws DuckdbFailure `no_temp_folder`
 */
export async function openScratch(within: string): Promise<Scratch> {
  const folder = await mkdtemp(join(within, 'oncue-')).catch((error: unknown) => {
    throw noTempFolder(within, error)
  })
  if (open.size === 0) process.once('exit', removeAll)
  open.add(folder)
  return {
    folder,
    async remove() {
      open.delete(folder)
      if (open.size === 0) process.off('exit', removeAll)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function removeAll(): void {
  for (const folder of open) rmSync(folder, { recursive: true, force: true })
}
