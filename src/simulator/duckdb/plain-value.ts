import { Buffer } from 'node:buffer'
import type { DuckDBValue } from '@duckdb/node-api'
import type { DuckdbModule } from './load.js'

/**
 * Turns DuckDB's values into what `JSON.parse` could have given: a row of a Parquet file reads like one of JSONL.
 *
 * - Whole numbers are numbers up to 2^53; so are decimals where the number says the same digits. Beyond that they are exact
 *   text, which ends with its last digit that is not 0.
 * - Instants are ISO text in UTC with milliseconds; one without a zone is taken to be in UTC. What is finer is dropped.
 * - Days are `YYYY-MM-DD`; times of day, intervals and UUIDs are text.
 * - NaN, which is how some writers say that there is nothing, and infinity are `null`.
 * - Bytes are the text that they are in UTF-8, as writers that mark no text leave it, or else base64.
 * - Structs, and maps with text for keys, are objects; any other map is a list of `{ key, value }`.
 * - Every struct of a column has the same fields: one that has nothing there leaves it out, as an object does that has no
 *   such key. A list and a map say by themselves that there is nothing, and that is `null`.
 */
export function plainValues(duckdb: DuckdbModule): (value: DuckDBValue) => unknown {
  const plain = (value: DuckDBValue): unknown => {
    if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
    if (typeof value === 'number') return Number.isFinite(value) ? value : null
    if (typeof value === 'bigint') return isSafe(value) ? Number(value) : String(value)
    const millis = millisOf(duckdb, value)
    if (millis !== null) return isoText(millis) ?? String(value)
    if (value instanceof duckdb.DuckDBDecimalValue) return plainDecimal(String(value))
    if (value instanceof duckdb.DuckDBListValue || value instanceof duckdb.DuckDBArrayValue)
      return value.items.map(plain)
    if (value instanceof duckdb.DuckDBStructValue) return plainStruct(value.entries, plain)
    if (value instanceof duckdb.DuckDBMapValue) return plainMap(value.entries, plain)
    if (value instanceof duckdb.DuckDBUnionValue || value instanceof duckdb.DuckDBVariantValue)
      return plain(value.value)
    if (value instanceof duckdb.DuckDBBlobValue) return textOrBase64(value.bytes)
    return String(value)
  }
  return plain
}

const isSafe = (value: bigint): boolean => value >= -maxSafe && value <= maxSafe
const maxSafe = BigInt(Number.MAX_SAFE_INTEGER)

/** @param text digits, whatever the scale says: 7 is `7.000` in a column of three places */
function plainDecimal(text: string): number | string {
  const number = Number(text)
  if (Math.abs(number) <= Number.MAX_SAFE_INTEGER && digitsOf(String(number)) === digitsOf(text)) return number
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

/** From the first one that is not 0 to the last; of what is read back from a text, where the point is goes without saying. */
const digitsOf = (text: string): string =>
  text
    .replace(/e.*/, '')
    .replace(/[-.]/g, '')
    .replace(/^0+|0+$/g, '')

/** @returns `null` for what is no instant */
function millisOf(duckdb: DuckdbModule, value: DuckDBValue): bigint | null {
  if (value instanceof duckdb.DuckDBTimestampValue || value instanceof duckdb.DuckDBTimestampTZValue)
    return value.micros / 1_000n
  if (value instanceof duckdb.DuckDBTimestampMillisecondsValue) return value.millis
  if (value instanceof duckdb.DuckDBTimestampSecondsValue) return value.seconds * 1_000n
  if (value instanceof duckdb.DuckDBTimestampNanosecondsValue) return value.nanos / 1_000_000n
  return null
}

/** @returns `null` for infinity, and where a date in JavaScript cannot go */
function isoText(millis: bigint): string | null {
  const at = Number(millis)
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : null
}

function plainStruct(entries: Readonly<Record<string, DuckDBValue>>, plain: (value: DuckDBValue) => unknown): unknown {
  const fields = Object.entries(entries).map(([key, value]) => [key, plain(value)] as const)
  return Object.fromEntries(fields.filter(([, value]) => value !== null))
}

function plainMap(
  entries: readonly { readonly key: DuckDBValue; readonly value: DuckDBValue }[],
  plain: (value: DuckDBValue) => unknown,
): unknown {
  const pairs = entries.map(({ key, value }) => ({ key: plain(key), value: plain(value) }))
  return pairs.every(({ key }) => typeof key === 'string')
    ? Object.fromEntries(pairs.map(({ key, value }) => [key, value]))
    : pairs
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function textOrBase64(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('base64')
  }
}
