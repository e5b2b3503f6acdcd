import { chmodSync, mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openTraces } from 'oncue/simulator'
import { describe, expect, it } from 'vitest'
import { plainMapping } from '../../src/simulator/traces/mapping.js'
import { readTrace } from '../../src/simulator/traces/read.js'
import type { TraceTaker } from '../../src/simulator/traces/taker.js'
import { catalogText, cli, files, traceText } from '../cli/cli.js'
import { inShell, stackTrace } from './oncue.js'

const path = files({ 'c.yaml': catalogText, 't.jsonl': traceText, 'p.json': '{"id":"u1"}' })
mkdirSync(path('folder'))
symlinkSync('nowhere.yaml', path('dangling'))
symlinkSync('circle', path('circle'))

const commands = (file: string): readonly (readonly string[])[] => [
  ['check', file],
  ['simulate', '--catalog', file, '--trace', path('t.jsonl')],
  ['simulate', '--catalog', path('c.yaml'), '--trace', file],
  ['decide', '--catalog', path('c.yaml'), '--profile', file, '--href', 'x', '--at', '0'],
]

describe('a file that cannot be read', () => {
  it.each([
    ['dangling', 'no such file or folder: ', 'it is a link that leads nowhere: to nowhere.yaml'],
    ['circle', 'too many symbolic links encountered: ', null],
    ['folder', 'a folder, not a file: ', null],
    ['c.yaml/x', 'no such file or folder: ', `${path('c.yaml')} is a file, not a folder`],
  ])('%s: says what it is and where, and exits 1', async (name, message, help) => {
    for (const argv of commands(path(name))) {
      const { code, out, err } = await cli(argv)
      expect(code).toBe(1)
      expect(out).toBe('')
      expect(err).toContain(`error: ${message}${path(name)}`)
      if (help !== null) expect(err).toContain(`help: ${help}\n`)
      expect(err).not.toMatch(stackTrace)
    }
  })

  it.each([
    'check -',
    'simulate --catalog c.yaml --trace -',
    'simulate --catalog c.yaml --trace c.yaml -',
    'worker --catalog c.yaml',
    'merge',
  ])('a folder as standard input: oncue %s', async (command) => {
    const { code, out, err } = await inShell(`oncue ${command} < folder`, dirname(path('c.yaml')))
    expect({ code, out, err }).toEqual({
      code: 1,
      out: '',
      err: 'error: a folder, not a file: standard input\n  help: name the files in it that are meant\n',
    })
  })

  it.skipIf(process.getuid?.() === 0)('without the right to it: says so', async () => {
    chmodSync(path('p.json'), 0)
    for (const argv of commands(path('p.json'))) {
      const { code, out, err } = await cli(argv)
      expect({ code, out, err }).toEqual({ code: 1, out: '', err: `error: not allowed: ${path('p.json')}\n` })
    }
  })
})

/** Reads a trace of which something happens to the file once it is open. */
async function readWhile(
  name: string,
  content: Uint8Array,
  happen: (file: string) => void,
): Promise<readonly string[]> {
  const file = path(name)
  writeFileSync(file, content)
  const opened = await openTraces([file])
  if (!opened.ok) return opened.problems.map(({ message }) => message)
  happen(file)
  const said: string[] = []
  const taker: TraceTaker<string> = {
    profile: (id) => id,
    profileAt: () => 'u1',
    page: () => void said.push('page'),
    event: () => void said.push('event'),
    unreadable: (problems) => said.push(...problems.map(({ line, message }) => `${line}: ${message}`)) > 0,
  }
  await readTrace(opened.value, plainMapping, taker).catch((error: Error & { code?: string; path?: string }) =>
    said.push(`${error.code} ${error.path === file ? 'of the file' : error.path}`),
  )
  return said
}

describe('a file that changes while it is read', () => {
  const line = '{"at":"2029-02-03T10:00:00Z","profile_id":"u1","href":"/"}\n'
  const many = Buffer.from(line.repeat(3))

  it('is gone: the error names it', async () => {
    expect(await readWhile('gone.jsonl', many, (file) => rmSync(file))).toEqual(['ENOENT of the file'])
  })

  it('is cut short: the last line is one that cannot be read, with its number', async () => {
    const cut = await readWhile('cut.jsonl', many, (file) => truncateSync(file, line.length + 20))
    expect(cut[0]).toBe('page')
    expect(cut[1]).toMatch(/^2: not a JSON object: /)
    expect(cut).toHaveLength(2)
  })

  it('is packed and cut short: an error of the unpacking, which names it', async () => {
    const packed = gzipSync(
      Buffer.from(Array.from({ length: 40_000 }, (_, at) => line.replace('u1', `u${at}`)).join('')),
    )
    const cut = await readWhile('cut.jsonl.gz', packed, (file) => truncateSync(file, packed.length - 9))
    expect(cut.at(-1)).toBe('Z_BUF_ERROR of the file')
    const whole = await cli(['simulate', '--catalog', path('c.yaml'), '--trace', path('cut.jsonl.gz')])
    expect(whole).toMatchObject({ code: 2, out: '' })
    expect(whole.err).toBe(`error: ${path('cut.jsonl.gz')} is no whole gzip file\n  help: was it cut short?\n`)
  })

  it('has been emptied: no line is an event', async () => {
    writeFileSync(join(path('folder'), 'empty.jsonl'), '')
    const ran = await cli(['simulate', '--catalog', path('c.yaml'), '--trace', join(path('folder'), 'empty.jsonl')])
    expect(ran.err).not.toMatch(stackTrace)
    expect([0, 2]).toContain(ran.code)
  })
})
