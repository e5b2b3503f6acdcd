import { parseArgs } from 'node:util'
import { compile, step } from 'oncue'
import { readCatalog } from 'oncue/authoring'
import { interactionIdByVersion, postgresStore, serveInTurn } from 'oncue/store'
import pg from 'pg'
import { catalogDocument } from './catalog.js'
import { startCluster } from './cluster.js'

// How many page loads a second a store takes, beside how many bare transactions (select for update, update) of a row
// as large: in turns, on the same server, from the same process, with the same connections.

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '0.4' },
    turns: { type: 'string', default: '15' },
    connections: { type: 'string', default: '8' },
    profiles: { type: 'string', default: '300' },
  },
})
const [seconds, turns, connections, profiles] = [
  Number(options.seconds),
  Number(options.turns),
  Number(options.connections),
  Number(options.profiles),
]

const cluster = await startCluster()
if (cluster === null) {
  console.error('Postgres is not installed: apt-get install postgresql')
  process.exit(1)
}
process.on('exit', () => cluster.remove())

const read = readCatalog(catalogDocument)
if (!read.ok) throw new Error(read.problems[0].message)
const engine = compile(read.value, { interactionId: interactionIdByVersion })
const store = await postgresStore({ url: cluster.url, connections })
const serve = serveInTurn(store)
let loads = 0

async function pageLoad(id: string): Promise<void> {
  loads += 1
  const event = { type: 'page', at: Date.now(), href: 'https://app.example.com/dashboard' } as const
  await serve({ profileId: id, eventId: `${id} ${loads}`, at: event.at }, ({ profile }) => {
    const { profile: next, decision } = step(engine, profile, event)
    return {
      answer: { outcome: decision?.outcome ?? null },
      change: { events: [event, ...(decision?.events ?? [])], profile: next },
    }
  })
}

const pool = new pg.Pool({ connectionString: cluster.url, max: connections })
await pool.query('create table bare (id text primary key, state text not null) with (fillfactor = 70)')
await pool.query("insert into bare select 'u' || n, repeat('x', 1000) from generate_series(0, $1::int - 1) n", [
  profiles,
])

async function transaction(id: string): Promise<void> {
  const client = await pool.connect()
  await client.query('begin')
  const text = 'select state from bare where id = $1 for update'
  const { rows } = await client.query({ name: 'select', text, values: [id] })
  await client.query({ name: 'update', text: 'update bare set state = $2 where id = $1', values: [id, rows[0].state] })
  await client.query('commit')
  client.release()
}

/** How often it is done in a second, from as many lanes as there are connections. */
async function rate(work: (id: string) => Promise<void>, forSeconds: number): Promise<number> {
  let done = 0
  const began = performance.now()
  const lane = async (k: number): Promise<void> => {
    for (let n = k; performance.now() - began < forSeconds * 1_000; n += 1) {
      await work(`u${(n * 7_919) % profiles}`)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, k) => lane(k * 37)))
  return done / ((performance.now() - began) / 1_000)
}

await rate(pageLoad, 2)
const size = Number((await pool.query('select avg(length(state))::int as size from oncue.profiles')).rows[0].size)
await pool.query("update bare set state = repeat('x', $1)", [size])
await rate(transaction, 1)
const rates: { page: number; bare: number }[] = []
for (let turn = 0; turn < turns; turn++) {
  rates.push({ page: await rate(pageLoad, seconds), bare: await rate(transaction, seconds) })
}
const middle = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] as number
const [page, bare] = [middle(rates.map((one) => one.page)), middle(rates.map((one) => one.bare))]
// Of each turn by itself, as what else the machine does comes and goes.
const share = middle(rates.map((one) => one.page / one.bare))
console.log(
  `${connections} connections: ${page.toFixed(0)} page loads/s, ${bare.toFixed(0)} bare transactions/s: ${share.toFixed(2)} of it (states of about ${size} bytes)`,
)
await store.close()
await pool.end()
process.exit(0)
