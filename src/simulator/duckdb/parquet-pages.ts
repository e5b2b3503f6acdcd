import type { DuckDBBlobVector, DuckDBDataChunk } from '@duckdb/node-api'
import type { ParquetPageChunk, ParquetPageLoads, ParquetPageNames } from '../traces/parquet.js'
import { packedQuery, rowsPerValue, UnpackedTexts } from './packed-rows.js'
import { type PageExpressions, pageExpressions } from './page-expressions.js'
import { chunksOf, openParquet, type ParquetFile } from './parquet.js'
import type { DuckdbOptions } from './session.js'
import { SingleRows } from './single-rows.js'

/**
 * Opens a Parquet file for its page loads, by column.
 *
 * What costs most is that DuckDB hands over one text at a time. So the texts of eight rows come as one value, and are
 * found in it by their lengths.
 *
 * Law: the values are those that `parquetRows` gives, but for whole numbers as ids, which are text here.
 *
 * @returns `null` where the columns are of other types than texts and instants
 * @throws DuckdbFailure, and the system's error where the file cannot be opened
 */
export async function parquetPages(
  path: string,
  names: ParquetPageNames,
  options: DuckdbOptions = {},
): Promise<ParquetPageLoads | null> {
  const file = await openParquet(path, options)
  try {
    const expressions = pageExpressions(file, names)
    if (expressions !== null) return pageLoads(file, names, expressions)
  } catch (error) {
    await file.close()
    throw error
  }
  await file.close()
  return null
}

function pageLoads(file: ParquetFile, names: ParquetPageNames, expressions: PageExpressions): ParquetPageLoads {
  const asked = [names.at, names.profileId, names.href, names.eventId]
  const columns = file.columns.map(({ name }) => name).filter((name) => asked.includes(name))
  const rows = new SingleRows(file, columns)
  return {
    size: file.size,
    chunks: chunks(file, expressions),
    row: (number) => rows.at(number),
    async close() {
      await rows.close()
      await file.close()
    },
  }
}

async function* chunks(
  file: ParquetFile,
  { at, factor, texts }: PageExpressions,
): AsyncGenerator<ParquetPageChunk, void, undefined> {
  const unpacked = new UnpackedTexts()
  const values = Math.ceil(file.size / rowsPerValue)
  let done = 0
  for await (const chunk of chunksOf(file, packedQuery(at, texts), values)) {
    const size = Math.min(file.size - done, chunk.rowCount * rowsPerValue)
    unpacked.fill(chunk.getColumnVector(0) as DuckDBBlobVector, size * texts.length)
    const { bytes, words, places } = unpacked
    yield { size, at: instants(chunk, size, factor), bytes, words, places }
    done += size
  }
}

function instants(chunk: DuckDBDataChunk, size: number, factor: number): Float64Array {
  const at = new Float64Array(size)
  for (let lead = 0; lead < rowsPerValue; lead++) {
    const vector = chunk.getColumnVector(1 + lead)
    for (let row = lead, value = 0; row < size; row += rowsPerValue, value++)
      at[row] = Math.round((vector.getItem(value) as number) * factor) + 0 // adding 0 turns −0 into 0
  }
  return at
}
