import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { generate } from '../../examples/demo/generate.js'
import { cli } from '../cli/cli.js'

const folder = mkdtempSync(join(tmpdir(), 'oncue-what-if-guide-'))
afterAll(() => rmSync(folder, { recursive: true }))

beforeAll(() => {
  const catalog = readFileSync('examples/demo/catalog.yaml', 'utf8')
  const one = 'kind: survey, rate_limit_size: 1'
  expect(catalog.split(one)).toHaveLength(2)
  writeFileSync(join(folder, 'catalog.yaml'), catalog)
  writeFileSync(join(folder, 'two-surveys.yaml'), catalog.replace(one, 'kind: survey, rate_limit_size: 2'))
  writeFileSync(join(folder, 'trace.jsonl'), `${generate().join('\n')}\n`)
})

/** What the guide shows: a command, and how its answer begins. */
const shown = [
  ...readFileSync('docs/guides/what-if.md', 'utf8').matchAll(/^```console\n\$ oncue (.*)\n([\s\S]*?)^…\n```$/gm),
]
const sessions = shown.map(([, command = '', answer = '']) => ({ command, answer }))

it('has a session with each command', () => {
  expect(sessions.map(({ command }) => command.split(' ')[0])).toEqual(['compare', 'sweep'])
})

it.each(sessions)('oncue $command answers as the guide shows', async ({ command, answer }) => {
  const argv = command.split(' ').map((word) => (/\.(yaml|jsonl)$/.test(word) ? join(folder, word) : word))
  const { code, out, err } = await cli(argv)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out.slice(0, answer.length)).toBe(answer)
})
