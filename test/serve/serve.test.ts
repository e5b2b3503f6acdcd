import { execFileSync } from 'node:child_process'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveOnNode } from '../../src/serve/node-server.js'
import { cli, files } from '../cli/cli.js'
import { readSources } from '../support/sources.js'
import { type ServerProcess, startServer } from './server-process.js'

const { PATH } = process.env
const secret = 'a secret of some length'.replaceAll(' ', '-')
const path = files({ "somebody's secret.txt": `${secret}\n`, 'short.txt': 'short\n', 'wrong.yaml': 'experiences: 1\n' })

describe('a server in memory', () => {
  let server: ServerProcess

  beforeAll(async () => {
    server = await startServer(['--memory', '--secret-file', path("somebody's secret.txt")])
  })

  afterAll(async () => {
    expect(await server.stop('SIGINT')).toBe(0)
  })

  it('says what to copy, and that is true', async () => {
    const lines = server.said.split('\n').filter((line) => line.startsWith('  curl '))
    const answers = []
    for (const line of lines) answers.push(await server.ask(...requestOf(line, server.url)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(answers[1]?.body).toMatchObject({ outcome: 'show', experience_id: 'welcome' })
    expect(answers[3]?.body.candidates).toMatchObject([{ id: 'welcome', code: 'recurrence' }])
    expect(server.said).not.toContain(secret)
  })

  it('wants the secret, and logs neither that nor whom it was about', async () => {
    const traits = { plan: 'a-plan-of-theirs' }
    const body = { profile_id: 'somebody-in-person', email: 'somebody@example.com', traits }
    expect(await server.ask('POST', '/v3/identify', body)).toMatchObject({ status: 403 })
    const headers = { 'x-account-secret': secret }
    expect(await server.ask('POST', '/v3/identify', body, headers)).toMatchObject({ status: 200 })
    expect(await server.ask('GET', '/v3/profiles/somebody-in-person', undefined, headers)).toMatchObject({
      status: 200,
    })
    const logs = server.logs()
    expect(logs).toContainEqual(
      expect.objectContaining({
        level: 'info',
        method: 'GET',
        route: '/v3/profiles/:id',
        status: 200,
        msg: 'answered',
      }),
    )
    expect(JSON.stringify(logs)).not.toMatch(/somebody|a-plan|a-secret/)
  })

  it('counts for Prometheus, without a name of anybody', async () => {
    const page = { profile_id: 'counted', href: 'https://app.example.com/counted' }
    await server.ask('POST', '/v3/page', page, { 'x-account-secret': secret })
    expect(await server.ask('GET', '/metrics')).toMatchObject({ status: 403 })
    expect(await server.ask('POST', '/metrics')).toMatchObject({
      status: 405,
      body: { code: 405, messages: ['method: not taken here: "POST"; use one of GET, HEAD'] },
    })
    expect(await server.ask('HEAD', '/metrics', undefined, { 'x-account-secret': secret })).toMatchObject({
      status: 200,
    })
    const { status, body: answered } = await server.ask('GET', '/metrics', undefined, {
      authorization: `Bearer ${secret}`,
    })
    expect(status).toBe(200)
    const body = String(answered.text)
    expect(body).toMatch(/^oncue_requests_total\{method="POST",route="\/v3\/page",status="200"\} [12]$/m)
    expect(body).toMatch(/^oncue_decisions_total\{outcome="(show|none)",reason="(automatic|nothing)"\} \d$/m)
    expect(body).toMatch(/^oncue_store_calls_total\{operation="commit",outcome="committed"\} \d+$/m)
    expect(body).toMatch(/^oncue_request_seconds_count\{method="POST",route="\/v3\/page"\} [12]$/m)
    expect(body).not.toContain('counted')
  })

  it.each([
    ['no request of HTTP', 'hello\r\n\r\n', 400],
    ['a host that is none', 'GET /v3/health HTTP/1.1\r\nhost: a b/c\r\n\r\n', 400],
    ['headers without an end', `GET /v3/health HTTP/1.1\r\nhost: x\r\na: ${'b'.repeat(20_000)}\r\n\r\n`, 431],
  ])('answers %s in the one shape of refusals', async (_, request, code) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk
    })
    socket.end(request)
    await new Promise((resolve) => socket.once('close', resolve))
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${code} `))
    const body = /\{.*\}/.exec(answer)?.[0] ?? ''
    expect(JSON.parse(body)).toEqual({ code, messages: [expect.stringMatching(/; send /)] })
  })

  it('leaves a port that is taken to whom it is', async () => {
    const port = new URL(server.url).port
    await expect(startServer(['--memory', '--port', port])).rejects.toThrow(
      `ended with 1: error: port ${port} is taken\n  help: name another one with --port, or 0 for any that is free\n`,
    )
  })
})

/** A curl command line as the request that it makes. */
function requestOf(line: string, url: string): Parameters<ServerProcess['ask']> {
  const body = / -d '(.+?)'/.exec(line)?.[1]
  const method = / -X (\w+)/.exec(line)?.[1] ?? (body === undefined ? 'GET' : 'POST')
  const asked = /(http:[^ ']+)/.exec(line)?.[1] ?? ''
  // As a shell reads it: nothing is set there that the server does not say.
  const header = / -H "x-account-secret: (.+?)"/.exec(line)?.[1]
  const given = execFileSync('sh', ['-c', `printf %s "${header}"`], { encoding: 'utf8', cwd: tmpdir(), env: { PATH } })
  expect(line.includes("-H 'content-type: application/json'")).toBe(body !== undefined)
  const parsed = body === undefined ? undefined : JSON.parse(body)
  return [method, asked.slice(url.length), parsed, { 'x-account-secret': given }]
}

it('names the variable that the secret was read from', async () => {
  const server = await startServer(['--memory'], { ONCUE_SECRET: secret })
  const lines = server.said.split('\n').filter((line) => line.startsWith('  curl '))
  expect(lines.filter((line) => line.includes(' -H "x-account-secret: $ONCUE_SECRET"'))).toHaveLength(4)
  expect(await server.stop()).toBe(0)
})

describe('a server that is to end', () => {
  it('finishes what is under way, takes nothing new, and ends with 0', async () => {
    const server = await startServer(['--memory', '--json'])
    const body = JSON.stringify({ profile_id: 'u1', href: 'https://app.example.com/' })
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk
    })
    const head = `POST /v3/page HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
    socket.write(head + body.slice(0, 10))
    // Another request comes behind the first one, so that is under way.
    await server.ask('GET', '/v3/health')
    const ended = server.stop()
    while (!server.logs().some(({ msg }) => msg === 'stopping')) await new Promise((resolve) => setTimeout(resolve, 5))
    await expect(server.ask('GET', '/v3/health')).rejects.toThrow()
    socket.write(body.slice(10))
    expect(await ended).toBe(0)
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect(answer).toMatch(/^connection: close\r$/im)
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ outcome: 'none' })
    expect(server.logs().at(-1)).toMatchObject({ msg: 'stopped' })
  })
})

