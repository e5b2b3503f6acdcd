import { DuckdbFailure } from './failure.js'
import { identifier, type ParquetColumn, type ParquetFile } from './parquet.js'

/** The columns that hold page loads. */
export interface PageNames {
  readonly at: string
  /** What a number in `at` counts; not needed for timestamps. */
  readonly unit?: keyof typeof factors
  readonly profileId: string
  readonly href: string
  readonly eventId?: string
}

const factors = { s: 1_000, ms: 1, us: 0.001 } as const

/** How a query asks for them. */
export interface PageExpressions {
  /** A number, NaN where there is none; `factor` times it is milliseconds. */
  readonly at: string
  readonly factor: number
  /** Profile, href and, where it was named, event: text or NULL. */
  readonly texts: readonly string[]
}

/** @throws DuckdbFailure `unknown_column` or `wrong_type` */
export function pageExpressions(file: ParquetFile, { at, unit, profileId, href, eventId }: PageNames): PageExpressions {
  const named = [profileId, href, ...(eventId === undefined ? [] : [eventId])]
  const texts = named.map((name) => textOf(file, file.column(name)))
  return { ...instantOf(file, file.column(at), unit), texts }
}

function instantOf({ path }: ParquetFile, { name, type }: ParquetColumn, unit: PageNames['unit']) {
  const column = identifier(name)
  if (/^(TIMESTAMP|DATE\b)/.test(type)) return { at: orNaN(`epoch_ms(${column})`), factor: 1 }
  if (isNumber(type) && unit !== undefined) return { at: orNaN(column), factor: factors[unit] }
  const help = isNumber(type) ? 'say what its numbers count: s, ms or us' : 'name a column of timestamps or numbers'
  throw wrongType(path, name, type, 'not an instant', help)
}

function textOf({ path }: ParquetFile, { name, type }: ParquetColumn): string {
  const column = identifier(name)
  if (type === 'VARCHAR' || type === 'JSON') return column
  // Writers that mark no text leave its bytes; those of anything else are no id, and NULL.
  if (type === 'BLOB') return `TRY(decode(${column}))`
  if (isWhole(type) || type === 'UUID' || type.startsWith('ENUM')) return `CAST(${column} AS VARCHAR)`
  throw wrongType(path, name, type, 'not text', 'name a column of text or whole numbers')
}

const orNaN = (expression: string): string => `coalesce(CAST(${expression} AS DOUBLE), 'NaN'::DOUBLE)`

const isWhole = (type: string): boolean => /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/.test(type)

const isNumber = (type: string): boolean => isWhole(type) || /^(FLOAT|DOUBLE|DECIMAL\(.*\))$/.test(type)

const wrongType = (path: string, name: string, type: string, is: string, help: string): DuckdbFailure =>
  new DuckdbFailure('wrong_type', `column ${JSON.stringify(name)} of ${path} is ${is}: ${type}`, help)
