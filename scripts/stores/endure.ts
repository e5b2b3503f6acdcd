import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { compile } from 'oncue'
import { readCatalog } from 'oncue/authoring'
import { interactionIdByVersion, postgresStore } from 'oncue/store'
import { catalogDocument } from './catalog.js'
import { Client } from './client.js'
import { startCluster } from './cluster.js'
import { Random } from './random.js'
import { replayKept } from './replay-kept.js'
import type { ServedBody } from './served.js'
import { Servers } from './servers.js'

// Servers that are killed and a database that is restarted, under page loads that come at once. What the clients were
// told and what was kept go to a log that another program judges; and every profile's life is done again.

const { values: options } = parseArgs({
  options: {
    profiles: { type: 'string', default: '60' },
    loads: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '2' },
    servers: { type: 'string', default: '4' },
    seed: { type: 'string', default: '20290203' },
    manner: { type: 'string', default: '' },
  },
})
const [profiles, loads, rounds] = [Number(options.profiles), Number(options.loads), Number(options.rounds)]
const random = new Random(Number(options.seed))
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const cluster = await startCluster()
if (cluster === null) {
  console.error('Postgres is not installed: apt-get install postgresql')
  process.exit(1)
}
console.log(cluster.version)
const folder = mkdtempSync(join(tmpdir(), 'oncue-endure-'))
const logPath = join(folder, 'log.jsonl')
const log = openSync(logPath, 'w')
/** At once: what is not on the disk yet would be held in memory, and there is no end to it. */
const write = (line: object): void => void writeSync(log, `${JSON.stringify(line)}\n`)

const store = await postgresStore({ url: cluster.url, connections: 2 })
await store.putCatalog({ expected: 0, at: Date.now(), document: catalogDocument })
write({ type: 'catalog', document: catalogDocument })

const servers = await Servers.start(cluster.url, Number(options.servers), options.manner)
process.on('exit', () => servers.stop())
const client = new Client(servers.urls, random)
for (const url of servers.urls)
  while (
    !(await fetch(`${url}/v3/health`).then(
      (one) => one.ok,
      () => false,
    ))
  )
    await sleep(50)

let answered = 0
let restarts = 0
let isOver = false

/** What was answered, in one form: the whole API writes instants as text, and a delivery as it is at the moment. */
function told(body: unknown): ServedBody | null {
  if (options.manner !== 'serve' || body === null) return body as ServedBody | null
  const { at, delivery, delivery_id = null, ...rest } = body as Omit<ServedBody, 'at'> & { readonly at?: string }
  if (delivery === undefined) return { ...rest, delivery_id, at: Date.parse(at ?? '') }
  const { id, idempotency_key } = delivery
  return { at: 0, delivery: { id, idempotency_key } } as ServedBody
}

async function ask(
  path: string,
  profile: string,
  event: string,
  more: Readonly<Record<string, string>>,
): Promise<ServedBody | null> {
  const body = told(await client.ask({ path, body: { profile_id: profile, event_id: event, ...more } }))
  if (body !== null) write({ type: 'told', profile, event, body })
  answered += 1
  return body
}

/** A tenth of them is sent twice at once, by two tabs or an impatient client. */
async function load(profile: string, event: string): Promise<void> {
  const page = () => ask('/v3/page', profile, event, { href: `https://app.example.com/${event}` })
  const [body] = await Promise.all(random.below(10) === 0 ? [page(), page()] : [page()])
  if (body?.outcome !== 'show' || random.below(3) > 0) return
  await ask('/v3/interactions', profile, `${event} end`, {
    experience_id: body.experience_id ?? '',
    state: 'completed',
  })
}

/** D5: with a key, and twice, so that one of them is a retry. */
async function deliver(profile: string, round: number): Promise<void> {
  const key = `${profile} ${round}`
  const params = { model_kind: 'tour', model_id: 'reports', idempotency_key: key }
  const send = (k: number) => ask('/v3/edit/deliveries', profile, `${key} delivery ${k}`, params)
  await Promise.all(random.below(2) === 0 ? [send(1), send(2)] : [send(1)])
}

