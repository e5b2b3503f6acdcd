import { parseInstant } from '../../authoring/time.js'
import { isRow } from './formats/value.js'
import type { Mapping } from './mapping.js'
import { columnsOf, missingColumns } from './missing.js'
import type { ParquetPageNames } from './parquet.js'

/**
 * The columns that hold page loads, where every row of a file is one.
 *
 * @returns `null` where rows say what they are or that they only ask, and where a value is not a column by itself
 */
export function pageColumns(mapping: Mapping, columns: readonly string[]): ParquetPageNames | null {
  const isThere = (field: string): boolean => columnsOf(mapping.nameOf(field)).some((name) => columns.includes(name))
  if (missingColumns(mapping, columns) !== null || isThere('type') || isThere('peek')) return null
  const [at, profileId, href, eventId] = ['at', 'profile_id', 'href', 'event_id'].map((field) =>
    flatName(mapping, field),
  )
  if (at == null || profileId == null || href == null) return null
  if (isThere('event_id') && eventId == null) return null
  return { at, unitMs: unitOf(mapping, at), profileId, href, eventId: isThere('event_id') ? (eventId ?? null) : null }
}

/** A path that is a column's name and nothing else. */
function flatName(mapping: Mapping, field: string): string | null {
  const [path, key] = columnsOf(mapping.nameOf(field))
  return path !== undefined && path === key ? path : null
}

/** A mapping converts numbers but does not say how: what it makes of a million does. */
function unitOf(mapping: Mapping, at: string): number {
  const [event] = mapping.rows({ [at]: million })
  const instant = parseInstant(isRow(event) ? event.at : null, null)
  return instant.ok ? instant.value / million : Number.NaN
}

const million = 1_000_000
