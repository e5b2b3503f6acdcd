import type { Row, TranslatedFormat, WireEvent } from './format.js'
import { firstOf, idOf, isRow } from './value.js'

/** Rows of Google Analytics 4's export to BigQuery (`events_*`), one JSON object a line. */
export const ga4: TranslatedFormat = {
  kind: 'translated',
  name: 'ga4',
  containers: ['json', 'parquet'],
  hasIdentity: true,
  fields: {
    at: '"event_timestamp", in microseconds',
    profile_id: '"user_id" or "user_pseudo_id"',
    href: '"page_location" of "event_params"',
    event: '"event_name"',
    traits: '"user_properties"',
  },
  sniff: ({ row }) => row !== null && ['event_name', 'event_timestamp'].every((key) => Object.hasOwn(row, key)),
  wants: (column) => columns.has(column),
  translate(row) {
    const at = secondsOf(row.event_timestamp)
    const person = { anonymousId: idOf(row.user_pseudo_id), userId: idOf(row.user_id) }
    const traits = valuesOf(row.user_properties)
    const identify: readonly WireEvent[] = Object.keys(traits).length === 0 ? [] : [{ type: 'identify', at, traits }]
    return { kind: 'events', person, at, events: [...identify, eventOf(row, at)] }
  },
}

const columns: ReadonlySet<string> = new Set([
  'event_name',
  'event_timestamp',
  'event_params',
  'user_id',
  'user_pseudo_id',
  'user_properties',
])

function eventOf(row: Row, at: unknown): WireEvent {
  if (row.event_name !== 'page_view') return { type: 'track', at, event: row.event_name }
  return { type: 'page', at, href: valuesOf(row.event_params).page_location }
}

/** BigQuery writes its whole numbers as text. */
function secondsOf(micros: unknown): unknown {
  const isCount = typeof micros === 'string' ? /^\d{1,18}$/.test(micros) : typeof micros === 'number'
  return isCount || typeof micros === 'bigint' ? Math.floor(Number(micros) / 1_000) / 1_000 : micros
}

/** A list of `{ key, value }`, each value in the field of its type, as one object. */
function valuesOf(list: unknown): Row {
  const pairs = Array.isArray(list) ? list.filter(isRow) : []
  return Object.fromEntries(
    pairs.flatMap(({ key, value }) => {
      const found = isRow(value) ? scalarOf(value) : undefined
      return typeof key === 'string' && found !== undefined ? [[key, found]] : []
    }),
  )
}

function scalarOf({ string_value: text, int_value: whole, double_value: double, float_value: float }: Row): unknown {
  const number = firstOf(whole, double, float)
  return firstOf(text) ?? (number === undefined ? undefined : Number(number))
}
