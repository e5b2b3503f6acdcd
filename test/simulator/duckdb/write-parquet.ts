import { DuckDBInstance } from '@duckdb/node-api'

/** Writes what a query selects to a Parquet file, by DuckDB itself. */
export async function writeParquet(path: string, select: string, rowGroupSize = 122_880): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  await connection.run(
    `COPY (${select}) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, ROW_GROUP_SIZE ${rowGroupSize})`,
  )
  connection.closeSync()
  instance.closeSync()
}
