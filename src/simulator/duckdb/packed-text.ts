import { Buffer, isAscii } from 'node:buffer'

/** Before each text. One that holds it makes the number of texts wrong, and so does `nothing` itself. */
const separator = 1
/** Alone between two separators: there is no text. */
const nothing = 2

/** How many rows' texts come as one. */
export const rowsPerText = 8

/**
 * A query that gives the texts of eight rows as one, in the order of the file, and their instants in eight columns.
 * `lead` without an order streams: DuckDB holds a few rows, whatever the file's size.
 */
export function packedQuery(at: string, texts: readonly string[]): string {
  const row = `concat(${texts.map((text) => `chr(${separator}), ${packed(text)}`).join(', ')})`
  const leads = Array.from(
    { length: rowsPerText },
    (_, k) => `lead(a, ${k}) OVER () AS a${k}, lead(x, ${k}, '') OVER () AS x${k}`,
  )
  const [as, xs] = ['a', 'x'].map((name) => Array.from({ length: rowsPerText }, (_, k) => `${name}${k}`))
  return `SELECT encode(concat(${xs?.join(', ')})), ${as?.join(', ')} FROM (
    SELECT row_number() OVER () AS number, ${leads.join(', ')} FROM (SELECT ${at} AS a, ${row} AS x FROM source)
  ) WHERE number % ${rowsPerText} = 1`
}

const packed = (text: string): string =>
  `CASE ${text} WHEN chr(${nothing}) THEN chr(${separator}) ELSE coalesce(${text}, chr(${nothing})) END`

/** Deals out the texts that `bytes` holds to `fields` in turn. */
export function unpack(bytes: Uint8Array, fields: readonly (string | null)[][]): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // Bytes below 128 are characters as they stand, which is the faster way.
  const encoding = isAscii(buffer) ? 'latin1' : 'utf8'
  let field = 0
  for (let start = 1, end = 0; end < buffer.length; start = end + 1) {
    const next = buffer.indexOf(separator, start)
    end = next < 0 ? buffer.length : next
    const isNothing = end === start + 1 && buffer[start] === nothing
    fields[field]?.push(isNothing ? null : buffer.toString(encoding, start, end))
    field = field + 1 === fields.length ? 0 : field + 1
  }
}
