import type { TraceFormat } from './formats/format.js'
import type { Head } from './head.js'
import type { ParquetPages, ParquetRows } from './parquet.js'

/** One file of a trace. */
export interface TracePart {
  /** What messages call it. */
  readonly name: string
  readonly path: string
  /** Bytes on disk. */
  readonly bytes: number
  readonly head: Head
  readonly format: TraceFormat
  /** Whether the format was named, and not found out: then a mapping does not replace it. */
  readonly isNamed: boolean
  readonly readParquet: ParquetRows | null
  readonly readParquetPages: ParquetPages | null
  /**
   * The file's bytes, unpacked; a chunk counts until the next one is asked for. `onRead` hears how many bytes on disk
   * were read so far.
   */
  read(onRead?: (bytes: number) => void): AsyncIterable<Uint8Array>
}
