import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance } from '@duckdb/node-api'
import { DuckdbFailure, inWords } from './failure.js'
import { type DuckdbModule, loadDuckdb } from './load.js'
import { openScratch } from './scratch.js'

/** How much DuckDB may take of the machine. */
export interface DuckdbOptions {
  /** What DuckDB may hold in memory, in MB; 1,000 unless given. The process itself takes 250 to 500 MB more. */
  readonly memoryMb?: number
  /** 2 unless given. */
  readonly threads?: number
  /** Where temporary files go; the system's folder for them unless given. */
  readonly tempFolder?: string
  /** The most that temporary files may take, in MB; 9/10 of what is free there unless given. */
  readonly tempMb?: number
}

/** A database of its own, in memory and, beyond its limit, in a folder of its own. */
export interface DuckdbSession {
  readonly duckdb: DuckdbModule
  readonly connection: DuckDBConnection
  /** The chunks of a query, one at a time. It ends the one before it. */
  stream(sql: string): AsyncGenerator<DuckDBDataChunk, void, undefined>
  /** The same beside others. */
  streamBeside(sql: string): AsyncGenerator<DuckDBDataChunk, void, undefined>
  /** Rethrows DuckDB's errors in our words. */
  run<T>(work: () => T | Promise<T>): Promise<T>
  close(): Promise<void>
}

/**
 * @param keepsOrder whether queries without `ORDER BY` give rows in the order of their file; it costs memory
 * @throws DuckdbFailure `missing`, `settings` or `no_temp_folder`
 */
export async function openDuckdb(options: DuckdbOptions, keepsOrder: boolean): Promise<DuckdbSession> {
  const duckdb = await loadDuckdb()
  const { tempFolder = tmpdir(), tempMb } = options
  const scratch = await openScratch(tempFolder)
  const run = async <T>(work: () => T | Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw inWords(error, tempFolder)
    }
  }
  let instance: DuckDBInstance | null = null
  try {
    const made = await create(duckdb, {
      ...settings(options, keepsOrder),
      temp_directory: join(scratch.folder, 't'),
    })
    instance = made
    // As a setting to begin with it would have no effect.
    const connection = await connect(made, tempMb === undefined ? [] : [`max_temp_directory_size = '${tempMb}MB'`])
    return {
      duckdb,
      connection,
      run,
      stream: (sql) => streamOn(connection, sql, run),
      async *streamBeside(sql) {
        const other = await run(() => connect(made))
        try {
          yield* streamOn(other, sql, run)
        } finally {
          other.closeSync()
        }
      },
      async close() {
        connection.closeSync()
        made.closeSync()
        await scratch.remove()
      },
    }
  } catch (error) {
    instance?.closeSync()
    await scratch.remove()
    throw inWords(error, tempFolder)
  }
}

/** @param settings each as `name = value` */
async function connect(instance: DuckDBInstance, settings: readonly string[] = []): Promise<DuckDBConnection> {
  const connection = await instance.connect()
  try {
    // Casts between instants and text go by the zone.
    for (const setting of ["TimeZone = 'UTC'", ...settings]) await connection.run(`SET ${setting}`)
    return connection
  } catch (error) {
    connection.closeSync()
    throw error
  }
}

async function* streamOn(
  connection: DuckDBConnection,
  sql: string,
  run: DuckdbSession['run'],
): AsyncGenerator<DuckDBDataChunk, void, undefined> {
  const result = await run(() => connection.stream(sql))
  for (;;) {
    const chunk = await run(() => result.fetchChunk())
    if (chunk === null || chunk.rowCount === 0) return
    yield chunk
  }
}

/** No network, and nothing that is not built in: a file must not decide what code is fetched. */
const settings = ({ memoryMb = 1_000, threads = 2 }: DuckdbOptions, keepsOrder: boolean) => ({
  memory_limit: `${memoryMb}MB`,
  threads: `${threads}`,
  preserve_insertion_order: `${keepsOrder}`,
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
})

async function create(duckdb: DuckdbModule, options: Readonly<Record<string, string>>) {
  try {
    return await duckdb.DuckDBInstance.create(':memory:', options)
  } catch (error) {
    const { memory_limit, threads } = options
    const message = `DuckDB cannot work with ${memory_limit} and ${threads} threads`
    throw new DuckdbFailure('settings', message, 'it takes 100 MB or more, and 1 thread or more', error)
  }
}