describe('a connection', () => {
  it('that has never said a thing holds no stop up', async () => {
    const server = await serveOnNode(async () => new Response('x'), { host: '127.0.0.1', port: 0, graceMs: 60_000 })
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await new Promise((resolve) => socket.once('connect', resolve))
    // The server has taken it by the time that it answers one that came later.
    await (await fetch(server.url, { headers: { connection: 'close' } })).text()
    await server.stop()
    await closed
  })

  it('that asks for no host is answered in the shape that every refusal has', async () => {
    const server = await serveOnNode(async () => new Response('x'), { host: '127.0.0.1', port: 0, graceMs: 1_000 })
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    let answer = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk
    })
    socket.write('GET /v3/health HTTP/1.1\r\nconnection: close\r\n\r\n')
    await new Promise((resolve) => socket.once('close', resolve))
    await server.stop()
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
    expect(answer).toMatch(/^content-type: application\/json\r$/im)
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ code: 400 })
  })
})

describe('what is no server', () => {
  it.each([
    [['--host', '0.0.0.0'], 2, 'error: --host 0.0.0.0: others can reach it, and there is no secret\n'],
    [['--host', 'localhost.example.com'], 2, 'error: --host localhost.example.com: others can reach it, and there'],
    [['--secret-file', path('short.txt')], 2, 'short.txt: a secret has at least 16 characters, found 5\n'],
    [['--secret-file', path('none.txt')], 1, 'error: no such file or folder: '],
    [['--memory', '--data', 'x'], 2, 'error: option "--memory" cannot be used with option "--data <folder>"\n'],
    [['--sample', '10'], 2, 'error: --sample: "10" is no share\n'],
    [['--redact', 'plan'], 2, 'error: --redact: nothing is called "plan"\n'],
    [
      ['--cors', '*', 'app.example.com'],
      2,
      'error: --cors: "app.example.com" is no origin\n  help: write it as a browser does: https://app.example.com\n',
    ],
    [['--open', 'pages'], 2, 'error: --open: unknown operation "pages"\n  help: did you mean "page"?\n'],
    [
      ['--data', path('short.txt')],
      1,
      `error: a file, not a folder: ${path('short.txt')}\n  help: name one that is empty`,
    ],
    [['--data', path('.')], 1, `error: a folder with other files in it: ${path('.')}\n  help: name one that is empty`],
    [
      ['--data', path('short.txt/x')],
      1,
      `error: no such file or folder: ${path('short.txt/x')}\n  help: ${path('short.txt')} is a file`,
    ],
    [
      ['--data', '/proc/oncue'],
      1,
      'error: a place that cannot be written to: /proc/oncue\n  help: name another folder\n',
    ],
    [['--memory', '--catalog', path('wrong.yaml')], 2, 'expected a list, found 1 (wrong_type)\n'],
    [['--memory', '--decision-log', path('none/log.jsonl')], 1, 'error: no such file or folder: '],
    [['--postgres', 'postgres://u:p@127.0.0.1:1/x'], 1, 'error: the database cannot be reached\n'],
  ])('%j is told in a line', async (argv, code, message) => {
    const ran = await cli(['serve', '--port', '0', ...argv])
    expect(ran).toMatchObject({ code, out: '' })
    expect(ran.err).toContain(message)
    expect(ran.err).not.toMatch(/^\s+at /m)
  })

  it('is none with a secret of the environment that no header can hold', async () => {
    const ran = await cli(['serve', '--port', '0', '--memory'], { env: { ONCUE_SECRET: 'zwölf und noch mehr' } })
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).not.toContain('zwölf')
  })
})

it('is not loaded by other commands', () => {
  const sources = new Map(readSources('src').map((source) => [source.path, source]))
  const reached = new Set<string>()
  const visit = (name: string): void => {
    const source = sources.get(name)
    if (source === undefined || reached.has(name)) return
    reached.add(name)
    const { text, imports } = source
    // Neither what is imported when it is needed, nor types.
    const isStatic = (imported: string): boolean => {
      const file = imported.split('/').at(-1)?.replace(/\.ts$/, '.js')
      return text.split(/^(?=import )/m).some((part) => new RegExp(`^import (?!type )[^(]*'[^']*${file}'`).test(part))
    }
    imports.filter(isStatic).forEach(visit)
  }
  visit('src/cli/main.ts')
  expect(reached).toContain('src/cli/commands/serve.ts')
  expect([...reached].filter((name) => /^src\/(http|serve\/(index|serve|logger)\.)/.test(name))).toEqual([])
})
