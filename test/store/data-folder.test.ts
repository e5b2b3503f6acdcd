import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { postgresStore } from 'oncue/store'
import { afterAll, describe, expect, test } from 'vitest'
import { judgeFolder } from '../../src/store/postgres/data-folder.js'

const top = mkdtempSync(join(tmpdir(), 'oncue-data-'))
afterAll(() => rmSync(top, { recursive: true }))

/** A folder with these in it, folders where their names end so. */
function folderOf(name: string, entries: readonly string[]): string {
  const folder = join(top, name)
  mkdirSync(folder)
  for (const entry of entries) {
    if (entry.endsWith('/')) mkdirSync(join(folder, entry))
    else writeFileSync(join(folder, entry), '')
  }
  return folder
}

const help = 'name one that is empty, that oncue made, or that is not there yet'

describe('a data folder', () => {
  test('may not be there yet, or be empty', async () => {
    await judgeFolder(join(top, 'not', 'there'))
    await judgeFolder(folderOf('empty', []))
  })

  test('may have a database, whole or broken off, whatever else lies in that one', async () => {
    await judgeFolder(folderOf('made', ['PG_VERSION', 'base/', 'global/', 'pg_wal/', 'notes.txt']))
    await judgeFolder(folderOf('begun', ['base/', 'pg_wal/', 'pg_hba.conf', 'postgresql.auto.conf']))
  })

  test.each([['notes.txt'], ['base/', 'database.sql'], ['.git/'], ['pg_wal/', 'pg_dump.sql']])(
    'has nothing else in it: %s',
    async (...entries) => {
      const folder = folderOf(entries.join('').replaceAll('/', ''), entries)
      const message = `a folder with other files in it: ${folder}`
      await expect(postgresStore({ folder })).rejects.toMatchObject({ fault: 'folder', message, help })
      expect(readdirSync(folder)).toHaveLength(entries.length)
    },
  )

  test('is no file', async () => {
    const folder = join(folderOf('files', ['catalog.yaml']), 'catalog.yaml')
    const message = `a file, not a folder: ${folder}`
    await expect(postgresStore({ folder })).rejects.toMatchObject({ fault: 'folder', message, help })
    await expect(postgresStore({ folder: join(folder, 'x') })).rejects.toMatchObject({
      fault: 'folder',
      message: `the data folder cannot be written: ${join(folder, 'x')} (ENOTDIR)`,
    })
  })
})
