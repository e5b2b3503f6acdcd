import type { DuckDBDataChunk } from '@duckdb/node-api'
import type { Instant } from '../../model/index.js'
import { DuckdbFailure } from './failure.js'
import { type DuckdbOptions, type DuckdbSession, openDuckdb } from './session.js'
import { sortKey, textOfKey } from './sort-key.js'

/** What is sorted: by whose it is (nobody's first), by instant, by line (T6). Rows alike in all three keep their order. */
export interface SortRow {
  readonly profileId: string | null
  readonly at: Instant
  readonly line: number
  /** Well-formed text, as `JSON.stringify` writes it: half a surrogate pair would be lost. */
  readonly text: string
}

/** Rows in order, batch by batch, in bounded memory. Each iteration sorts anew. */
export interface SortedRows extends AsyncIterable<readonly SortRow[]> {
  readonly size: number
  /** Removes the temporary files. */
  close(): Promise<void>
}

/**
 * Sorts rows that need not fit in memory: what goes beyond the limit is kept in temporary files.
 *
 * @throws DuckdbFailure, and what `rows` throws; nothing is left on the disk then
 */
export async function sortOutOfCore(
  rows: AsyncIterable<readonly SortRow[]>,
  options: DuckdbOptions = {},
): Promise<SortedRows> {
  const session = await openDuckdb(options, false)
  try {
    const size = await fill(session, rows)
    return { size, close: session.close, [Symbol.asyncIterator]: () => inOrder(session, size) }
  } catch (error) {
    await session.close()
    throw error
  }
}

/**
 * The appender takes a chunk of columns at a time. For 2 million rows of some 150 bytes that took 2.0 s where a
 * temporary file and `read_csv` took 1.0 s, but with the sort it was 5.1 s against 4.7 s, and in 256 MB `read_csv` ran
 * out of memory. It would have to be told the longest line, too.
 */
async function fill(session: DuckdbSession, rows: AsyncIterable<readonly SortRow[]>): Promise<number> {
  const { DuckDBDataChunk, VARCHAR, DOUBLE } = session.duckdb
  const { connection } = session
  await connection.run(
    'CREATE TEMP TABLE gathered (key VARCHAR, "at" DOUBLE, line DOUBLE, number DOUBLE, text VARCHAR)',
  )
  const appender = await connection.createAppender('gathered')
  const chunk = DuckDBDataChunk.create([VARCHAR, DOUBLE, DOUBLE, DOUBLE, VARCHAR])
  let size = 0
  const append = (part: readonly SortRow[]): void => {
    chunk.reset()
    chunk.rowCount = part.length
    chunk.setColumnValues(0, part.map(keyOf))
    chunk.setColumnValues(1, part.map(atOf))
    chunk.setColumnValues(2, part.map(lineOf))
    // What rows are told apart by when all else is alike: neither the table nor its `rowid` keeps their order.
    chunk.setColumnValues(
      3,
      part.map((_, index) => size + index),
    )
    chunk.setColumnValues(4, part.map(textOf))
    appender.appendDataChunk(chunk)
    size += part.length
  }
  for await (const batch of rows) {
    await session.run(() => {
      for (let from = 0; from < batch.length; from += chunkRows) append(batch.slice(from, from + chunkRows))
    })
  }
  await session.run(() => appender.closeSync())
  return size
}

/** The most that DuckDB has in one chunk. */
const chunkRows = 2_048

const keyOf = ({ profileId }: SortRow): string | null => (profileId === null ? null : sortKey(profileId))
const atOf = ({ at }: SortRow): number => at
const lineOf = ({ line }: SortRow): number => line
const textOf = ({ text }: SortRow): string => text

const query = 'SELECT key, "at", line, text FROM gathered ORDER BY key NULLS FIRST, "at", line, number'

async function* inOrder(session: DuckdbSession, size: number): AsyncGenerator<readonly SortRow[], void, undefined> {
  let given = 0
  for (const isLast of [false, true]) {
    try {
      for await (const chunk of session.stream(query)) {
        given += chunk.rowCount
        yield rowsOf(chunk)
      }
      break
    } catch (error) {
      // Two threads that merge long lines need twice the memory: one may still do, as long as nothing was given yet.
      if (isLast || given > 0 || !(error instanceof DuckdbFailure) || error.fault !== 'out_of_memory') throw error
      await session.connection.run('SET threads = 1')
    }
  }
  // DuckDB ends a stream that fails as if it were at its end.
  if (given !== size) {
    const message = `sorting stopped after ${given} of ${size} rows`
    throw new DuckdbFailure(
      'disk_full',
      message,
      'is there room for temporary files, and is the memory limit high enough?',
    )
  }
}

function rowsOf(chunk: DuckDBDataChunk): readonly SortRow[] {
  const [keys = [], ats = [], lines = [], texts = []] = chunk.getColumns()
  return keys.map((key, index) => ({
    profileId: typeof key === 'string' ? textOfKey(key) : null,
    at: Number(ats[index]),
    line: Number(lines[index]),
    text: String(texts[index]),
  }))
}
