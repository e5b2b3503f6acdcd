import { apply } from 'oncue'
import { postgresStore, StoreFailure, StoreUnavailable } from 'oncue/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { embeddedDatabase } from '../../src/store/postgres/embedded.js'
import { loadPeer } from '../../src/store/postgres/load-peer.js'
import { migrate } from '../../src/store/postgres/migrate.js'
import { migrations } from '../../src/store/postgres/migrations.js'
import type { SqlDatabase } from '../../src/store/postgres/sql.js'
import { inWords } from '../../src/store/postgres/sql-error.js'

let database: SqlDatabase
beforeAll(async () => {
  database = await embeddedDatabase(null)
}, 120_000)
afterAll(() => database.close())

const page = { type: 'page', at: 0, href: 'https://app.example.com/' } as const

describe('the tables', () => {
  const versions = async (schema: string): Promise<unknown> =>
    (await database.query(`select version::float8 as version from ${schema}.migrations order by 1`)).map(
      ({ version }) => version,
    )

  test('are made once, however often and at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => migrate(database, 'often')))
    await migrate(database, 'often')
    expect(await versions('often')).toEqual([1])
  })

  test('are brought up with what is in them', async () => {
    const store = await postgresStore({ database, schema: 'grown' })
    const base = await store.load('u1')
    await store.commit({ base, events: [page], profile: apply(base.profile, page), answer: null })
    const next = (s: string): readonly string[] => [
      `alter table ${s}.profiles add column later text not null default 'x'`,
      `create table ${s}.other (id text)`,
    ]
    const steps = [...migrations, next]
    await Promise.all([migrate(database, 'grown', steps), migrate(database, 'grown', steps)])
    expect(await versions('grown')).toEqual([1, 2])
    const [row] = await database.query('select id, later from grown.profiles')
    expect(row).toEqual({ id: 'u1', later: 'x' })
  })

  test('are as they were where a step fails halfway', async () => {
    const broken = (s: string): readonly string[] => [`create table ${s}.half (id text)`, 'select no_such_function()']
    await expect(migrate(database, 'halfway', [...migrations, broken])).rejects.toThrow('no_such_function')
    const [found] = await database.query("select to_regclass('halfway.half') as half")
    expect(found).toEqual({ half: null })
    await migrate(database, 'halfway')
    expect(await versions('halfway')).toEqual([1])
  })

  test('of a newer library are refused by name', async () => {
    await migrate(database, 'newer', [...migrations, () => []])
    await expect(postgresStore({ database, schema: 'newer' })).rejects.toThrow(
      new StoreFailure(
        'newer',
        'schema "newer" has tables of version 2, which is newer than this library, which knows 1',
        'update oncue',
      ),
    )
  })
})

test('a profile of a newer library is refused by name, and its neighbours are not', async () => {
  const store = await postgresStore({ database, schema: 'mixed' })
  for (const id of ['u1', 'u2']) {
    const base = await store.load(id)
    await store.commit({ base, events: [page], profile: apply(base.profile, page), answer: null })
  }
  await database.query(`update mixed.profiles set state = replace(state, '"form":1', '"form":9') where id = 'u1'`)
  await expect(store.load('u1')).rejects.toMatchObject({ fault: 'newer', help: 'update oncue' })
  expect(await store.load('u2')).toMatchObject({ profile: { version: 1 } })
  expect(await store.eraseProfile('u1')).toBe(true)
})

test('a store on a database that is given leaves it open', async () => {
  const store = await postgresStore({ database, schema: 'given' })
  await store.close()
  expect(await database.query('select 1::float8 as one')).toEqual([{ one: 1 }])
})

describe('what cannot be opened says why, and what to do', () => {
  test.each(['', 'Oncue', 'a"b', 'x'.repeat(42), '1a', 'a;drop'])('the schema %j', async (schema) => {
    await expect(postgresStore({ database, schema })).rejects.toMatchObject({
      fault: 'settings',
      help: 'write up to 41 small letters, digits and _',
    })
  })

  test.each(['', 'localhost', 'mysql://root:geheim@localhost/x', 'https://geheim@example.com'])(
    'the URL %j',
    async (url) => {
      const refusal = await postgresStore({ url }).catch((error: unknown) => error)
      expect(refusal).toMatchObject({ fault: 'settings', message: 'not the URL of a Postgres server' })
      // A URL holds a password.
      expect(JSON.stringify(refusal)).not.toContain('geheim')
    },
  )

  test('a server that is not there', async () => {
    const refusal = await postgresStore({ url: 'postgres://ann:geheim@127.0.0.1:1/x' }).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(StoreUnavailable)
    expect(refusal).toMatchObject({ message: 'the database cannot be reached', retryAfterMs: 1_000 })
  })

  test('a package that is not there', async () => {
    const absent = Object.assign(new Error("Cannot find package 'pg'"), { code: 'ERR_MODULE_NOT_FOUND' })
    const missing = loadPeer('pg', () => Promise.reject(absent))
    await expect(missing).rejects.toThrow(new StoreFailure('missing_package', 'pg is not installed', 'npm install pg'))
  })
})

describe('an error of the database', () => {
  const error = (code: string | undefined, message = 'x'): Error =>
    Object.assign(new Error(message), code ? { code } : {})

  test.each(['57P01', '57P03', '08006', 'ECONNREFUSED', 'ECONNRESET', '53300', '53100', '57014', '25006'])(
    '%s is a wait',
    (code) => {
      expect(inWords(error(code))).toBeInstanceOf(StoreUnavailable)
    },
  )

  test.each(['Connection terminated unexpectedly', 'Query read timeout', 'timeout exceeded when trying to connect'])(
    '%j is a wait',
    (message) => {
      expect(inWords(error(undefined, message))).toBeInstanceOf(StoreUnavailable)
    },
  )

  test.each([
    ['28P01', 'the database refuses the user: x', 'check the user and the password in the URL'],
    ['3D000', 'the database is not there: x', 'create it, or name another in the URL'],
    ['42501', 'the database lacks a right: x', 'let the user create the schema, or create its tables with one who may'],
  ])('%s is a refusal', (code, message, help) => {
    expect(inWords(error(code))).toMatchObject({ fault: 'refused', message, help })
  })

  test('that is anything else stays what it is: a bug must not be hidden', () => {
    const bug = error('42P01')
    expect(inWords(bug)).toBe(bug)
    expect(inWords('text')).toBe('text')
  })
})
