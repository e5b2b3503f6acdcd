import type { Row } from './format.js'

// How values of other formats are taken as ours.

/** An id as text; `null` where there is none. What is neither text nor a whole number is none. */
export function idOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))) return String(value)
  return null
}

/** The value at a path of keys; `undefined` where there is none. */
export function valueIn(row: unknown, ...path: readonly string[]): unknown {
  let value = row
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = (value as Row)[key]
  }
  return value ?? undefined
}

/** The first value that is there. */
export const firstOf = (...values: readonly unknown[]): unknown =>
  values.find((value) => value !== undefined && value !== null && value !== '')

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object, or the JSON text of one, as a cell of a table has it. */
export function objectOf(value: unknown): Row | undefined {
  if (isRow(value)) return value
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return undefined
  try {
    const parsed: unknown = JSON.parse(value)
    return isRow(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

const warehouse = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?) ?(Z|UTC|[+-]\d\d(?::?\d\d)?)?$/

/**
 * An instant in the forms of warehouses that our own wire does not have: a space before the time and a zone behind
 * it, as in `2029-02-03 10:00:00.123 UTC` or `… +00`. Everything else is left as it came. A time without a zone is UTC.
 */
export function instantOf(value: unknown): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? String(value) : value.toISOString()
  if (typeof value === 'bigint') return Number(value)
  const match = typeof value === 'string' ? warehouse.exec(value) : null
  if (match === null) return value
  const [, date, time, zone = 'UTC'] = match
  return `${date}T${time}${zone === 'UTC' ? 'Z' : zone}`
}
