import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { lockFolder } from '../../src/store/postgres/folder-lock.js'

const top = mkdtempSync(join(tmpdir(), 'oncue-lock-'))
afterAll(() => rmSync(top, { recursive: true }))

describe('a data folder is for one at a time', () => {
  test('and free again when it is let go of', async () => {
    const folder = join(top, 'deep', 'a')
    const unlock = await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toMatchObject({
      fault: 'in_use',
      message: `the data folder is in use by process ${process.pid}: ${folder}`,
      help: 'stop that process, name another folder, or use a Postgres server',
    })
    await unlock()
    await (await lockFolder(folder))()
    expect(readdirSync(join(top, 'deep'))).toEqual([])
  })

  test('by whatever path', async () => {
    const unlock = await lockFolder(join(top, 'b'))
    await expect(lockFolder(`${top}/x/../b/`)).rejects.toMatchObject({ fault: 'in_use' })
    await unlock()
  })

  test('also where it belongs to a process of somebody else', async () => {
    writeFileSync(join(top, `c.lock-1-${startOf(1)}`), '')
    await expect(lockFolder(join(top, 'c'))).rejects.toMatchObject({ fault: 'in_use' })
    expect(filesOf('c')).toEqual([`c.lock-1-${startOf(1)}`])
  })

  test.each([
    ['a process that is no more', '4194305-12'],
    ['one whose number another has by now', '1-12345678901'],
    ['an earlier life of this process number, as in a container', `${process.pid}-12345678901`],
    ['what is no number', 'x'],
    ['no process', '-1-5'],
  ])('and taken over from %s', async (_, name) => {
    writeFileSync(join(top, `e.lock-${name}`), '')
    const unlock = await lockFolder(join(top, 'e'))
    expect(filesOf('e')).toEqual([`e.lock-${process.pid}-${startOf(process.pid)}`])
    await expect(lockFolder(join(top, 'e'))).rejects.toMatchObject({ fault: 'in_use' })
    await unlock()
    expect(filesOf('e')).toEqual([])
  })

  test('of many that come at once, one has it', async () => {
    const locks = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(join(top, 'f'))))
    expect(locks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('where it cannot be written, it says why', async () => {
    writeFileSync(join(top, 'file'), '')
    const folder = join(top, 'file', 'a')
    await expect(lockFolder(folder)).rejects.toMatchObject({
      fault: 'folder',
      message: `the data folder cannot be written: ${folder} (EEXIST)`,
    })
  })
})

const filesOf = (folder: string): readonly string[] => readdirSync(top).filter((name) => name.startsWith(`${folder}.`))

function startOf(pid: number): string {
  const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] as string
}
