import { open } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { DuckDBDataChunk } from '@duckdb/node-api'
import { DuckdbFailure, firstLine } from './failure.js'
import { type DuckdbOptions, type DuckdbSession, openDuckdb } from './session.js'

export interface ParquetColumn {
  readonly name: string
  /** In DuckDB's words: `VARCHAR`, `TIMESTAMP WITH TIME ZONE`, `STRUCT("key" VARCHAR, …)[]`. */
  readonly type: string
}

/** A Parquet file, opened: a query can read it as the table `source`. */
export interface ParquetFile {
  readonly path: string
  readonly session: DuckdbSession
  /** In order. */
  readonly columns: readonly ParquetColumn[]
  readonly size: number
  /** @throws DuckdbFailure `unknown_column` */
  column(name: string): ParquetColumn
  close(): Promise<void>
}

/** @throws DuckdbFailure, and the system's error where the file cannot be opened */
export async function openParquet(path: string, options: DuckdbOptions): Promise<ParquetFile> {
  await checkMarks(path)
  const session = await openDuckdb(options, true)
  try {
    return await describe(path, session)
  } catch (error) {
    await session.close()
    throw error instanceof DuckdbFailure ? error : damaged(path, firstLine(error), error)
  }
}

async function describe(path: string, session: DuckdbSession): Promise<ParquetFile> {
  const name = quoted(asPattern(resolve(path)))
  const rows = async (sql: string) => (await session.run(() => session.connection.runAndReadAll(sql))).getRowsJson()
  // Neither folders named like `day=1` nor other files have a say in what this file's columns are.
  const reading = `read_parquet(${name}, hive_partitioning = false, union_by_name = false, file_row_number = false)`
  await session.run(() => session.connection.run(`CREATE VIEW source AS SELECT * FROM ${reading}`))
  const described = await rows('DESCRIBE source')
  const columns = described.map(([column, type]) => ({ name: String(column), type: String(type) }))
  const [[size] = []] = await rows(`SELECT sum(num_rows) FROM parquet_file_metadata(${name})`)
  return {
    path,
    session,
    columns,
    size: Number(size),
    column: (wanted) => columns.find(({ name }) => name === wanted) ?? unknownColumn(path, wanted, columns),
    close: session.close,
  }
}

const mark = 'PAR1'

/** A Parquet file begins and ends with its mark; the end is where its columns are described, so nothing is read without. */
async function checkMarks(path: string): Promise<void> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const at = async (position: number): Promise<string> =>
      (await file.read(new Uint8Array(4), 0, 4, position)).buffer.reduce(
        (text, byte) => text + String.fromCharCode(byte),
        '',
      )
    if ((await at(0)) !== mark) throw notParquet(`no Parquet file: ${path}`, 'is this the right file?')
    if (size < 12 || (await at(size - 4)) !== mark)
      throw notParquet(`no whole Parquet file: ${path}`, 'was it cut short?')
  } finally {
    await file.close()
  }
}

const notParquet = (message: string, help: string, cause?: unknown): DuckdbFailure =>
  new DuckdbFailure('not_parquet', message, help, cause)

/**
 * The chunks that a query over a file gives.
 *
 * @param count how many rows they hold. DuckDB ends a stream that fails as if it were at its end; only this tells
 * @param how `streamBeside` where another query goes on
 * @throws DuckdbFailure `not_parquet` for whatever DuckDB says of the file
 */
export async function* chunksOf(
  { path, session, size }: ParquetFile,
  sql: string,
  count: number,
  how: 'stream' | 'streamBeside' = 'stream',
): AsyncGenerator<DuckDBDataChunk, void, undefined> {
  const chunks = session[how](sql)
  let given = 0
  try {
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        throw error instanceof DuckdbFailure ? error : damaged(path, firstLine(error), error)
      })
      if (next.done === true) break
      given += next.value.rowCount
      yield next.value
    }
  } finally {
    await chunks.return()
  }
  if (given !== count) throw damaged(path, `not all of its ${size} rows can be read`)
}

const damaged = (path: string, said: string, cause?: unknown): DuckdbFailure =>
  notParquet(`damaged Parquet file: ${path}: ${said}`, 'write it anew', cause)

function unknownColumn(path: string, wanted: string, columns: readonly ParquetColumn[]): never {
  const names = columns.map(({ name }) => JSON.stringify(name))
  const shown = names.length > maxNames ? [...names.slice(0, maxNames), `${names.length - maxNames} more`] : names
  const message = `no column ${JSON.stringify(wanted)} in ${basename(path)}`
  throw new DuckdbFailure('unknown_column', message, `there are ${shown.join(', ')}`)
}

const maxNames = 40

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A column's name in a query. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** DuckDB takes a path for a pattern: each sign of one stands for itself in brackets. */
const asPattern = (path: string): string => path.replace(/[*?[]/g, '[$&]')
