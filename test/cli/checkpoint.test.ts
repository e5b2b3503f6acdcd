import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogText, cli, files, type Ran } from './cli.js'

/** Three hours of three people, one file an hour. */
const hour = (of: number): string =>
  Array.from({ length: 60 }, (_, minute) => {
    const at = new Date(Date.UTC(2029, 1, 3, 9 + of, minute)).toISOString()
    return `${JSON.stringify({ at, profile_id: `u${minute % 3}`, href: 'https://x.test/app' })}\n`
  }).join('')

function folder() {
  const path = files({
    'c.yaml': catalogText,
    'a1.jsonl': hour(1),
    'a2.jsonl': hour(2),
    'a3.jsonl': hour(3),
  })
  // Read in more than one go, as several files are.
  writeFileSync(path('long.jsonl'), Array.from({ length: 400 }, (_, of) => hour(of)).join(''))
  const inWords = (trace: readonly string[], ...more: string[]): readonly string[] => [
    ...['simulate', '--catalog', path('c.yaml'), '--out', path('d.jsonl'), ...more],
    ...['--trace', ...trace.map(path)],
  ]
  const simulate = (trace: readonly string[], ...more: string[]) => inWords(trace, '--json', ...more)
  const kept = ['--checkpoint', path('at'), '--checkpoint-every', '1']
  return {
    path,
    whole: (trace: readonly string[]) => cli(simulate(trace)),
    /** Interrupted as soon as there is a checkpoint. */
    breakOff(trace: readonly string[], inJson = true): Promise<Ran> {
      let interrupt = (): void => {}
      return cli((inJson ? simulate : inWords)(trace, ...kept), {
        isTTY: true,
        env: { NO_COLOR: '1' },
        onInterrupt(listener) {
          interrupt = listener
          return () => {}
        },
        elapsedMs() {
          if (existsSync(path('at/checkpoint'))) interrupt()
          return 0
        },
      })
    },
    resume: (trace: readonly string[], ...more: string[]) => cli(simulate(trace, ...kept, '--resume', ...more)),
    decisions: () => readFileSync(path('d.jsonl'), 'utf8'),
  }
}

