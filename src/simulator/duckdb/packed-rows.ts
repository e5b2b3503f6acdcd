import type { DuckDBBlobVector } from '@duckdb/node-api'

/** How many rows' texts come as one value. */
export const rowsPerValue = 8

/** A text's length in bytes comes before it, as one of the characters that have two bytes in UTF-8. */
const lengthZero = 0x80
const longest = 0x7ff - lengthZero
/** Characters in place of the length where there is no text, and where it is longer: a chunk's texts need little room. */
const nothing = 1
const tooLong = 2

/**
 * A query that gives the texts of eight rows as one value, in the order of the file, and their instants in eight
 * columns. `lead` without an order streams: DuckDB holds a few rows, whatever the file's size.
 */
export function packedQuery(at: string, texts: readonly string[]): string {
  const places = Array.from({ length: rowsPerValue }, (_, k) => k)
  const leads = places.slice(1).map((k) => `lead(a0, ${k}) OVER () AS a${k}, lead(x0, ${k}, '') OVER () AS x${k}`)
  const columns = texts.map((text, k) => `${text} AS t${k}`)
  const row = `concat(${texts.map((_, k) => packed(`t${k}`)).join(', ')})`
  return `SELECT encode(concat(${places.map((k) => `x${k}`).join(', ')})), ${places.map((k) => `a${k}`).join(', ')}
    FROM (
      SELECT row_number() OVER () AS number, a0, x0, ${leads.join(', ')}
      FROM (SELECT a0, ${row} AS x0 FROM (SELECT ${at} AS a0, ${columns.join(', ')} FROM source))
    )
    WHERE number % ${rowsPerValue} = 1`
}

const packed = (text: string): string =>
  `CASE WHEN strlen(${text}) <= ${longest} THEN concat(chr(${lengthZero} + strlen(${text})::INTEGER), ${text})
    WHEN ${text} IS NULL THEN chr(${nothing}) ELSE chr(${tooLong}) END`

/** Texts taken out of packed values, in buffers that are used again. */
export class UnpackedTexts {
  bytes = new Uint8Array(1 << 16)
  words = new DataView(this.bytes.buffer)
  /** Where each text begins and ends; −1 where there is none, −2 where it was too long. */
  places = new Int32Array(1 << 10)

  /** @param count how many texts the values hold */
  fill(values: DuckDBBlobVector, count: number): void {
    let length = 0
    for (let k = 0; k < values.itemCount; k++) {
      const value = values.getItemBytes(k)
      if (value === null) continue
      if (length + value.length > this.bytes.length) this.#grow(2 * (length + value.length))
      this.bytes.set(value, length)
      length += value.length
    }
    if (2 * count > this.places.length) this.places = new Int32Array(4 * count)
    this.#cut(count)
  }

  #cut(count: number): void {
    const { bytes, places } = this
    let at = 0
    for (let text = 0; text < 2 * count; text += 2) {
      const first = bytes[at] as number
      if (first < lengthZero) {
        places[text] = places[text + 1] = first === nothing ? -1 : -2
        at += 1
        continue
      }
      const length = (((first & 0x1f) << 6) | ((bytes[at + 1] as number) & 0x3f)) - lengthZero
      places[text] = at + 2
      at = places[text + 1] = at + 2 + length
    }
  }

  #grow(size: number): void {
    const bytes = new Uint8Array(size)
    bytes.set(this.bytes)
    this.bytes = bytes
    this.words = new DataView(bytes.buffer)
  }
}
