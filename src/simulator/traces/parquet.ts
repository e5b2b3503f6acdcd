import type { Row } from './formats/format.js'

/**
 * Reads the rows of a Parquet file, a batch at a time, in the file's order, with those columns only that are named.
 * Whoever opens a trace brings it: reading Parquet takes a database that not everybody has installed.
 */
export type ParquetRows = (
  path: string,
  options?: { readonly columns?: readonly string[] },
) => AsyncIterable<readonly Row[]>

/**
 * Reads page loads of a Parquet file by column: without an object for each row it takes a fraction of the time.
 *
 * @returns `null` where a column holds what neither texts nor instants can be taken from as they are
 */
export type ParquetPages = (path: string, names: ParquetPageNames) => Promise<ParquetPageLoads | null>

/** The columns that hold page loads. */
export interface ParquetPageNames {
  readonly at: string
  /** What a number in `at` counts, in milliseconds. */
  readonly unitMs: number
  readonly profileId: string
  readonly href: string
  /** `null` where nothing tells events apart. */
  readonly eventId: string | null
}

/** A Parquet file, opened. */
export interface ParquetPageLoads {
  /** How many rows there are. */
  readonly size: number
  /** All of them once, in the file's order; a chunk counts until the next one is asked for. */
  readonly chunks: AsyncIterable<ParquetPageChunk>
  /** The named columns of one row as `ParquetRows` gives them, by its number from 0 on, which never goes down. */
  row(number: number): Promise<Row>
  close(): Promise<void>
}

/** Some thousand rows. */
export interface ParquetPageChunk {
  readonly size: number
  /** Milliseconds since 1970, rounded; NaN where there is no instant. */
  readonly at: Float64Array
  /** What the texts are made of, in UTF-8, and a view of the same. */
  readonly bytes: Uint8Array
  readonly words: DataView
  /**
   * Row after row, where profile, href and, where it was named, event begin and end; −1 where there is none. −2 is a long
   * one that is not among the bytes, as every one is that no event may have.
   */
  readonly places: Int32Array
}
