import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { serveOptions } from '../../src/cli/inputs/serve-options.js'
import { formatInstant } from '../../src/conditions/index.js'
import { createApi, start } from './api.js'
import { documented } from './document.js'

interface Example {
  readonly command: string
  readonly status: number
  readonly answer: string
}

const page = readFileSync(new URL('../../docs/http.md', import.meta.url), 'utf8')
const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, command]) => command)
const examples = [...page.matchAll(/^```sh\n([^`]*)^```\n```json (\d+)\n([\s\S]*?)^```$/gm)].map(
  ([, command = '', status, answer = '']): Example => ({ command, status: Number(status), answer }),
)

/** The words of a command line, as a shell reads them. */
function wordsOf(command: string): readonly string[] {
  const line = command.replaceAll('\\\n', ' ').replaceAll('$ONCUE', '')
  expect(line).not.toMatch(/[$`]/)
  const words = [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)]
  return words.map(([, single, double, bare]) => single ?? double ?? bare ?? '')
}

/** What `curl` would send. */
function requestOf(command: string) {
  const [curl, ...words] = wordsOf(command)
  expect(curl).toBe('curl')
  const headers: Record<string, string> = {}
  let [method, path]: string[] = ['GET', '']
  let body: string | undefined
  for (let k = 0; k < words.length; k++) {
    const [word = '', next = ''] = [words[k], words[k + 1]]
    if (!word.startsWith('-')) path = word
    else {
      k += 1
      const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(next) ?? []
      if (word === '-X') method = next
      else if (word === '-H') headers[name.toLowerCase()] = value
      else if (word === '-d' || word === '--data-binary') body = next
      else throw new Error(`curl ${word}`)
    }
  }
  return { method: method ?? '', path: path ?? '', headers, body }
}

/** The instants of an answer as they are so much later. */
const later = (answer: string, ms: number): unknown =>
  JSON.parse(answer, (_, value) => {
    const isInstant = typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value)
    return isInstant ? formatInstant(Date.parse(value) + ms) : value
  })

// Whoever copies them does so at some time of their own.
it.each([
  ['on the day that it says', start],
  ['years before', Date.UTC(2026, 5, 1, 7)],
  ['years later', Date.UTC(2040, 1, 29)],
])('docs/http.md says what its commands are answered, one after another, %s', async (_, now) => {
  const { call, clock } = createApi({ secret: null })
  clock.now = now
  for (const { command, status, answer } of examples) {
    const { method, path, headers, body } = requestOf(command)
    const given = await call(method, path, body, headers)
    expect([command, given.status, given.body]).toMatchObject([
      command,
      status,
      answer === '' ? undefined : later(answer, now - start),
    ])
  }
})

it('docs/http.md says how its server is started and where it is, and every other command has an answer', () => {
  const [begun, named, ...others] = commands
  expect([begun, named]).toEqual(['npx oncue serve --memory\n', 'ONCUE=http://127.0.0.1:4320\n'])
  expect(others).toEqual(examples.map(({ command }) => command))
  const defaults = Object.fromEntries(serveOptions().map((option) => [option.long, option.defaultValue]))
  expect(`ONCUE=http://${defaults['--host']}:${defaults['--port']}\n`).toBe(named)
})

it('docs/http.md names every route', () => {
  const table = page.slice(page.indexOf('| route |'), page.indexOf('## A first round'))
  const named = [...table.matchAll(/`([A-Z ]*)(\/[^`]*)`/g)].map(([, , path = '']) => path)
  const folders = named.filter((path) => path.startsWith('/v3'))
  for (const { path } of documented) {
    const written = path.replace('{id}', ':id')
    const isNamed = folders.some(
      (one) => written === one || (written.startsWith(one) && named.includes(written.slice(one.length))),
    )
    expect([written, isNamed]).toEqual([written, true])
  }
})
