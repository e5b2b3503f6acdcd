import { snowplowColumns } from '../../src/simulator/traces/formats/snowplow-columns.js'
import { anyEvent } from './documents.js'
import type { Draw } from './draw.js'

type Row = Readonly<Record<string, unknown>>

const at = (draw: Draw): string => `2029-02-03T10:${String(draw.below(60)).padStart(2, '0')}:00.${draw.below(10)}00Z`
const href = 'https://app.example.com/'

/** A valid row of each format that keeps one object a line. */
export const rows: Readonly<Record<string, (draw: Draw) => unknown>> = {
  oncue: (draw) =>
    draw.chance(0.5) ? { type: 'page', at: at(draw), profile_id: 'u1', href, event_id: 'e1' } : anyEvent(draw),
  segment: (draw) => ({
    type: draw.pick(['page', 'track', 'identify', 'group', 'alias', 'screen']),
    messageId: 'm1',
    anonymousId: 'a1',
    userId: draw.pick(['u1', null]),
    timestamp: at(draw),
    originalTimestamp: '2029-02-03T11:00:07+01:00',
    event: 'Exported',
    properties: { url: href },
    context: { page: { url: href }, traits: { plan: 'trial' } },
    traits: { email: 'a@b.test', plan: 'trial' },
    previousId: 'a0',
  }),
  snowplow: (draw) => snowplow(draw),
  posthog: (draw) => ({
    uuid: 'p1',
    event: draw.pick(['$pageview', '$identify', '$set', '$create_alias', 'exported', '$autocapture']),
    distinct_id: draw.pick(['u1', 'anon-1']),
    timestamp: at(draw),
    properties: { $current_url: href, $anon_distinct_id: 'anon-1', $set: { plan: 'trial' }, alias: 'x' },
  }),
  ga4: (draw) => ({
    event_name: draw.pick(['page_view', 'exported']),
    event_timestamp: draw.pick<unknown>(['1864807200250999', 1_864_807_200_250_999]),
    user_pseudo_id: '7.1',
    user_id: draw.pick(['u1', null]),
    event_params: [{ key: 'page_location', value: { string_value: href } }],
    user_properties: [{ key: 'seats', value: { string_value: null, int_value: '3' } }],
  }),
}

const snowplow = (draw: Draw): Row => ({
  event: draw.pick(['page_view', 'struct', 'unstruct', 'page_ping']),
  event_id: 's1',
  collector_tstamp: '2029-02-03 10:00:01.000',
  derived_tstamp: draw.pick(['2029-02-03 10:00:00.250', '']),
  user_id: draw.pick(['', 'u1']),
  domain_userid: 'd1',
  page_url: href,
  se_action: 'export',
  event_name: 'page_view',
})

/** A valid row of each format that is a table, by its columns. */
export const tables: Readonly<Record<string, { readonly delimiter: string; readonly row: (draw: Draw) => Row }>> = {
  snowplow: { delimiter: ',', row: snowplow },
  'snowplow, with tabs': {
    delimiter: '\t',
    row: (draw) => {
      const known = snowplow(draw)
      return Object.fromEntries(snowplowColumns.map((name) => [name, known[name] ?? '']))
    },
  },
  posthog: {
    delimiter: ',',
    row: (draw) => {
      const { properties, ...row } = (rows.posthog as (draw: Draw) => unknown)(draw) as Record<string, unknown>
      return { ...row, properties: JSON.stringify(properties) }
    },
  },
  csv: {
    delimiter: ',',
    row: (draw) => ({ at: at(draw), profile_id: 'u1', href, event_id: 'e1', 'traits.role': 'admin', type: 'page' }),
  },
}

/** Lines of access logs, in the combined and in the common format. */
export const logLine = (draw: Draw): string =>
  `${draw.pick(['203.0.113.7', '::1', 'host'])} - ${draw.pick(['-', 'u1'])} [03/Feb/2029:10:0${draw.below(10)}:00 +0100] ` +
  `"${draw.pick(['GET /app HTTP/1.1', 'POST /x HTTP/2.0', 'GET / HTTP/1.0', '-', 'GET /a\\"b'])}" ${draw.pick(['200', '304', '404', '-'])} 512` +
  draw.pick(['', ' "-" "Mozilla/5.0 (X11; \\"odd\\")"', ' "https://x.test/" "curl/8"'])
