import type { DuckDBDataChunk } from '@duckdb/node-api'
import { packedQuery, rowsPerText, unpack } from './packed-text.js'
import { type PageExpressions, type PageNames, pageExpressions } from './page-expressions.js'
import { chunksOf, openParquet, type ParquetFile } from './parquet.js'
import type { DuckdbOptions } from './session.js'

/** Page loads by column, some thousand at a time in the file's order; `null` and NaN where the file has nothing. */
export interface PageColumns {
  readonly size: number
  /** Milliseconds since 1970. */
  readonly at: Float64Array
  readonly profileId: readonly (string | null)[]
  readonly href: readonly (string | null)[]
  /** `null` where no column was named. */
  readonly eventId: readonly (string | null)[] | null
}

/**
 * Streams the columns of page loads without an object for each row.
 *
 * What costs most is that DuckDB hands over one text at a time. So the texts of eight rows come as one, and are cut up
 * here by bytes: a fifth less work than DuckDB's own way with the same columns. Where a text holds what they are cut at,
 * the rest of the file is read DuckDB's way.
 *
 * Law: the values are those that `parquetRows` gives, but for whole numbers as ids, which are text here.
 *
 * @throws DuckdbFailure, and the system's error where the file cannot be opened
 */
export async function* parquetColumnsStream(
  path: string,
  names: PageNames,
  options: DuckdbOptions = {},
): AsyncGenerator<PageColumns, void, undefined> {
  const file = await openParquet(path, options)
  try {
    const expressions = pageExpressions(file, names)
    let done = 0
    for await (const chunk of chunksOf(file, packedQuery(expressions.at, expressions.texts), blocksIn(file.size))) {
      const size = Math.min(file.size - done, chunk.rowCount * rowsPerText)
      const columns = unpacked(file, chunk, size, expressions)
      if (columns === null) break
      done += size
      yield columns
    }
    if (done < file.size) yield* plain(file, expressions, done)
  } finally {
    await file.close()
  }
}

const blocksIn = (size: number): number => Math.ceil(size / rowsPerText)

/** @returns `null` where the texts cannot be told apart */
function unpacked(
  { session }: ParquetFile,
  chunk: DuckDBDataChunk,
  size: number,
  { factor, texts }: PageExpressions,
): PageColumns | null {
  const blocks = chunk.getColumnVector(0)
  if (!(blocks instanceof session.duckdb.DuckDBBlobVector)) return null
  const fields = texts.map((): (string | null)[] => [])
  for (let block = 0; block < chunk.rowCount; block++) {
    const bytes = blocks.getItemBytes(block)
    if (bytes !== null) unpack(bytes, fields)
  }
  if (fields.some(({ length }) => length !== size)) return null
  const at = new Float64Array(size)
  for (let lead = 0; lead < rowsPerText; lead++) {
    const vector = chunk.getColumnVector(1 + lead)
    if (!(vector instanceof session.duckdb.DuckDBDoubleVector)) return null
    for (let row = lead, block = 0; row < size; row += rowsPerText, block++)
      at[row] = Math.round((vector.getItem(block) ?? Number.NaN) * factor)
  }
  const [profileId = [], href = [], eventId = null] = fields
  return { size, at, profileId, href, eventId }
}

async function* plain(
  file: ParquetFile,
  { at, texts, factor }: PageExpressions,
  done: number,
): AsyncGenerator<PageColumns, void, undefined> {
  const sql = `SELECT ${[at, ...texts].join(', ')} FROM source OFFSET ${done}`
  for await (const chunk of chunksOf(file, sql, file.size - done)) {
    const [ats = [], ...fields] = chunk.getColumns()
    const [profileId = [], href = [], eventId = null] = fields.map((values) => values.map(textOrNull))
    yield {
      size: chunk.rowCount,
      at: Float64Array.from(ats, (one) => Math.round(Number(one) * factor)),
      profileId,
      href,
      eventId,
    }
  }
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)
