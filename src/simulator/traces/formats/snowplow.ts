import type { Row, TranslatedFormat, WireEvent } from './format.js'
import { firstOf, idOf, instantOf } from './value.js'

/** Rows of Snowplow's `atomic.events`: a table with a header, or the enriched TSV without one. */
export const snowplow: TranslatedFormat = {
  kind: 'translated',
  name: 'snowplow',
  containers: ['table', 'json', 'parquet'],
  hasIdentity: true,
  fields: {
    at: '"derived_tstamp", else "collector_tstamp"',
    profile_id: '"user_id", "domain_userid" or "network_userid"',
    event_id: '"event_id"',
    href: '"page_url" of a "page_view"',
    event: '"se_action" of a "struct", "event_name" of an "unstruct"',
  },
  sniff: ({ row }) =>
    row !== null && ['event_id', 'collector_tstamp', 'domain_userid'].every((key) => Object.hasOwn(row, key)),
  wants: (column) => columns.has(column),
  translate(row) {
    const at = instantOf(firstOf(row.derived_tstamp, row.collector_tstamp))
    const anonymousId = idOf(row.domain_userid) ?? idOf(row.network_userid)
    const person = { anonymousId, userId: idOf(row.user_id) }
    return { kind: 'events', person, at, events: eventsOf(row, at) }
  },
}

/** Of some 130. */
const columns: ReadonlySet<string> = new Set([
  'event',
  'event_id',
  'event_name',
  'derived_tstamp',
  'collector_tstamp',
  'user_id',
  'domain_userid',
  'network_userid',
  'page_url',
  'se_action',
])

function eventsOf(row: Row, at: unknown): readonly WireEvent[] {
  const parts = { at, event_id: idOf(row.event_id) ?? undefined }
  switch (row.event) {
    case 'page_view':
      return [{ type: 'page', ...parts, href: firstOf(row.page_url) }]
    case 'struct':
      return [{ type: 'track', ...parts, event: firstOf(row.se_action) }]
    case 'unstruct':
      return [{ type: 'track', ...parts, event: firstOf(row.event_name) }]
    default:
      return []
  }
}
