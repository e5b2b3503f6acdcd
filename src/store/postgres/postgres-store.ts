import { StoreFailure, StoreUnavailable } from '../failure.js'
import type { Store } from '../store.js'
import { PostgresCatalogs } from './catalogs.js'
import { PostgresCommits } from './commit.js'
import { findDelivery, listDeliveries } from './deliveries.js'
import { migrate } from './migrate.js'
import { eraseProfile, exportProfile } from './person.js'
import { PostgresProfiles } from './profiles.js'
import { PostgresSendings } from './sendings.js'
import type { ServerOptions } from './server.js'
import type { SqlDatabase } from './sql.js'

export interface PostgresOptions extends ServerOptions {
  /** A server, as `postgres://user:password@host:5432/database`. Needs the package `pg`. */
  readonly url?: string
  /** Where the embedded Postgres keeps its files; in memory where neither this nor a server is named. */
  readonly folder?: string
  /** A database that is open already; closing the store leaves it open. */
  readonly database?: SqlDatabase
  /** The schema of the tables: `oncue` where it is not said. Stores of different schemas know nothing of each other. */
  readonly schema?: string
}

/**
 * A store in Postgres: embedded in this process (PGlite), or a server that several processes share. Its tables are made
 * or brought up to date before it comes back.
 *
 * @throws StoreFailure, and StoreUnavailable where the server cannot be reached
 */
export async function postgresStore(options: PostgresOptions = {}): Promise<Store> {
  const { url, folder = null, database: given, schema = 'oncue' } = options
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) {
    const message = `not the name of a schema: ${JSON.stringify(schema)}`
    throw new StoreFailure('settings', message, 'write up to 41 small letters, digits and _')
  }
  const database = given ?? (await open(url, folder, options))
  const close = async (): Promise<void> => (given === undefined ? database.close() : undefined)
  try {
    await migrate(database, schema)
  } catch (error) {
    await close()
    throw error
  }
  return { ...storeOn(database, `"${schema}"`), close }
}

/** Imported when it is needed, as either needs Node, and the memory store does not. */
async function open(url: string | undefined, folder: string | null, options: ServerOptions): Promise<SqlDatabase> {
  if (url !== undefined) return (await import('./server.js')).serverDatabase(url, options)
  return (await import('./embedded.js')).embeddedDatabase(folder)
}

/** @param s the schema, quoted */
function storeOn(database: SqlDatabase, s: string): Omit<Store, 'close'> {
  const profiles = new PostgresProfiles(database, s)
  const commits = new PostgresCommits(database, s)
  const catalogs = new PostgresCatalogs(database, s)
  const sendings = new PostgresSendings(database, s)
  return {
    load: (profileId, eventId = null) => profiles.load(profileId, eventId),
    commit: (change) => commits.commit(change),
    profiles: (page) => profiles.list(page),
    profileNamed: (name) => profiles.named(name),
    delivery: (id) => findDelivery(database, s, id),
    deliveries: (query) => listDeliveries(database, s, query),
    catalog: (version) => catalogs.get(version ?? null),
    catalogs: (page) => catalogs.list(page),
    putCatalog: (put) => catalogs.put(put),
    sending: (id) => sendings.get(id),
    sendings: (page) => sendings.list(page),
    dueSendings: (due) => sendings.due(due),
    commitSending: (change) => sendings.commit(change),
    dispatches: (page) => sendings.dispatches(page),
    exportProfile: (profileId) => exportProfile(database, s, profileId),
    eraseProfile: (profileId) => eraseProfile(database, s, profileId),
    forgetAnswers: (before) => profiles.forgetAnswers(before),
    check: () => check(database),
  }
}

/** A server that only stands by answers, but takes nothing. */
async function check(database: SqlDatabase): Promise<void> {
  const [row] = await database.query("select current_setting('transaction_read_only') as answer")
  if (row?.answer === 'on') throw new StoreUnavailable('the database only reads for now', 1_000)
}
