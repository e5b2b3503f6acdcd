import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import * as zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Identities } from '../../../src/simulator/traces/identity.js'
import { openTraces } from '../../../src/simulator/traces/open.js'
import { openTrace, TraceRefusal } from '../../../src/simulator/traces/source.js'
import { folderOf, ours, readSource } from './read-all.js'

const load = (profile: string, second: number): string =>
  `{"at":"2029-02-03T10:00:0${second}Z","profile_id":"${profile}","href":"/"}\n`

async function open(paths: readonly string[], options: Parameters<typeof openTraces>[1] = {}) {
  const opened = await openTraces(paths, options)
  if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join('\n'))
  return opened.value
}

describe('several files', () => {
  test('are one trace, in the order given; what is wrong is told by its own file and line', async () => {
    const path = folderOf({ 'b.jsonl': `${load('b', 1)}oops\n`, 'a.csv': 'at,profile_id,href\n1,a,/\n\n2,a\n' })
    const source = await open([path('b.jsonl'), path('a.csv')])
    const { events, at, problems, lines } = await readSource(source)
    expect(events.map(({ profileId }) => profileId)).toEqual(['b', 'a'])
    expect(at).toEqual([1, 4])
    expect(lines).toBe(6)
    expect(problems.map(({ file, line, message }) => [file, line, message])).toEqual([
      [path('b.jsonl'), 2, 'not a JSON object: "oops"'],
      [path('a.csv'), 4, 'expected 3 columns, found 2'],
    ])
    expect(source.name).toBe('2 files')
    expect(source.bytes).toBe(load('b', 1).length + 5 + 30)
  })

  test.each<[what: string, table: string, lines: number]>([
    ['a last line without its end', 'at,profile_id,href\n1,a,/', 2],
    ['empty lines at the end', 'at,profile_id,href\n1,a,/\n\n\n', 4],
    ['empty lines at the end, of two signs each', 'at,profile_id,href\r\n1,a,"/\r\n"\r\n\r\n', 4],
    ['nothing but empty lines', '\n\n', 2],
    ['a quote that is never closed', 'at,profile_id,href\n1,a,"/\n2,a,/\n', 3],
    ['a quote that is never closed on the last line', 'at,profile_id,href\n1,a,/\n2,a,"/', 3],
    [
      'a quote that takes more than a row may have',
      `at,profile_id,href\n1,a,"/\n${'2,a,/\n'.repeat(800_000)}`,
      800_002,
    ],
    ['columns that nobody wants', 'when,profile_id,href\n1,a,/\n2,a,/\n', 3],
  ])('count the lines of a table with %s', async (_what, table, lines) => {
    const path = folderOf({ 'a.csv': table, 'b.jsonl': load('b', 1) })
    const reading = await readSource(await open([path('a.csv'), path('b.jsonl')]))
    expect(reading.at.at(-1)).toBe(lines + 1)
    expect(reading.lines).toBe(lines + 1)
  })

  test('join ids across files and formats', async () => {
    const path = folderOf({
      'pages.jsonl': '{"type":"page","anonymousId":"x","timestamp":1,"properties":{"url":"/"}}\n',
      'people.jsonl': '{"type":"identify","anonymousId":"x","userId":"u","timestamp":2}\n',
      'own.jsonl': load('x', 3),
    })
    const { events } = await readSource(await open([path('pages.jsonl'), path('own.jsonl'), path('people.jsonl')]))
    // Our own format has one id, which is taken as it is.
    expect(events.map(({ profileId }) => profileId)).toEqual(['u', 'x', 'u'])
  })

  test('are gone through for ids once, or not at all where they are known', async () => {
    const path = folderOf({ t: '{"type":"page","anonymousId":"x","timestamp":1,"properties":{"url":"/"}}\n' })
    const known: Identities = new Map([['x', 'u']])
    const source = await open([path('t')], { identities: known })
    expect((await readSource(source)).events[0]?.profileId).toBe('u')
    const other = await open([path('t')])
    expect(await other.files?.identities()).toBe(await other.files?.identities())
    expect(await (await open([path('t')])).files?.identities(async () => false)).toBe(null)
  })

  test('a path with a star is every file that matches, by code unit', async () => {
    const names = ['t-10.jsonl', 't-2.jsonl', 't-B.jsonl', 't-a.jsonl', '.t-0.jsonl', 'other.jsonl']
    const path = folderOf(Object.fromEntries(names.map((name) => [name, load(name, 1)])))
    const namesOf = async (pattern: string) =>
      (await open([path(pattern)])).files?.parts.map(({ name }) => basename(name))
    expect(await namesOf('t-*.jsonl')).toEqual(['t-10.jsonl', 't-2.jsonl', 't-B.jsonl', 't-a.jsonl'])
    expect(await namesOf('t-?.jsonl')).toEqual(['t-2.jsonl', 't-B.jsonl', 't-a.jsonl'])
    expect(await namesOf('.t*')).toEqual(['.t-0.jsonl'])
  })

  test('a file whose name has a star is itself; a pattern that matches nothing is told', async () => {
    const path = folderOf({ 'a*.jsonl': load('star', 1), 'ab.jsonl': load('other', 1) })
    expect((await readSource(await open([path('a*.jsonl')]))).events.map(({ profileId }) => profileId)).toEqual([
      'star',
    ])
    expect(await openTraces([path('c*.jsonl')])).toEqual({
      ok: false,
      problems: [
        {
          code: 'no_files',
          pointer: '',
          message: `no file matches ${path('c*.jsonl')}`,
          help: '"*" and "?" stand for what they do in a shell, in the last part of a path',
        },
      ],
    })
  })

  test('what is wrong with each is told at once', async () => {
    const path = folderOf({ 'a.csv': load('u', 1), 'b.jsonl': 'at,href\n', 'c.jsonl': load('u', 1) })
    const opened = await openTraces([path('a.csv'), path('b.jsonl'), path('c.jsonl')])
    expect(opened.ok ? [] : opened.problems.map(({ code }) => code)).toEqual(['wrong_format', 'wrong_format'])
  })

  test('a file that is not there is what the system says', async () => {
    await expect(openTraces([folderOf({})('none')])).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('standard input', () => {
  test('is kept, read as often as wanted, and sniffed', async () => {
    const source = await open(['-'], { stdin: Readable.from(['at,profile_id,', 'href\n1,u,/\n']) })
    expect(source.name).toBe('standard input')
    const first = await readSource(source)
    expect(first.events).toEqual(ours('{"at":1,"profile_id":"u","href":"/"}'))
    expect(await readSource(source)).toEqual(first)
    await source.close()
    await expect(readSource(source)).rejects.toMatchObject({ code: 'ENOENT' })
  })

  test('can be given once', async () => {
    const opened = await openTraces(['-', '-'], { stdin: Readable.from([]) })
    expect(opened.ok ? '' : opened.problems[0].message).toBe('standard input is asked for twice')
  })
})

describe('what is packed', () => {
  const text = load('u', 1) + load('u', 2)

  test('by gzip is unpacked, whatever its name; two gzip files one behind the other too', async () => {
    const twice = Buffer.concat([zlib.gzipSync(load('u', 1)), zlib.gzipSync(load('u', 2))])
    const path = folderOf({
      'a.jsonl.gz': zlib.gzipSync(text),
      b: twice,
      'c.csv.gz': zlib.gzipSync('at,profile_id,href\n1,u,/\n'),
    })
    expect((await readSource(await open([path('a.jsonl.gz')]))).events).toEqual(ours(text))
    expect((await readSource(await open([path('b')]))).events).toEqual(ours(text))
    expect((await readSource(await open([path('c.csv.gz')]))).events).toHaveLength(1)
  })

  test('and cut short is what zlib says', async () => {
    const path = folderOf({ t: zlib.gzipSync(text).subarray(0, 40) })
    await expect(openTraces([path('t')])).rejects.toMatchObject({ code: 'Z_BUF_ERROR' })
  })

  test('and not what its name says is told as what it holds', async () => {
    const path = folderOf({ 'a.csv.gz': zlib.gzipSync(text) })
    const opened = await openTraces([path('a.csv.gz')])
    expect(opened.ok ? '' : opened.problems[0].message).toBe(`this looks like JSON Lines, not CSV: ${path('a.csv.gz')}`)
  })

  const { zstdCompressSync: zstd } = zlib as typeof zlib & { zstdCompressSync?: (text: string) => Uint8Array }

  test.skipIf(zstd !== undefined)('by zstd, on a Node that cannot unpack it, is told so', async () => {
    const path = folderOf({ 't.jsonl.zst': Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0) })
    expect(await openTraces([path('t.jsonl.zst')])).toEqual({
      ok: false,
      problems: [
        {
          code: 'unsupported_compression',
          pointer: '',
          message: `this Node cannot unpack zstd: ${path('t.jsonl.zst')}`,
          help: 'Node 22.15 and later can; or unpack it on the way: zstd -dc <file> | oncue simulate --trace - …',
        },
      ],
    })
  })

  test.skipIf(zstd === undefined)('by zstd is unpacked, frame by frame; and cut short is told', async () => {
    const [one, two] = [zstd?.(load('u', 1)) ?? '', zstd?.(load('u', 2)) ?? '']
    const path = folderOf({
      't.jsonl.zst': zstd?.(text) ?? '',
      two: Buffer.concat([Buffer.from(one), Buffer.from(two)]),
      cut: Buffer.from(one).subarray(0, -1),
    })
    expect((await readSource(await open([path('t.jsonl.zst')]))).events).toEqual(ours(text))
    expect((await readSource(await open([path('two')]))).events).toEqual(ours(text))
    await expect(openTraces([path('cut')])).rejects.toMatchObject({ code: 'ZSTD_error_srcSize_wrong' })
  })
})

describe('openTrace', () => {
  test('is openTraces of one', async () => {
    const path = folderOf({ t: load('u', 1) })
    expect((await readSource(await openTrace(path('t')))).events).toEqual(ours(load('u', 1)))
  })

  test('throws what openTraces answers', async () => {
    const path = folderOf({ 't.csv': load('u', 1) })
    await expect(openTrace(path('t.csv'))).rejects.toThrow(TraceRefusal)
    await expect(openTrace(path('t.csv'))).rejects.toMatchObject({ problems: [{ code: 'wrong_format' }] })
  })

  test('counts the bytes of all files as they are read', async () => {
    const path = folderOf({ a: load('u', 1), b: load('u', 2) })
    const source = await open([path('a'), path('b')])
    let bytes = 0
    for await (const _ of source.read((read) => {
      bytes = read
    })) {
    }
    expect(bytes).toBe(source.bytes)
  })
})

test('a pipe that has a path can be read as often as wanted', async (context) => {
  const path = folderOf({ t: load('u', 1) })
  const made = spawnSync('sh', ['-c', `mkfifo '${path('pipe')}'`])
  context.skip(made.status !== 0, 'there is no mkfifo here')
  const writing = writeFile(path('pipe'), load('u', 2))
  const source = await open([path('t'), path('pipe')])
  await writing
  const { events } = await readSource(source)
  expect(events).toEqual(ours(load('u', 1) + load('u', 2)))
  expect((await readSource(source)).events).toEqual(events)
  expect(source.files?.parts[1]?.name).toBe(path('pipe'))
  await source.close()
})
