/**
 * Reads the rows of a Parquet file, a batch at a time, in the file's order, with those columns only that are named.
 * Whoever opens a trace brings it: reading Parquet takes a database that not everybody has installed.
 */
export type ParquetRows = (
  path: string,
  options?: { readonly columns?: readonly string[] },
) => AsyncIterable<readonly Readonly<Record<string, unknown>>[]>
