import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands, tracePath } from '../../examples/demo/commands.js'
import { generate } from '../../examples/demo/generate.js'
import { run } from '../../src/cli/run.js'

const readme = readFileSync('README.md', 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'oncue-readme-'))
const trace = join(folder, 'trace.jsonl')
const printed: string[] = []

/** What `npm run demo` prints, but for how long it took. */
beforeAll(async () => {
  const lines = generate()
  writeFileSync(trace, `${lines.join('\n')}\n`)
  printed.push(`made ${tracePath}: ${lines.length} lines`)
  for (const given of commands(trace)) {
    printed.push('', `$ oncue ${given.join(' ').replace(trace, tracePath)}`)
    printed.push(...(await output(given)).trimEnd().split('\n').map(withoutTimes))
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

async function output(given: readonly string[]): Promise<string> {
  let text = ''
  const stdout = new Writable({
    write(chunk, _, done) {
      text += String(chunk)
      done()
    },
  })
  const io = {
    stdin: new PassThrough(),
    stdout,
    stderr: new PassThrough(),
    env: {},
    now: () => 0,
    elapsedMs: () => 0,
    onInterrupt: () => () => {},
  }
  expect(await run(given, io)).toBe(0)
  return text
}

const withoutTimes = (line: string): string => line.replace(/^(.* page loads of .* profiles) in .*$/, '$1')

test('what the README says that the demo prints is what it prints; "…" stands for lines left out', () => {
  const quoted =
    /^```text\n([\s\S]*?)^```/m
      .exec(readme)?.[1]
      ?.trimEnd()
      .split('\n')
      .map(withoutTimes)
      .filter((line) => line !== '') ?? []
  expect(quoted.length).toBeGreaterThan(40)
  const shown = printed.filter((line) => line !== '')
  let from = 0
  let isGap = false
  for (const line of quoted) {
    if (line.trim() === '…') {
      isGap = true
      continue
    }
    const at = shown.indexOf(line, from)
    expect(shown.slice(from), `"${line}" is not printed there`).toContain(line)
    if (!isGap) expect(at, `lines are left out before "${line}"`).toBe(from)
    from = at + 1
    isGap = false
  }
})

test('its two commands are scripts that there are', () => {
  const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts)
  const marked = [...readme.matchAll(/^<!-- run: (\w+) -->\n```sh\nnpm ci && npm (?:run )?(\w+)\n```$/gm)]
  expect(marked.map(([, name, script]) => [name, script])).toEqual([
    ['demo', 'demo'],
    ['test', 'test'],
  ])
  expect(scripts).toEqual(expect.arrayContaining(['demo', 'test']))
})
