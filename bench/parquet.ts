import { DuckDBInstance } from '@duckdb/node-api'
import { openTraces, parquetPages, parquetRows, simulate } from '../src/simulator/index.js'
import { median } from './measure.js'
import { timed } from './timed.js'
import type { PageLoadFiles } from './trace-files.js'

export interface ParquetRow {
  readonly rows: number
  /** Rows a second: DuckDB's own streaming of the columns that a replay reads, and nothing else. */
  readonly duckdb: number
  /** Rows a second: `oncue simulate`, from the file to the summary. */
  readonly simulate: number
}

/** A replay from Parquet, beside DuckDB's streaming of the same columns in the same run. */
export async function benchParquet({ catalog, path, people }: PageLoadFiles, rounds: number): Promise<ParquetRow> {
  const pages = path.replace(/\.jsonl$/, '.parquet')
  await writeParquet(path, pages)
  const [streams, replays]: [number[], number[]] = [[], []]
  let rows = 0
  for (let round = 0; round <= rounds; round++) {
    const streamed = await timed(async () => {
      rows = await stream(pages)
    })
    const replayed = await timed(async () => {
      // Whose page loads they are has to be said, too, or no segment would hold.
      const source = await openTraces([people, pages], { readParquet: parquetRows, readParquetPages: parquetPages })
      if (!source.ok) throw new Error(source.problems[0].message)
      await simulate(catalog, source.value)
      await source.value.close()
    })
    if (round === 0) continue // warms up
    streams.push(streamed)
    replays.push(replayed)
  }
  return { rows, duckdb: rows / median(streams), simulate: rows / median(replays) }
}

async function withDuckdb<T>(
  run: (connection: Awaited<ReturnType<DuckDBInstance['connect']>>) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  try {
    return await run(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

const writeParquet = (from: string, to: string): Promise<unknown> =>
  withDuckdb((connection) =>
    connection.run(
      `COPY (
        SELECT "at", profile_id, href
        FROM read_json('${from}', format = 'newline_delimited',
          columns = {type: 'VARCHAR', "at": 'TIMESTAMP', profile_id: 'VARCHAR', href: 'VARCHAR'})
        WHERE type = 'page'
      ) TO '${to}' (FORMAT parquet)`,
    ),
  )

/** @returns how many rows there were */
const stream = (path: string): Promise<number> =>
  withDuckdb(async (connection) => {
    const result = await connection.stream(`SELECT "at", profile_id, href FROM '${path}'`)
    let rows = 0
    let letters = 0
    for (;;) {
      const chunk = await result.fetchChunk()
      if (chunk === null || chunk.rowCount === 0) break
      const [, ids = [], hrefs = []] = chunk.getColumns()
      for (let row = 0; row < chunk.rowCount; row++) {
        letters += String(ids[row]).length + String(hrefs[row]).length
      }
      rows += chunk.rowCount
    }
    if (letters === 0) throw new Error('nothing was read')
    return rows
  })
