import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

export interface ServerProcess {
  readonly url: string
  /** What it said when it was ready. */
  readonly said: string
  readonly logs: () => readonly Fields[]
  readonly ask: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>
  /** Signals that it is to end. @returns its exit code */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>
}

export interface Answer {
  readonly status: number
  /** Its fields where it is JSON, else nothing but `text`. */
  readonly body: Fields
}

export type Fields = Readonly<Record<string, unknown>>

/** The same for as long as something is done with it: it ends then, whatever came of that. */
export async function withServer(
  argv: readonly string[],
  work: (server: ServerProcess) => Promise<void>,
): Promise<void> {
  const server = await startServer(argv)
  try {
    await work(server)
  } finally {
    await server.stop('SIGKILL')
  }
}

/** Starts `oncue serve` as a process of its own, on a port that is free where none is given. */
export async function startServer(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const port = argv.includes('--port') ? [] : ['--port', '0']
  const child = spawn(process.execPath, ['--import', 'tsx', main, 'serve', ...port, ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  let [out, err] = ['', '']
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ready = new Promise<string>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      out += chunk
      const url = /http:\/\/[\d.:]+/.exec(out)?.[0]
      if (url !== undefined) resolve(url)
    })
  })
  const url = await Promise.race([ready, ended.then((code) => Promise.reject(new Error(`ended with ${code}: ${err}`)))])
  return {
    url,
    said: out,
    logs: () =>
      err
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    async ask(method, path, body, headers = {}) {
      const response = await fetch(url + path, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json') === true
      return { status: response.status, body: isJson ? JSON.parse(text) : { text } }
    },
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      return ended
    },
  }
}
