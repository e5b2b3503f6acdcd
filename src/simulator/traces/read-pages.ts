import { maxInstant, minInstant } from '../../authoring/time.js'
import { ByteMap } from './byte-map.js'
import type { ParquetPageChunk, ParquetPageLoads } from './parquet.js'
import type { PartTaker } from './part-taker.js'
import { hashOf, type TextAt } from './text-at.js'

export interface RowReader {
  /** Reads a row by itself; the first one is 1. */
  row(line: number): Promise<void>
  /** Hears how many rows were read so far. */
  onRead(rows: number): void
}

/**
 * Reads page loads by column. A row that is not just so is read by itself; a law holds the two readings together
 * (test/simulator/traces/parquet-pages.test.ts).
 *
 * @param hasEventId whether rows have a third text
 * @returns how many rows there were
 */
export async function readPages<T>(
  pages: ParquetPageLoads,
  hasEventId: boolean,
  part: PartTaker<T>,
  reader: RowReader,
): Promise<number> {
  const scan = new ColumnScan(part, hasEventId)
  let rows = 0
  for await (const chunk of pages.chunks) {
    for (let k = scan.take(chunk, 0, rows); k < chunk.size; k = scan.take(chunk, k + 1, rows)) {
      await reader.row(rows + k + 1)
      if (!part.isOpen) break
    }
    rows += chunk.size
    reader.onRead(rows)
    if (!(await part.pause())) return rows
  }
  return rows
}

const maxHrefs = 65_536
/** A mark of the byte order begins with it, which whoever decodes a text leaves out. */
const markStart = 0xef
const decoder = new TextDecoder()

/** Goes through the rows of chunks for page loads. */
class ColumnScan<T> {
  readonly #part: PartTaker<T>
  readonly #hasEventId: boolean
  readonly #hrefs = new ByteMap(maxHrefs)
  readonly #profileId: TextAt = { start: 0, end: 0, hash: 0 }
  readonly #href: TextAt = { start: 0, end: 0, hash: 0 }

  constructor(part: PartTaker<T>, hasEventId: boolean) {
    this.#part = part
    this.#hasEventId = hasEventId
  }

  /**
   * Takes the page loads of a chunk, from its k-th row on.
   *
   * @returns which row is not just so; as many as there are where none is
   */
  take(chunk: ParquetPageChunk, from: number, rowsBefore: number): number {
    const { taker, linesBefore } = this.#part
    const [profileId, href] = [this.#profileId, this.#href]
    const { size, bytes } = chunk
    const texts = this.#hasEventId ? 3 : 2
    for (let k = from; k < size; k++) {
      const at = chunk.at[k] as number
      // NaN is not between them either.
      if (!(at >= minInstant && at <= maxInstant)) return k
      const place = 2 * texts * k
      if (!find(chunk, place, profileId) || profileId.start === profileId.end) return k
      if (!find(chunk, place + 2, href)) return k
      const start = this.#hasEventId ? (chunk.places[place + 4] as number) : none
      const end = chunk.places[place + 5] as number
      if (start !== none && (!isPlain(bytes, start, end) || start === end)) return k
      const profile = taker.profileAt(chunk, hashed(chunk, profileId))
      const text = this.#hrefs.texts[this.#hrefs.numberOf(chunk, hashed(chunk, href))] as string
      const eventId = start === none ? null : decoder.decode(bytes.subarray(start, end))
      taker.page(profile, at, text, eventId, linesBefore + rowsBefore + k + 1)
    }
    return size
  }
}

/** What stands for the place of a text that is not there. */
const none = -1

/** @returns whether there is a text that is plain */
function find({ bytes, places }: ParquetPageChunk, place: number, text: TextAt): boolean {
  text.start = places[place] as number
  text.end = places[place + 1] as number
  return isPlain(bytes, text.start, text.end)
}

const isPlain = (bytes: Uint8Array, start: number, end: number): boolean =>
  start >= 0 && (start === end || bytes[start] !== markStart)

function hashed(chunk: ParquetPageChunk, text: TextAt): TextAt {
  text.hash = hashOf(chunk, text.start, text.end)
  return text
}
