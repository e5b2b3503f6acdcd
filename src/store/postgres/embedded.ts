import { resolve } from 'node:path'
import { StoreFailure } from '../failure.js'
import { judgeFolder } from './data-folder.js'
import { lockFolder } from './folder-lock.js'
import { loadPeer } from './load-peer.js'
import type { Sql, SqlDatabase, SqlRow, SqlValue } from './sql.js'
import { inWords } from './sql-error.js'

/**
 * A Postgres inside this process (PGlite), in a folder, or in memory where none is named. One process at a time may
 * have a folder open: two would spoil it.
 *
 * @throws StoreFailure `missing_package`, `in_use` or `folder`
 */
export async function embeddedDatabase(folder: string | null): Promise<SqlDatabase> {
  const { PGlite } = await loadPeer('@electric-sql/pglite', () => import('@electric-sql/pglite'))
  if (folder !== null) await judgeFolder(folder)
  const unlock = folder === null ? async () => {} : await lockFolder(folder)
  const db = await PGlite.create(folder === null ? 'memory://' : resolve(folder)).catch(async (error: unknown) => {
    await unlock()
    if (folder === null) throw error
    // What is thrown for a file of its own that cannot be had is no Error, and has no words.
    const reason = error instanceof Error ? `: ${error.message}` : ''
    throw new StoreFailure(
      'folder',
      `the data folder cannot be opened: ${folder}${reason}`,
      'name another folder, or one that oncue made',
      error,
    )
  })
  const on = (client: Pick<typeof db, 'query'>): Sql => ({
    query: async (text, values = []) => {
      try {
        return (await client.query<SqlRow>(text, values as SqlValue[])).rows
      } catch (error) {
        throw inWords(error)
      }
    },
  })
  return {
    ...on(db),
    transaction: (work) => db.transaction((client) => work(on(client))),
    close: async () => {
      await db.close()
      await unlock()
    },
  }
}
