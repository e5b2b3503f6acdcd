import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { compile, step } from 'oncue'
import { parseCatalog } from 'oncue/authoring'
import { interactionIdByVersion, postgresStore, type ServeInTurn, serveInTurn } from 'oncue/store'
import pg from 'pg'
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

const read = parseCatalog(readFileSync('examples/demo/catalog.yaml'))
if (!read.ok) throw new Error(read.problems[0].message)
const engine = compile(read.value, { interactionId: interactionIdByVersion })
const store = await postgresStore({ url: cluster.url, connections })
let loads = 0
/** In the month that the catalog is of. */
const start = Date.UTC(2029, 2, 5)

/** Page loads of the profiles with that letter. */
function pageLoads(letter: string, serve: ServeInTurn): (number: number) => Promise<void> {
  return async (number) => {
    loads += 1
    const event = {
      type: 'page',
      at: start + Math.floor(performance.now()),
      href: 'https://app.example.com/dashboard',
    } as const
    await serve({ profileId: letter + number, eventId: `${loads}`, at: event.at }, ({ profile }) => {
      const { profile: next, decision } = step(engine, profile, event)
      return {
        answer: { outcome: decision?.outcome ?? null },
        change: { events: [event, ...(decision?.events ?? [])], profile: next },
      }
    })
  }
}

const pool = new pg.Pool({ connectionString: cluster.url, max: connections })
await pool.query('create table bare (id text primary key, state text not null) with (fillfactor = 70)')
await pool.query("insert into bare select 'u' || n, repeat('x', 1000) from generate_series(0, $1::int - 1) n", [
  profiles,
])

async function transaction(number: number): Promise<void> {
  const client = await pool.connect()
  await client.query('begin')
  const text = 'select state from bare where id = $1 for update'
  const { rows } = await client.query({ name: 'select', text, values: [`u${number}`] })
  await client.query({
    name: 'update',
    text: 'update bare set state = $2 where id = $1',
    values: [`u${number}`, rows[0].state],
  })
  await client.query('commit')
  client.release()
}

/** How often it is done in a second, from as many lanes as there are connections. */
async function rate(work: (number: number) => Promise<void>, forSeconds: number): Promise<number> {
  let done = 0
  const began = performance.now()
  const lane = async (k: number): Promise<void> => {
    for (let n = k; performance.now() - began < forSeconds * 1_000; n += 1) {
      await work((n * 7_919) % profiles)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, k) => lane(k * 37)))
  return done / ((performance.now() - began) / 1_000)
}

const works = {
  bare: transaction,
  loaded: pageLoads('u', serveInTurn(store)),
  remembered: pageLoads('r', serveInTurn(store, { remembered: profiles })),
}
await rate(works.loaded, 1)
await rate(works.remembered, 1)
const size = Number((await pool.query('select avg(length(state))::int as size from oncue.profiles')).rows[0].size)
await pool.query("update bare set state = repeat('x', $1)", [size])
await rate(transaction, 1)

const rates: Record<keyof typeof works, number>[] = []
for (let turn = 0; turn < turns; turn++) {
  const [loaded, bare] = [await rate(works.loaded, seconds), await rate(works.bare, seconds)]
  rates.push({ loaded, bare, remembered: await rate(works.remembered, seconds) })
}
const middle = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[numbers.length >> 1] as number
console.log(
  `${connections} connections, ${profiles} profiles, states of about ${size} bytes, the middle of ${turns} turns:`,
)
for (const name of Object.keys(works) as (keyof typeof works)[]) {
  const perSecond = middle(rates.map((one) => one[name]))
    .toFixed(0)
    .padStart(6)
  // Of each turn by itself, as what else the machine does comes and goes.
  const share = middle(rates.map((one) => one[name] / one.bare)).toFixed(2)
  const what = name === 'bare' ? 'bare transactions' : `page loads, profiles ${name}`
  console.log(`${perSecond}/s ${share} ${what}`)
}
await store.close()
await pool.end()
process.exit(0)
