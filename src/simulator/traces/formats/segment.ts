import type { Row, TranslatedFormat, WireEvent } from './format.js'
import { firstOf, idOf, instantOf, isRow, valueIn } from './value.js'

const calls: readonly unknown[] = ['page', 'track', 'identify', 'screen', 'group', 'alias']

/** The calls of the Segment spec, as Segment and RudderStack write them, one a line. */
export const segment: TranslatedFormat = {
  kind: 'translated',
  name: 'segment',
  containers: ['json', 'parquet'],
  hasIdentity: true,
  fields: {
    at: '"timestamp", else "originalTimestamp", "sentAt" or "receivedAt"',
    profile_id: '"userId" or "anonymousId"',
    event_id: '"messageId"',
    href: '"properties.url", else "context.page.url"',
    event: '"event"',
    traits: '"traits", else "context.traits"',
  },
  sniff: ({ row }) =>
    row !== null &&
    calls.includes(row.type) &&
    (Object.hasOwn(row, 'anonymousId') || Object.hasOwn(row, 'userId')) &&
    !Object.hasOwn(row, 'profile_id'),
  translate(row) {
    const { timestamp, originalTimestamp, sentAt, receivedAt } = row
    const at = instantOf(firstOf(timestamp, originalTimestamp, sentAt, receivedAt))
    const userId = idOf(row.userId)
    const person = { anonymousId: idOf(row.anonymousId), userId }
    const alias = row.type === 'alias' ? { alias: { from: idOf(row.previousId), to: userId } } : {}
    return { kind: 'events', person, at, ...alias, events: eventsOf(row, at) }
  },
}

function eventsOf(row: Row, at: unknown): readonly WireEvent[] {
  const parts = { at, event_id: idOf(row.messageId) ?? undefined }
  switch (row.type) {
    case 'page': {
      const href = firstOf(valueIn(row, 'properties', 'url'), valueIn(row, 'context', 'page', 'url'))
      return [{ type: 'page', ...parts, href }]
    }
    case 'track':
      return [{ type: 'track', ...parts, event: row.event, properties: row.properties }]
    case 'identify': {
      // RudderStack puts an identify's traits into its context.
      const traits = firstOf(row.traits, valueIn(row, 'context', 'traits'))
      const email = isRow(traits) && typeof traits.email === 'string' ? { email: traits.email } : {}
      return [{ type: 'identify', ...parts, ...email, traits }]
    }
    default:
      return []
  }
}
