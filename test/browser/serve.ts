import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../../dist/', import.meta.url))

export interface Site {
  readonly origin: string
  /** The paths that were asked for. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** A page that does nothing but load the core, and leaves it where a test can ask for it. */
const page = `<!doctype html><meta charset="utf-8"><title>oncue</title><link rel="icon" href="data:,">
<script type="module">import * as core from '/dist/index.js'; import * as evidence from '/dist/explain.js'; globalThis.oncue = { ...core, ...evidence }</script>`

/** Serves that page at `/` and the built package under `/dist/`, on the loopback interface. */
export async function serveDist(): Promise<Site> {
  const asked: string[] = []
  const server = createServer(async ({ url = '/' }, response) => {
    asked.push(url)
    const answer = await answerTo(url)
    response.writeHead(answer === null ? 404 : 200, { 'content-type': answer?.type ?? 'text/plain' }).end(answer?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()))
  return { origin: `http://127.0.0.1:${port}`, asked, close }
}

async function answerTo(url: string): Promise<{ readonly type: string; readonly body: string | Buffer } | null> {
  if (url === '/') return { type: 'text/html', body: page }
  const path = normalize(url)
  if (!path.startsWith('/dist/') || extname(path) !== '.js') return null
  try {
    return { type: 'text/javascript', body: await readFile(dist + path.slice('/dist/'.length)) }
  } catch {
    return null
  }
}
