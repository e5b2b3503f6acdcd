import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { catalogText, files, type Ran, traceText } from './cli.js'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const path = files({ 'c.yaml': catalogText, 't.jsonl': traceText, 'wrong.yaml': 'experiences: 1\n' })
const page = '{"at":"2029-02-03T10:00:00Z","profile_id":"u1","href":"https://x.test/app"}\n'
writeFileSync(path('long.jsonl'), page.repeat(400_000))

interface Handling {
  /** `null` leaves it open. */
  readonly stdin?: string | null
  readonly env?: Readonly<Record<string, string>>
  /** What to do with the process once it is under way. */
  readonly act?: (child: ReturnType<typeof spawn>) => void
}

/** The command in a process of its own. */
function oncue(argv: readonly string[], { stdin, env = {}, act }: Handling = {}): Promise<Ran> {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...argv], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  child.stdin.on('error', () => {})
  if (stdin !== null) child.stdin.end(stdin)
  act?.(child)
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? -1, out, err })))
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5))
}

/** Waits until a decision or so was written beside its final name. */
const written = (): Promise<void> =>
  until(() => readdirSync(dirname(path('t.jsonl'))).some((name) => name.endsWith('.partial')))

describe('the command in a process of its own', () => {
  it('answers, refuses and fails by its exit code, without a stack trace', async () => {
    const [sound, wrong, missing] = await Promise.all([
      oncue(['check', '-'], { stdin: catalogText }),
      oncue(['check', path('wrong.yaml')]),
      oncue(['check', path('missing.yaml')]),
    ])
    expect(sound).toEqual({ code: 0, out: 'sound: 2 experiences, 1 segment, 1 limit group, 0 tags\n', err: '' })
    expect(wrong).toMatchObject({ code: 2, err: '' })
    expect(wrong.out).toMatch(/^.+wrong\.yaml:1:14: error: expected a list, found 1 \(wrong_type\)\n/)
    expect(missing).toEqual({ code: 1, out: '', err: `error: no such file or folder: ${path('missing.yaml')}\n` })
  })

  it('ends quietly when its reader has had enough', async () => {
    const TMPDIR = mkdtempSync(path('tmp-'))
    const trace = page.repeat(200_000)
    const argv = ['simulate', '--catalog', path('c.yaml'), '--trace', '-', '--out', '-']
    const { code, err } = await oncue(argv, {
      stdin: trace,
      env: { TMPDIR },
      act: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
    })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(keptIn(TMPDIR)).toEqual([]) // the copy of standard input is gone
  })

  it('answers as far as it came on Ctrl-C, and leaves no decisions that look complete', async () => {
    const argv = ['simulate', '--catalog', path('c.yaml'), '--trace', path('long.jsonl'), '--out', path('d.jsonl')]
    const { code, out } = await oncue(argv, {
      act: (child) => {
        void written().then(() => child.kill('SIGINT'))
      },
    })
    expect(code).toBe(130)
    expect(out).toMatch(/^partial: interrupted after [\d,]+ lines; this is the answer until then\n/)
    expect(readdirSync(dirname(path('c.yaml'))).filter((name) => name.startsWith('d.jsonl'))).toEqual([])
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('leaves nothing of a standard input that goes on, on %s', async (signal) => {
    const TMPDIR = mkdtempSync(path('tmp-'))
    const kept = (): readonly string[] => keptIn(TMPDIR)
    const isCopied = (): boolean =>
      kept().some((name) => (statSync(join(TMPDIR, name, 'stream'), { throwIfNoEntry: false })?.size ?? 0) > 0)
    const { code, out, err } = await oncue(['simulate', '--catalog', path('c.yaml'), '--trace', '-'], {
      stdin: null,
      env: { TMPDIR },
      act(child) {
        child.stdin?.write(page.repeat(1_000))
        void until(isCopied).then(() => child.kill(signal))
      },
    })
    expect({ code, out, err }).toEqual({
      code: 130,
      out: '',
      err: 'error: interrupted before all of standard input was there: nothing was replayed\n',
    })
    expect(kept()).toEqual([])
  })
})

/** What is left in a folder for what is temporary; what Node itself keeps there is not ours. */
const keptIn = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.startsWith('oncue-'))