async function round(number: number): Promise<void> {
  let next = 0
  // Some profiles at a time, all of their page loads at once.
  const lane = async (): Promise<void> => {
    for (let k = next++; k < profiles; k = next++) {
      const profile = `u${k}`
      const pages = Array.from({ length: loads }, (_, l) => load(profile, `${profile} ${number} ${l}`))
      await Promise.all([deliver(profile, number), ...pages])
    }
  }
  await Promise.all(Array.from({ length: 12 }, lane))
}

async function disturb(): Promise<void> {
  for (let k = 1; !isOver; k++) {
    await sleep(300 + random.below(1_200))
    if (isOver) return
    if (k % 6 === 0) {
      cluster?.stop(k % 12 === 0 ? 'fast' : 'immediate')
      await sleep(random.below(500))
      cluster?.start()
      restarts += 1
    } else servers.kill(servers.urls[random.below(servers.urls.length)] as string)
  }
}

const began = performance.now()
const disturbing = disturb()
for (let number = 0; number < rounds; number++) {
  await round(number)
  await sleep(random.below(1_500))
}
isOver = true
await disturbing
const seconds = (performance.now() - began) / 1_000

const read = readCatalog(catalogDocument)
if (!read.ok) throw new Error(read.problems[0].message)
const engine = compile(read.value, { interactionId: interactionIdByVersion })
/** How much is not as it was, and the first of it. */
const wrong = { times: 0, first: [] as string[] }
let events = 0
for (let after: string | null = null; ; ) {
  const page: readonly { readonly profile: { readonly id: string } }[] = await store.profiles({ after, limit: 50 })
  for (const { profile } of page) {
    const found = await store.exportProfile(profile.id)
    if (found?.kept == null) throw new Error(`${profile.id} is listed, but is not there`)
    events += found.answers.length
    // The whole API keeps what it answered, and not what it was asked: then there is nothing to replay by.
    const differences = options.manner === 'serve' ? [] : replayKept(engine, found)
    wrong.times += differences.length
    wrong.first.push(...differences.slice(0, 5 - wrong.first.length))
    const { interactions, deliveries } = found.kept.profile
    write({
      type: 'kept',
      profile: profile.id,
      shows: interactions.map((one) => ({
        id: one.id,
        experience_id: one.experienceId,
        at: one.startedAt,
        way: one.groupKind,
        delivery_id: one.groupId,
      })),
      deliveries: deliveries.map((one) => ({
        id: one.id,
        key: one.idempotencyKey,
        state: one.state,
        interaction_id: one.interactionId,
      })),
    })
  }
  after = page.at(-1)?.profile.id ?? null
  if (after === null) break
}
await store.close()
servers.stop()
closeSync(log)

console.log(
  `${servers.urls.length} servers, ${profiles} profiles, ${rounds} rounds of ${loads} page loads at once: ${answered} answers in ${seconds.toFixed(1)} s`,
)
console.log(
  `${servers.kills} servers killed, ${restarts} restarts of the database, ${client.retries} retries, statuses ${JSON.stringify(client.statuses)}`,
)
if (options.manner !== 'serve')
  console.log(`replayed: ${profiles} profiles, ${events} events; ${wrong.times} not as they were`)
for (const one of wrong.first) console.log(`       ${one}`)
console.log(`at most ${Math.round(process.resourceUsage().maxRSS / 1_024)} MB of memory here`)
const checker = fileURLToPath(new URL('check-log.js', import.meta.url))
const { status } = spawnSync(process.execPath, [checker, logPath], { stdio: 'inherit' })
if (status !== 0 || wrong.times > 0) {
  // Of naive servers it is expected, and nobody looks into it.
  if (options.manner !== 'naive') console.error(`the log is in ${folder}`)
  else rmSync(folder, { recursive: true })
  process.exit(status === 0 ? 3 : (status ?? 1))
}
rmSync(folder, { recursive: true })
process.exit(0)
