import { apply, type ProfileEvent } from 'oncue'
import { postgresStore, type Store, StoreUnavailable, serveProfile } from 'oncue/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../../src/store/postgres/migrate.js'
import { migrations } from '../../src/store/postgres/migrations.js'
import { serverDatabase } from '../../src/store/postgres/server.js'
import type { SqlDatabase } from '../../src/store/postgres/sql.js'

/** A server that may be written to: `npm run test:stores` starts one. */
const url = process.env.ONCUE_POSTGRES as string
const schema = `race_${process.pid}`

const page = { type: 'page', at: 0, href: 'https://app.example.com/' } as const

/** Sends it again while there is a wait: of five connections that ended, each may be found out by one request. */
async function untilReached<T>(send: () => Promise<T>): Promise<T> {
  for (let left = 5; ; left--) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || left === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

/** What only happens where several connections are in each other's way. */
describe.skipIf(url === undefined)('on a Postgres server', () => {
  let database: SqlDatabase
  let stores: readonly Store[]

  beforeAll(async () => {
    database = await serverDatabase(url, { connections: 10 })
    const open = () => postgresStore({ url, schema, connections: 5 })
    // At once, as servers are started.
    stores = await Promise.all([open(), open(), open(), open()])
  })

  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await database.query(`drop schema ${schema} cascade`)
    await database.query(`drop schema if exists ${schema}_b cascade`)
    await database.close()
  })

  test('tables are made once by servers that start at once', async () => {
    const databases = await Promise.all([1, 2, 3, 4, 5, 6].map(() => serverDatabase(url, { connections: 1 })))
    const later = (s: string): readonly string[] => [`alter table ${s}.profiles add column later int`]
    await Promise.all(databases.map((one) => migrate(one, `${schema}_b`)))
    await Promise.all(databases.map((one) => migrate(one, `${schema}_b`, [...migrations, later])))
    const rows = await database.query(`select version::float8 as version from ${schema}_b.migrations order by version`)
    expect(rows).toEqual([{ version: 1 }, { version: 2 }])
    await Promise.all(databases.map((one) => one.close()))
  })

  test('nothing is left of who is erased while page loads go on', async () => {
    const load = (n: number): Promise<unknown> => {
      const request = { profileId: `e${n % 5}`, eventId: `${n}`, at: n }
      const events: readonly ProfileEvent[] = [
        { type: 'identify', at: n, uid: `uid ${n % 7}`, email: `mail ${n % 3}` },
        page,
      ]
      return serveProfile(
        stores[n % 4] as Store,
        request,
        ({ profile }) => ({ answer: n, change: { events, profile: events.reduce(apply, profile) } }),
        { attempts: 1_000 },
      )
    }
    const erase = (n: number): Promise<unknown> => (stores[n % 4] as Store).eraseProfile(`e${n % 5}`)
    await Promise.all(Array.from({ length: 400 }, (_, n) => (n % 4 === 3 ? erase(n) : load(n))))
    const orphans = ['answers', 'names', 'deliveries'].map(
      (table) =>
        `select 1 from ${schema}.${table} t where not exists (select 1 from ${schema}.profiles p where p.number = t.profile)`,
    )
    expect(await database.query(orphans.join(' union all '))).toEqual([])
    for (let n = 0; n < 5; n++) await (stores[0] as Store).eraseProfile(`e${n}`)
    const [left] = await database.query(
      `select (select count(*) from ${schema}.profiles)::int + (select count(*) from ${schema}.answers)::int
      + (select count(*) from ${schema}.names)::int as rows`,
    )
    expect(left).toEqual({ rows: 0 })
  })

  test('a commit whose connection is ended is a wait, and the same one may be sent again', async () => {
    const [store] = stores as [Store]
    const request = { profileId: 'cut', eventId: 'e1', at: 0 }
    const cut = serveProfile(store, request, async ({ profile }) => {
      await database.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'oncue' and pid <> pg_backend_pid() and query like '%${schema}%'`,
      )
      return { answer: 1, change: { events: [page], profile: apply(profile, page) } }
    })
    await cut.catch((error: unknown) => expect(error).toMatchObject({ name: 'StoreUnavailable' }))
    const again = await untilReached(() =>
      serveProfile(store, request, ({ profile }) => ({
        answer: 2,
        change: { events: [page], profile: apply(profile, page) },
      })),
    )
    expect(['committed', 'repeated']).toContain(again.outcome)
    expect((await store.load('cut')).profile.version).toBe(1)
  })

  test('a server that only reads takes no commits, and its check says so', async () => {
    const readOnly = new URL(url)
    readOnly.searchParams.set('options', '-c default_transaction_read_only=on')
    const store = await postgresStore({ url: readOnly.href, schema })
    await expect(store.check()).rejects.toMatchObject({
      name: 'StoreUnavailable',
      message: 'the database only reads for now',
    })
    const base = await store.load('nobody')
    const change = { base, events: [page], profile: apply(base.profile, page), answer: null }
    await expect(store.commit(change)).rejects.toMatchObject({ name: 'StoreUnavailable' })
    await store.close()
  })

  test.each([
    [
      'database',
      'postgres://postgres@HOST/no_such_database',
      /^the database is not there: database "no_such_database"/,
    ],
    ['user', 'postgres://no_such_user@HOST/postgres', /^the database refuses the user: role "no_such_user"/],
  ])('a %s that is not there is a refusal that says so', async (_, text, message) => {
    const given = text.replace('HOST', new URL(url).host)
    await expect(postgresStore({ url: given, schema })).rejects.toMatchObject({
      fault: 'refused',
      message: expect.stringMatching(message),
    })
  })
})
