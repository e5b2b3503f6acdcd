import { readdirSync, readlinkSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { memoryStore } from 'oncue/store'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ServeOptions, serve } from '../../src/serve/serve.js'
import { files } from '../cli/cli.js'

const path = files({ 'log.jsonl': '' })
const taken = createServer()

beforeAll(() => new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve)))
afterAll(() => new Promise((resolve) => taken.close(resolve)))

/** The options of a server on a port that is taken; `closed` counts how often its store was closed. */
function options(closed: { times: number }): ServeOptions {
  const close = async (): Promise<void> => {
    closed.times += 1
  }
  return {
    store: { ...memoryStore(), close },
    catalog: null,
    host: '127.0.0.1',
    port: (taken.address() as AddressInfo).port,
    secret: null,
    decisionLog: { path: path('log.jsonl'), sample: 1, redact: [] },
    open: [],
    rate: null,
    cors: null,
    remembered: 0,
    answersMs: 1,
    logLevel: 'silent',
    logStream: { write: () => {} },
    now: () => Date.UTC(2029, 1, 3, 10),
    elapsedMs: () => 0,
    newId: () => 'id',
  }
}

/** How often this process has the file open. */
const timesOpen = (file: string): number =>
  readdirSync('/proc/self/fd').filter((name) => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`) === file
    } catch {
      return false // the folder's own, which is gone by now
    }
  }).length

describe('a server that cannot start closes its store and its log', () => {
  it('where the port is taken', async () => {
    const closed = { times: 0 }
    await expect(serve(options(closed))).rejects.toMatchObject({ code: 'EADDRINUSE' })
    expect([closed.times, timesOpen(path('log.jsonl'))]).toEqual([1, 0])
  })

  it('where the store cannot take the catalog', async () => {
    const closed = { times: 0 }
    const { store, ...rest } = options(closed)
    const catalog = (): never => {
      throw new Error('gone')
    }
    await expect(serve({ ...rest, store: { ...store, catalog }, catalog: {} })).rejects.toThrow('gone')
    expect([closed.times, timesOpen(path('log.jsonl'))]).toEqual([1, 0])
  })

  it('where the catalog is none', async () => {
    const closed = { times: 0 }
    expect(await serve({ ...options(closed), catalog: { experiences: [{ id: 'nps' }] } })).toMatchObject({ ok: false })
    expect([closed.times, timesOpen(path('log.jsonl'))]).toEqual([1, 0])
  })
})
