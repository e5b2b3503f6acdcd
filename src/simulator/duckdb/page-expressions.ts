import type { ParquetPageNames } from '../traces/parquet.js'
import { identifier, type ParquetColumn, type ParquetFile } from './parquet.js'

/** How a query asks for the columns of page loads. */
export interface PageExpressions {
  /** A number, NaN where there is none; `factor` times it is milliseconds. */
  readonly at: string
  readonly factor: number
  /** Profile, href and, where it was named, event: text or NULL. */
  readonly texts: readonly string[]
}

/**
 * Law: what these give is what a row read by itself comes to.
 *
 * @returns `null` where a type leaves a doubt
 * @throws DuckdbFailure `unknown_column`
 */
export function pageExpressions(file: ParquetFile, names: ParquetPageNames): PageExpressions | null {
  const instant = instantOf(file.column(names.at), names.unitMs)
  const texts = [
    idOf(file.column(names.profileId)),
    textOf(file.column(names.href)),
    ...(names.eventId === null ? [] : [idOf(file.column(names.eventId))]),
  ]
  const known = texts.filter((text) => text !== null)
  return instant === null || known.length < texts.length ? null : { ...instant, texts: known }
}

/** A decimal is left out: what it is in binary depends on who divides. */
function instantOf({ name, type }: ParquetColumn, unitMs: number): Pick<PageExpressions, 'at' | 'factor'> | null {
  const column = identifier(name)
  if (instants.has(type)) return { at: orNaN(`epoch_ms(${column})`), factor: 1 }
  return isWhole(type) || type === 'FLOAT' || type === 'DOUBLE' ? { at: orNaN(column), factor: unitMs } : null
}

const instants: ReadonlySet<string> = new Set([
  'TIMESTAMP',
  'TIMESTAMP_S',
  'TIMESTAMP_MS',
  'TIMESTAMP_NS',
  'TIMESTAMP WITH TIME ZONE',
  'DATE',
])

/** Whole numbers are ids by their digits. Bytes that are no text are no id either: they come as an empty one. */
function idOf(column: ParquetColumn): string | null {
  const name = identifier(column.name)
  if (isWhole(column.type)) return `CAST(${name} AS VARCHAR)`
  const text = textOf(column)
  return column.type === 'BLOB' ? `coalesce(${text}, CASE WHEN ${name} IS NOT NULL THEN '' END)` : text
}

function textOf({ name, type }: ParquetColumn): string | null {
  const column = identifier(name)
  if (type === 'VARCHAR') return column
  if (type === 'UUID') return `CAST(${column} AS VARCHAR)`
  // Writers that mark no text leave its bytes; those of anything else are no text, and NULL.
  return type === 'BLOB' ? `TRY(decode(${column}))` : null
}

const orNaN = (expression: string): string => `coalesce(CAST(${expression} AS DOUBLE), 'NaN'::DOUBLE)`

const isWhole = (type: string): boolean => /^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(type)
