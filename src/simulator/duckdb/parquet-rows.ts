import { chunksOf, identifier, openParquet } from './parquet.js'
import { plainValues } from './plain-value.js'
import type { DuckdbOptions } from './session.js'

export interface ParquetRowsOptions extends DuckdbOptions {
  /** All of them unless given. A file keeps its columns apart: what is not asked for is not read. */
  readonly columns?: readonly string[]
}

/**
 * The rows of a Parquet file, batch by batch in the file's order, as plain objects; `plainValues` says how.
 *
 * @throws DuckdbFailure, and the system's error where the file cannot be opened
 */
export async function* parquetRows(
  path: string,
  options: ParquetRowsOptions = {},
): AsyncGenerator<readonly Readonly<Record<string, unknown>>[], void, undefined> {
  const file = await openParquet(path, options)
  try {
    const names = (options.columns ?? file.columns.map(({ name }) => name)).map((name) => file.column(name).name)
    const plain = plainValues(file.session.duckdb)
    for await (const chunk of chunksOf(
      file,
      `SELECT ${names.map(identifier).join(', ') || 'NULL'} FROM source`,
      file.size,
    )) {
      const columns = chunk.getColumns().map((values) => values.map(plain))
      yield Array.from({ length: chunk.rowCount }, (_, row) =>
        Object.fromEntries(names.map((name, column) => [name, columns[column]?.[row]])),
      )
    }
  } finally {
    await file.close()
  }
}
