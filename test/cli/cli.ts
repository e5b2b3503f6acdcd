import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { afterAll } from 'vitest'
import type { Io } from '../../src/cli/io.js'
import { run } from '../../src/cli/run.js'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

interface Surroundings extends Partial<Pick<Io, 'env' | 'elapsedMs' | 'onInterrupt'>> {
  readonly stdin?: string | Uint8Array
  readonly isTTY?: boolean
}

/** Runs a command line in this process, at 2029-02-03T10:00:00Z, in no time at all. */
export async function cli(argv: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const { stdin = '', isTTY = false, env = {}, elapsedMs = () => 0, onInterrupt = () => () => {} } = surroundings
  const [stdout, stderr] = [new Sink(isTTY), new Sink(isTTY)]
  const now = (): number => Date.UTC(2029, 1, 3, 10)
  const io: Io = { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr, env, now, elapsedMs, onInterrupt }
  const code = await run(argv, io)
  return { code, out: stdout.text, err: stderr.text }
}

class Sink extends Writable {
  text = ''

  constructor(readonly isTTY: boolean) {
    super()
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

/** Files in a folder of their own, gone after the tests; the answer gives each one's path. */
export function files(contents: Readonly<Record<string, string | Uint8Array>>): (name: string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'oncue-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content)
  return (name) => join(folder, name)
}

/** A survey for admins, a tour that comes on every page load of the application, and one show an hour for both. */
export const catalogText = `
segments:
  - id: admins
    conditions: { all: [ { fact: role, operator: equal, value: admin } ] }
experiences:
  - { id: nps, kind: survey, published_at: 2029-01-01, segment_id: admins }
  - id: tour
    kind: tour
    published_at: 2029-01-01
    url: [ { url: /app, match_type: simple } ]
    recurrence: { kind: page }
limit_groups:
  - { id: hourly, kind: all, rate_limit_size: 1, rate_limit_kind: 1h }
`

/** An admin's four page loads, and one of somebody else. */
export const traceText = `${[
  { type: 'identify', at: '2029-02-03T09:59:00Z', profile_id: 'u1', traits: { role: 'admin' } },
  { at: '2029-02-03T10:00:00Z', profile_id: 'u1', href: 'https://x.test/app' },
  { at: '2029-02-03T10:30:00Z', profile_id: 'u1', href: 'https://x.test/app' },
  { at: '2029-02-03T11:00:00Z', profile_id: 'u1', href: 'https://x.test/app' },
  { at: '2029-02-03T11:10:00Z', profile_id: 'u1', href: 'https://x.test/home' },
  { at: '2029-02-03T10:00:00Z', profile_id: 'u2', href: 'https://x.test/app' },
]
  .map((event) => JSON.stringify(event))
  .join('\n')}\n`
