import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { WorkerLost } from 'oncue/simulator'
import { afterAll, describe, expect, it } from 'vitest'
import { systemFailure } from '../../src/cli/failure.js'
import { lostTo } from '../../src/simulator/workers/worker-lost.js'
import { catalogText, cli, files } from '../cli/cli.js'
import { inProcess, inShell } from './oncue.js'

const events = Array.from({ length: 30_000 }, (_, index) => {
  const at = new Date(Date.UTC(2029, 1, 3) + index * 1_000).toISOString()
  return JSON.stringify({ at, profile_id: `u${index % 200}`, href: 'https://x.test/app' })
})
const path = files({ 'c.yaml': catalogText, 't.jsonl': `${events.join('\n')}\n` })
const folder = path('.')
const simulate = 'oncue simulate --catalog c.yaml --trace t.jsonl'

/** Whether a small disk can be had: only root may mount one. */
function smallDisk(): string | null {
  mkdirSync(path('disk'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path('disk')], { stdio: 'ignore' })
  } catch {
    return null
  }
  afterAll(() => void execFileSync('umount', [path('disk')]))
  return path('disk')
}
const disk = smallDisk()

describe('a disk that is full', () => {
  it.each([
    [`${simulate} --out /dev/full`, '/dev/full'],
    [`${simulate} --report /dev/full`, '/dev/full'],
    [`${simulate} > /dev/full`, 'standard output'],
    [`${simulate} --out - > /dev/full`, 'standard output'],
    ['oncue check c.yaml > /dev/full', 'standard output'],
    ['oncue worker --catalog c.yaml < t.jsonl > /dev/full', 'standard output'],
  ])('%s', async (script, place) => {
    const { code, err } = await inShell(script, folder)
    expect({ code, err }).toEqual({ code: 1, err: `error: no space left on the disk: ${place}\n` })
  })

  it.skipIf(disk === null)('leaves nothing there that looks complete', async () => {
    const out = await inShell(`${simulate} --out disk/d.jsonl`, folder)
    expect(out).toEqual({ code: 1, out: '', err: 'error: no space left on the disk: disk/d.jsonl\n' })
    const kept = await inShell(`${simulate} --out d.jsonl --checkpoint disk/at --checkpoint-every 1000`, folder)
    expect(kept).toEqual({ code: 1, out: '', err: 'error: no space left on the disk: disk/at\n' })
    const report = await inShell(
      `head -c 60000 /dev/zero > disk/fill 2> /dev/null; ${simulate} --report disk/r.html`,
      folder,
    )
    expect(report).toMatchObject({ code: 1, err: 'error: no space left on the disk: disk/r.html\n' })
    const names = readdirSync(disk as string).filter((name) => !name.startsWith('tsx'))
    expect(names.sort()).toEqual(['at', 'fill'])
    // An earlier one that is whole may stay.
    expect(readdirSync(path('disk/at'))).not.toContain('checkpoint.partial')
    expect(existsSync(path('d.jsonl'))).toBe(false)
  })

  it('a file that may not grow so large is the same', async () => {
    const { code, out, err } = await inShell(`ulimit -f 64; ${simulate} --out limited.jsonl`, folder)
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: 'error: file too large: limited.jsonl\n' })
    expect(readdirSync(folder).filter((name) => name.startsWith('limited'))).toEqual([])
  })
})

describe('a pipe that is closed', () => {
  it.each([
    [`set -o pipefail; ${simulate} --out - | head -1`],
    ['set -o pipefail; oncue worker --catalog c.yaml < t.jsonl | head -1'],
  ])('%s ends quietly', async (script) => {
    const { code, out, err } = await inShell(script, folder)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out.split('\n')).toHaveLength(2)
  })
})

describe('a worker that is lost', () => {
  it('ended from outside: the command says so, and leaves nothing that looks complete', async () => {
    process.once('worker', (worker) => void worker.terminate())
    const argv = ['simulate', '--catalog', path('c.yaml'), '--trace', path('t.jsonl'), '--workers', '1']
    const { code, out, err } = await cli([...argv, '--out', path('lost.jsonl')])
    expect({ code, out }).toEqual({ code: 1, out: '' })
    // With which code depends on how far it had come.
    expect(err).toMatch(
      /^error: a worker ended before its time \(exit code [01]\)\n {2}help: nothing was answered: run it again\n$/,
    )
    expect(readdirSync(folder).filter((name) => name.startsWith('lost'))).toEqual([])
  })

  it('out of memory: says so, and what to do', async () => {
    const error = await new Promise<Error>((resolve) => {
      const code = 'const all = []; for (;;) all.push(new Array(10_000).fill(1))'
      new Worker(code, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8 } }).on('error', resolve)
    })
    const lost = lostTo(error)
    expect(lost).toBeInstanceOf(WorkerLost)
    expect(systemFailure(lost, 't.jsonl')).toMatchObject({
      exitCode: 1,
      problems: [
        {
          code: 'cannot_run',
          message: 'a worker has run out of memory',
          help: 'ask for fewer --workers, or give each more: NODE_OPTIONS=--max-old-space-size=8192',
        },
      ],
    })
  })

  it('a process that is killed: all of its lines but the last are whole', async () => {
    const child = inProcess(['worker', '--catalog', path('c.yaml')])
    let out = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
      child.kill('SIGKILL')
    })
    child.stdin.on('error', () => {}) // it reads no more
    child.stdin.write(events.map((event, index) => event.replace(/u\d+/, `u${index}`)).join('\n'))
    const signal = await new Promise((resolve) => child.on('close', (_code, by) => resolve(by)))
    expect(signal).toBe('SIGKILL')
    const whole = out.split('\n').slice(0, -1)
    expect(whole.length).toBeGreaterThan(0)
    for (const line of whole) expect(() => JSON.parse(line)).not.toThrow()
  })
})

describe('too little memory', () => {
  it('is told by Node, and leaves nothing that looks complete', async () => {
    writeFileSync(path('small.jsonl'), events.slice(0, 2).join('\n'))
    const { code } = await inShell(
      `NODE_OPTIONS=--max-old-space-size=12 ${simulate} --out starved.jsonl 2> /dev/null`,
      folder,
    )
    expect(code).not.toBe(0)
    expect(existsSync(path('starved.jsonl'))).toBe(false)
  })
})