describe('oncue simulate --checkpoint', () => {
  it.each([
    ['one file', ['long.jsonl']],
    ['several files', ['a1.jsonl', 'a2.jsonl', 'a3.jsonl']],
    ['a pattern', ['a*.jsonl']],
  ])('goes on over %s to the very end of a run that nothing happened to', async (_what, trace) => {
    const { path, whole, breakOff, resume, decisions } = folder()
    const expected = await whole(trace)
    const expectedDecisions = decisions()
    expect(expected).toMatchObject({ code: 0, err: '' })
    rmSync(path('d.jsonl'))
    expect((await breakOff(trace)).code).toBe(130)
    expect(existsSync(path('at/checkpoint'))).toBe(true)
    expect(existsSync(path('d.jsonl'))).toBe(false)
    expect(await resume(trace)).toEqual(expected)
    expect(decisions()).toBe(expectedDecisions)
    expect(existsSync(path('at/checkpoint'))).toBe(false)
  })

  it('says what is there, and how to go on', async () => {
    const { path, breakOff } = folder()
    const { code, out } = await breakOff(['a*.jsonl'], false)
    expect(code).toBe(130)
    expect(existsSync(path('d.jsonl.partial'))).toBe(true)
    expect(out).toMatch(/^partial: interrupted after /)
    expect(
      out.endsWith(`\nthe decisions so far are in ${path('d.jsonl.partial')}
how far it came is in ${path('at')}: the same command with --resume goes on from there\n`),
    ).toBe(true)
    expect(out).not.toContain('as it was')
  })

  it('knows a file by what is in it, not by its name', async () => {
    const { path, breakOff, resume } = folder()
    await breakOff(['a*.jsonl'])
    renameSync(path('a1.jsonl'), path('a0.jsonl'))
    expect((await resume(['a0.jsonl', 'a2.jsonl', 'a3.jsonl'])).code).toBe(0)
  })

  const refused: readonly (readonly [
    what: string,
    change: (path: (name: string) => string) => readonly string[],
    said: (path: (name: string) => string) => string,
  ])[] = [
    [
      'a file that was added',
      (path) => {
        writeFileSync(path('a4.jsonl'), hour(4))
        return ['a*.jsonl']
      },
      (path) => `${path('a4.jsonl')} was not there`,
    ],
    [
      'a file that was removed',
      (path) => {
        rmSync(path('a2.jsonl'))
        return ['a*.jsonl']
      },
      (path) => `${path('a2.jsonl')} is gone`,
    ],
    [
      'a file that was changed',
      (path) => {
        writeFileSync(path('a2.jsonl'), hour(2).replaceAll('u0', 'u9'))
        return ['a*.jsonl']
      },
      (path) => `${path('a2.jsonl')} has changed`,
    ],
    [
      'one of each',
      (path) => {
        writeFileSync(path('a1.jsonl'), hour(4))
        writeFileSync(path('b.jsonl'), hour(5))
        return ['a1.jsonl', 'a2.jsonl', 'b.jsonl']
      },
      (path) => `${path('a1.jsonl')} has changed, ${path('b.jsonl')} was not there, ${path('a3.jsonl')} is gone`,
    ],
    [
      'a file that is given twice',
      () => ['a1.jsonl', 'a2.jsonl', 'a2.jsonl', 'a3.jsonl'],
      (path) => `${path('a2.jsonl')} was not there`,
    ],
    ['another order', () => ['a2.jsonl', 'a1.jsonl', 'a3.jsonl'], () => 'the files came in another order'],
  ]

  it.each(refused)('refuses %s, and says so', async (_what, change, said) => {
    const { path, breakOff, resume } = folder()
    await breakOff(['a*.jsonl'])
    const ran = await resume(change(path))
    expect(ran).toMatchObject({ code: 1, out: '' })
    expect(JSON.parse(ran.err).problems).toEqual([
      {
        code: 'cannot_run',
        pointer: '',
        message: `the checkpoint in ${path('at')} is not of this run: ${said(path)}`,
        help: 'begin anew without --resume, or give what the checkpoint was made with',
      },
    ])
    expect(existsSync(path('at/checkpoint'))).toBe(true)
  })

  it('refuses another catalog and other options, and says which', async () => {
    const { path, breakOff, resume } = folder()
    await breakOff(['a*.jsonl'])
    writeFileSync(path('c.yaml'), catalogText.replace('rate_limit_size: 1', 'rate_limit_size: 2'))
    const catalog = await resume(['a*.jsonl'])
    expect(catalog.err).toContain('is not of this run: another catalog"')
    writeFileSync(path('c.yaml'), catalogText)
    const options = await resume(['a*.jsonl'], '--workers', '2', '--recorded', 'ignore')
    expect(options.err).toContain('is not of this run: another --recorded, another --workers"')
  })

  it('can be interrupted before the replay has begun', async () => {
    const { path } = folder()
    const argv = ['simulate', '--catalog', path('c.yaml'), '--trace', path('a1.jsonl'), '--checkpoint', path('at')]
    const onInterrupt = (listener: () => void): (() => void) => {
      listener()
      return () => {}
    }
    expect(await cli(argv, { onInterrupt })).toEqual({
      code: 130,
      out: '',
      err: 'error: interrupted before the replay began: nothing was replayed\n',
    })
    expect(existsSync(path('at'))).toBe(false)
  })

  it('names only a few of many files', async () => {
    const { path, breakOff, resume } = folder()
    await breakOff(['a*.jsonl'])
    for (let k = 4; k <= 9; k++) writeFileSync(path(`a${k}.jsonl`), hour(k))
    const { err } = await resume(['a*.jsonl'])
    expect(err).toContain(`${path('a8.jsonl')} was not there, and 1 more"`)
    expect(err).not.toContain('a9.jsonl')
  })

  it('takes a file that is none of its checkpoints for what it is', async () => {
    const { path, resume } = folder()
    mkdirSync(path('at'))
    writeFileSync(path('at/checkpoint'), 'shopping list')
    expect((await resume(['a1.jsonl'])).err).toContain(`no checkpoint of oncue: ${path('at/checkpoint')}`)
    rmSync(path('at'), { recursive: true })
    writeFileSync(path('at'), '')
    const ran = await resume(['a1.jsonl'])
    expect(ran.code).toBe(1)
    expect(JSON.parse(ran.err).problems[0]).toMatchObject({
      message: `a file, not a folder: ${path('at')}`,
      help: 'a checkpoint has a folder of its own',
    })
  })

  it('refuses a checkpoint of a newer layout, a damaged one, and one that a newer Node wrote, and says what to do', async () => {
    const { path, breakOff, resume } = folder()
    await breakOff(['long.jsonl'])
    const written = readFileSync(path('at/checkpoint'))
    const first = 'oncue checkpoint 1\n'
    expect(written.subarray(0, first.length).toString()).toBe(first)
    const problem = async (changed: Buffer): Promise<unknown> => {
      writeFileSync(path('at/checkpoint'), changed)
      return JSON.parse((await resume(['long.jsonl'])).err).problems[0]
    }
    const help = 'begin anew without --resume, or give what the checkpoint was made with'

    expect(
      await problem(Buffer.from(written.toString('latin1').replace('point 1', 'point 2'), 'latin1')),
    ).toMatchObject({
      message: `a checkpoint of layout 2, which is newer than this library, which reads layout 1: ${path('at/checkpoint')}`,
      help,
    })

    // The header comes first: its length in eight bytes, its digest in 32, and itself, as V8 writes data.
    const start = first.length + 40
    const header = written.subarray(start, start + Number(written.readBigUInt64LE(first.length)))
    const damaged = Buffer.from(written)
    damaged[start + header.length - 1] = 0
    expect(await problem(damaged)).toMatchObject({
      message: `the checkpoint is damaged: ${path('at/checkpoint')}`,
      help,
    })

    // V8 says the version of its form in the second byte.
    const foreign = Buffer.from(written)
    foreign[start + 1] = 0x7f
    createHash('sha256')
      .update(foreign.subarray(start, start + header.length))
      .digest()
      .copy(foreign, start - 32)
    expect(await problem(foreign)).toMatchObject({
      message: `written under a newer Node: ${path('at/checkpoint')}`,
      help,
    })
  })
})
