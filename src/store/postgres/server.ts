import type * as Pg from 'pg'
import { StoreFailure } from '../failure.js'
import { loadPeer } from './load-peer.js'
import type { Sql, SqlDatabase, SqlRow, SqlValue } from './sql.js'
import { inWords } from './sql-error.js'

export interface ServerOptions {
  /** At most so many connections; 10 where it is not said. */
  readonly connections?: number
  /** A connection or a statement that takes longer is given up; 10 seconds where it is not said. */
  readonly timeoutMs?: number
  /** Statements are prepared once per connection. `false` where something between hands connections around. */
  readonly prepare?: boolean
}

/**
 * A Postgres server, by a pool of connections. Nothing is connected yet.
 *
 * @throws StoreFailure `missing_package`, or `settings` where the URL is none
 */
export async function serverDatabase(url: string, options: ServerOptions = {}): Promise<SqlDatabase> {
  const { connections = 10, timeoutMs = 10_000, prepare = true } = options
  if (!isPostgresUrl(url)) {
    throw new StoreFailure(
      'settings',
      'not the URL of a Postgres server',
      'write postgres://user:password@host:5432/database',
    )
  }
  const { default: pg } = await loadPeer('pg', () => import('pg'))
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    application_name: 'oncue',
  })
  // A connection that breaks while nobody uses it; the pool has let go of it already.
  pool.on('error', ignore)
  const named = prepare ? namer() : () => ({})
  const on = (client: Pg.Pool | Pg.PoolClient): Sql => ({
    query: async (text, values = []) => {
      try {
        // Without values it may be anything, so it is not worth preparing.
        const name = values.length === 0 ? {} : named(text)
        return (await client.query<SqlRow>({ ...name, text, values: values as SqlValue[] })).rows
      } catch (error) {
        throw inWords(error)
      }
    },
  })
  return {
    ...on(pool),
    transaction: (work) => transaction(pool, on, work),
    close: () => pool.end(),
  }
}

async function transaction<T>(
  pool: Pg.Pool,
  on: (client: Pg.PoolClient) => Sql,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw inWords(error)
  })
  // One that breaks between two statements says so to whoever listens, and ends the process where nobody does. The next
  // statement fails by it.
  client.on('error', ignore)
  const sql = on(client)
  const release = (isBroken: boolean): void => {
    client.off('error', ignore)
    client.release(isBroken)
  }
  try {
    await sql.query('begin')
    const result = await work(sql)
    await sql.query('commit')
    release(false)
    return result
  } catch (error) {
    // Closing the connection is a rollback that needs no answer.
    release(true)
    throw error
  }
}

const ignore = (): void => {}

/** Names statements: a connection that knows the name has the plan. There are few texts. */
function namer(): (text: string) => { readonly name: string } {
  const names = new Map<string, { readonly name: string }>()
  return (text) => {
    let name = names.get(text)
    if (name === undefined) {
      name = { name: `oncue_${names.size + 1}` }
      names.set(text, name)
    }
    return name
  }
}

function isPostgresUrl(url: string): boolean {
  try {
    return /^postgres(ql)?:$/.test(new URL(url).protocol)
  } catch {
    return false
  }
}
