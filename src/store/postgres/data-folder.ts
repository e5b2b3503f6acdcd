import { constants } from 'node:fs'
import { access, readdir, stat } from 'node:fs/promises'
import { StoreFailure } from '../failure.js'

/** What Postgres puts at the top of its folder. */
const ofPostgres = /^(PG_VERSION|base|global|pg_\w+(\.conf)?|postgresql(\.auto)?\.conf|postmaster\.(pid|opts))$/

/**
 * Looks at what is where a database is to be kept, before anything is written there: nothing yet, nothing in it, or a
 * database. One that was broken off while it was made has no version yet, and is made again.
 *
 * @throws StoreFailure `folder`
 */
export async function judgeFolder(folder: string): Promise<void> {
  try {
    const found = await stat(folder)
    if (!found.isDirectory()) throw new StoreFailure('folder', `a file, not a folder: ${folder}`, help)
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    const names = await readdir(folder)
    if (names.includes('PG_VERSION') || names.every((name) => ofPostgres.test(name))) return
    throw new StoreFailure('folder', `a folder with other files in it: ${folder}`, help)
  } catch (error) {
    if (!isCoded(error, 'ENOENT')) throw folderFailure(error, folder)
  }
}

const help = 'name one that is empty, that oncue made, or that is not there yet'

/** What the system said of a data folder; anything that is no error of it comes back as it is. */
export function folderFailure(error: unknown, folder: string): unknown {
  if (error instanceof StoreFailure || !(error instanceof Error) || !('code' in error)) return error
  const message = `the data folder cannot be written: ${folder} (${error.code})`
  return new StoreFailure('folder', message, 'name another folder', error)
}

export const isCoded = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
