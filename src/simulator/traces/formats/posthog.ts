import type { Row, TranslatedFormat, WireEvent } from './format.js'
import { firstOf, idOf, instantOf, objectOf, valueIn } from './value.js'

/** An export of PostHog's events, as JSON Lines or as a table whose `properties` are JSON. */
export const posthog: TranslatedFormat = {
  kind: 'translated',
  name: 'posthog',
  containers: ['json', 'table', 'parquet'],
  hasIdentity: true,
  fields: {
    at: '"timestamp"',
    profile_id: '"distinct_id"',
    event_id: '"uuid"',
    href: '"properties.$current_url"',
    event: '"event"',
    traits: '"properties.$set"',
  },
  sniff: ({ row }) =>
    row !== null && ['event', 'distinct_id', 'timestamp'].every((key) => Object.hasOwn(row, key)) && !('at' in row),
  translate(row) {
    const at = instantOf(row.timestamp)
    const distinctId = idOf(row.distinct_id)
    const joined = joinedBy(row.event)
    const from = joined === undefined ? null : idOf(propertyOf(row, joined))
    // One kind of id: whether it is a user's is told only by what is joined to what.
    const person = { anonymousId: distinctId, userId: null }
    return { kind: 'events', person, at, alias: { from, to: distinctId }, events: eventsOf(row, at) }
  },
}

/** Where events that join two ids have the one that is given up. */
const joins: Readonly<Record<string, string>> = {
  $identify: '$anon_distinct_id',
  $create_alias: 'alias',
  $merge_dangerously: 'alias',
}

const joinedBy = (event: unknown): string | undefined =>
  typeof event === 'string' && Object.hasOwn(joins, event) ? joins[event] : undefined

function eventsOf(row: Row, at: unknown): readonly WireEvent[] {
  const { event } = row
  const id = idOf(row.uuid) ?? undefined
  const set = objectOf(firstOf(propertyOf(row, '$set'), row.$set))
  // An event may tell the person's properties on the way; two events of one row need two ids.
  const beside: readonly WireEvent[] =
    set === undefined || Object.keys(set).length === 0 ? [] : [identify(set, at, id === undefined ? id : `${id}:set`)]
  switch (true) {
    case event === '$pageview':
      return [...beside, { type: 'page', at, event_id: id, href: propertyOf(row, '$current_url') }]
    case event === '$identify' || event === '$set':
      return [identify(set ?? {}, at, id)]
    case typeof event === 'string' && event.startsWith('$'):
      return beside
    default:
      return [...beside, { type: 'track', at, event_id: id, event }]
  }
}

function identify(traits: Row, at: unknown, eventId: string | undefined): WireEvent {
  const email = typeof traits.email === 'string' ? { email: traits.email } : {}
  return { type: 'identify', at, event_id: eventId, ...email, traits }
}

/** A property, whether the export has them as an object, as its text, or as columns. */
function propertyOf(row: Row, name: string): unknown {
  return firstOf(valueIn(objectOf(row.properties), name), row[`properties.${name}`])
}
