import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { parseDocument } from '../src/authoring/index.js'
import { createHandler } from '../src/http/index.js'
import { memoryStore } from '../src/store/memory/memory-store.js'
import { median } from './measure.js'

// Page loads over HTTP, decided and kept in memory, beside handlers on the same router that answer a constant: one that
// does nothing, and one that reads its body. In turns, so that whatever else the machine does hits all alike.

type Handler = (request: Request) => Response | Promise<Response>

/** In the month that the catalog is of. */
const start = Date.UTC(2029, 2, 5)
const headers = { 'content-type': 'application/json' }
const secret = { 'x-account-secret': 's3cret' }

async function pageHandler(): Promise<Handler> {
  const parsed = parseDocument(readFileSync('examples/demo/catalog.yaml'))
  if (!parsed.ok) throw new Error(parsed.problems[0].message)
  const store = memoryStore()
  await store.putCatalog({ expected: 0, at: start, document: parsed.value.value })
  let now = start
  return createHandler({ store, secret: secret['x-account-secret'], now: () => ++now })
}

const constant = (): Response => new Response('{"outcome":"none","armed":[]}', { headers })

function emptyHandler(): Handler {
  const app = new Hono()
  app.post('/v3/page', constant)
  return (request) => app.fetch(request)
}

function readingHandler(): Handler {
  const app = new Hono()
  app.post('/v3/page', ({ req }) => req.raw.json().then(constant))
  return (request) => app.fetch(request)
}

async function listening(handler: Handler): Promise<number> {
  const server = createServer(getRequestListener(handler))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

const client = fork(fileURLToPath(new URL('http-client.js', import.meta.url)))

interface Rate {
  /** As the client counts them. */
  readonly perSecond: number
  /** Of this process, whatever else the machine does meanwhile. */
  readonly cpuUs: number
}

async function rate(port: number, ms: number): Promise<Rate> {
  const before = process.cpuUsage()
  const began = performance.now()
  client.send({ port, ms, headers: { ...headers, ...secret } })
  const [answers] = await once(client, 'message')
  const { user, system } = process.cpuUsage(before)
  return { perSecond: (answers * 1_000) / (performance.now() - began), cpuUs: (user + system) / answers }
}

const isQuick = process.argv.includes('--quick')
const [turns, ms] = isQuick ? [1, 100] : [15, 400]
const ports = [await listening(await pageHandler()), await listening(emptyHandler()), await listening(readingHandler())]
for (const port of ports) await rate(port, 2 * ms)
const rounds: Rate[][] = []
for (let turn = 0; turn < turns; turn++) {
  const round: Rate[] = []
  for (const port of ports) round.push(await rate(port, ms))
  rounds.push(round)
}

console.log('| who answers | answers/s | page loads to it | processor, us | page loads to it |')
console.log('|---|--:|--:|--:|--:|')
for (const [k, name] of ['page loads', 'an empty handler', 'one that reads its body'].entries()) {
  const of = (figure: (own: Rate, other: Rate) => number): number =>
    median(rounds.map((round) => figure(round[0] as Rate, round[k] as Rate)))
  // Shares are of each turn by itself, as what else the machine does comes and goes.
  const cells = [
    of((_, other) => other.perSecond).toFixed(0),
    of((own, other) => own.perSecond / other.perSecond).toFixed(2),
    of((_, other) => other.cpuUs).toFixed(0),
    of((own, other) => own.cpuUs / other.cpuUs).toFixed(2),
  ]
  console.log(`| ${[name, ...cells].join(' | ')} |`)
}
client.disconnect()
process.exit(0)
