import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createApi, secret } from './api.js'
import { documented } from './document.js'

interface Example {
  readonly command: string
  readonly status: number
  readonly answer: string
}

const page = readFileSync(new URL('../../docs/http.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/^```sh\n([\s\S]*?)^```\n```json (\d+)\n([\s\S]*?)^```$/gm)].map(
  ([, command = '', status, answer = '']): Example => ({ command, status: Number(status), answer }),
)

/** The words of a command line, as a shell reads them. */
function wordsOf(command: string): readonly string[] {
  const line = command.replaceAll('\\\n', ' ').replaceAll('$ONCUE', '').replaceAll('$SECRET', secret)
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

it('docs/http.md says what its commands are answered, one after another', async () => {
  const { call } = createApi()
  expect(examples.length).toBe([...page.matchAll(/^```sh$/gm)].length)
  for (const { command, status, answer } of examples) {
    const { method, path, headers, body } = requestOf(command)
    const given = await call(method, path, body, headers)
    expect([command, given.status, given.body]).toMatchObject([
      command,
      status,
      answer === '' ? undefined : JSON.parse(answer),
    ])
  }
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
