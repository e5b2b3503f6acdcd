import { StoreFailure } from '../failure.js'
import { migrations } from './migrations.js'
import type { Sql, SqlDatabase } from './sql.js'

/**
 * Brings the tables of a schema to the version that this library knows. Safe to run twice, and by several servers at
 * once: the second waits for the first and finds nothing to do. A version is there whole or not at all.
 *
 * @param schema a plain name
 * @throws StoreFailure `newer` where a newer library has been here
 */
export async function migrate(database: SqlDatabase, schema: string, steps = migrations): Promise<void> {
  const s = `"${schema}"`
  // What is up to date is only looked at: that takes no rights and no lock.
  if ((await versionIn(database, schema)) === steps.length) return
  await database.transaction(async (sql) => {
    // Held to the end of the transaction. The first number is this library's own.
    await sql.query('select pg_advisory_xact_lock(1869505909, hashtext($1))', [schema])
    await sql.query(`create schema if not exists ${s}`)
    await sql.query(`create table if not exists ${s}.migrations (version bigint primary key)`)
    const version = await versionIn(sql, schema)
    if (version > steps.length) throw newer(schema, version, steps.length)
    for (const [index, step] of steps.entries()) {
      if (index < version) continue
      for (const statement of step(s)) await sql.query(statement)
      await sql.query(`insert into ${s}.migrations (version) values ($1)`, [index + 1])
    }
  })
}

/** The latest version that was recorded; 0 where there is none. */
async function versionIn(sql: Sql, schema: string): Promise<number> {
  const [found] = await sql.query("select to_regclass($1 || '.migrations') is not null as there", [`"${schema}"`])
  if (found?.there !== true) return 0
  const [latest] = await sql.query(`select coalesce(max(version), 0)::float8 as version from "${schema}".migrations`)
  return latest?.version as number
}

const newer = (schema: string, version: number, known: number): StoreFailure =>
  new StoreFailure(
    'newer',
    `schema ${JSON.stringify(schema)} has tables of version ${version}, which is newer than this library, which knows ${known}`,
    'update oncue',
  )
