import type { DuckDBDataChunk } from '@duckdb/node-api'
import { chunksOf, identifier, type ParquetFile } from './parquet.js'
import { plainValues } from './plain-value.js'

/**
 * Rows of a Parquet file one by one, while another query goes on: the file is gone through once, and of what is not
 * asked for nothing is made.
 */
export class SingleRows {
  readonly #names: readonly string[]
  readonly #chunks: AsyncGenerator<DuckDBDataChunk, void, undefined>
  readonly #plain: ReturnType<typeof plainValues>
  #chunk: DuckDBDataChunk | null = null
  /** How many rows there are up to this chunk, with it. */
  #end = 0

  /** @param names the columns, of which a row has them in this order */
  constructor(file: ParquetFile, names: readonly string[]) {
    this.#names = names
    this.#chunks = chunksOf(file, `SELECT ${names.map(identifier).join(', ')} FROM source`, file.size, 'streamBeside')
    this.#plain = plainValues(file.session.duckdb)
  }

  /** @param number from 0 on, and never less than the one before */
  async at(number: number): Promise<Readonly<Record<string, unknown>>> {
    while (number >= this.#end) {
      const next = await this.#chunks.next()
      if (next.done === true) throw new RangeError(`no row ${number}`)
      this.#chunk = next.value
      this.#end += next.value.rowCount
    }
    const chunk = this.#chunk as DuckDBDataChunk
    const values = chunk.getRowValues(number - this.#end + chunk.rowCount)
    return Object.fromEntries(this.#names.map((name, k) => [name, this.#plain(values[k] ?? null)]))
  }

  async close(): Promise<void> {
    await this.#chunks.return()
  }
}
