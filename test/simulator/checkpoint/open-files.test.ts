import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { catalog } from '../../../src/model/index.js'
import { readCheckpoint, writeCheckpoint } from '../../../src/simulator/checkpoint/checkpoint-file.js'
import { checkpointToResume } from '../../../src/simulator/checkpoint/resume.js'
import { simulate, type TraceSource } from '../../../src/simulator/index.js'

const folder = mkdtempSync(join(tmpdir(), 'oncue-open-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Files of the folder that this process has open, removed ones among them. */
function open(): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`)
      return path.startsWith(folder) ? [path] : []
    } catch {
      return [] // closed since
    }
  })
}

const digests = { of: { catalog: 'x' }, files: [] }
const header = { digests, isSurveyed: false, events: 3, decided: 0 }
const options = { folder, every: 1, resume: true, decided: () => 0, rewind: () => {} }

// Only Linux says what a process has open.
describe.runIf(process.platform === 'linux')('a checkpoint', () => {
  it('that cannot be written is closed, and the one before it stays', () => {
    writeCheckpoint(folder, header, ['first'])
    function* failing(): Generator<unknown> {
      yield 'a part'
      throw new Error('no space')
    }
    expect(() => writeCheckpoint(folder, header, failing())).toThrow('no space')
    expect(open()).toEqual([])
    expect(readdirSync(folder)).toEqual(['checkpoint'])
    expect([...(readCheckpoint(folder)?.parts ?? [])]).toEqual(['first'])
    expect(open()).toEqual([])
  })

  it('that is of another run is closed', () => {
    writeCheckpoint(folder, header, ['first'])
    const other = { of: { catalog: 'y' }, files: [] }
    expect(() => checkpointToResume({ ...options, digests: other })).toThrow('is not of this run: another catalog')
    expect(open()).toEqual([])
  })

  it('is open until it is read or closed', () => {
    writeCheckpoint(folder, header, ['first'])
    const found = checkpointToResume({ ...options, digests })
    expect(open()).toHaveLength(1)
    found?.close()
    expect(open()).toEqual([])
    found?.close()
  })

  it('is closed by a replay that ends before it came so far', async () => {
    writeCheckpoint(folder, header, ['first'])
    const broken: TraceSource = {
      name: 't.jsonl',
      bytes: 1,
      read: () => {
        throw new Error('gone')
      },
      close: async () => {},
    }
    const replay = simulate(catalog({}), broken, { checkpoint: { ...options, digests } })
    await expect(replay).rejects.toThrow('gone')
    expect(open()).toEqual([])
  })
})
