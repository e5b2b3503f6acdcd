import { describe, expect, test } from 'vitest'
import { detectFormat } from '../../../src/simulator/traces/formats/index.js'
import { snowplowColumns } from '../../../src/simulator/traces/formats/snowplow-columns.js'
import { inspect } from '../../../src/simulator/traces/head.js'
import { openTraces } from '../../../src/simulator/traces/open.js'
import type { ParquetRows } from '../../../src/simulator/traces/parquet.js'
import { folderOf } from './read-all.js'

const enrichedWith = (cells: Readonly<Record<string, string>>): string =>
  snowplowColumns.map((name) => (name === 'event' ? 'page_view' : (cells[name] ?? ''))).join('\t')
const enriched = enrichedWith({})
/** An object of so many keys. */
const json = (keys: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, k) => [k, 'a;b'])))

/** How a file begins, and what it is found to be; what nothing speaks for is `null`. */
const beginnings: readonly (readonly [what: string, text: string, container: string | null, format: string | null])[] =
  [
    ['our own page load', '{"at":1,"profile_id":"u1","href":"/"}', 'json', 'oncue'],
    ['objects of nobody', '{"session":7,"events":[]}', 'json', 'oncue'],
    ['a Segment page', '{"type":"page","anonymousId":"a","properties":{}}', 'json', 'segment'],
    ['a RudderStack track', '{"channel":"web","type":"track","userId":"u","event":"x"}', 'json', 'segment'],
    ['a track of ours', '{"type":"track","userId":"u","profile_id":"u1","event":"x"}', 'json', 'oncue'],
    ['Snowplow with a header', 'app_id,event_id,collector_tstamp,domain_userid', 'table', 'snowplow'],
    ['Snowplow in quotes and tabs', '"event_id"\t"collector_tstamp"\t"domain_userid"', 'table', 'snowplow'],
    ['Snowplow without a header', enriched, 'table', 'snowplow'],
    [
      'Snowplow without a header, with JSON in it',
      enrichedWith({ contexts: json(200), unstruct_event: json(9) }),
      'table',
      'snowplow',
    ],
    ['Snowplow without a header, after half a line', `x\t1,2,3\n${enriched}`, 'table', 'snowplow'],
    ['Snowplow as objects', '{"event_id":"e","collector_tstamp":"t","domain_userid":"d"}', 'json', 'snowplow'],
    ['PostHog objects', '{"uuid":"1","event":"$pageview","distinct_id":"a","timestamp":"t"}', 'json', 'posthog'],
    ['PostHog columns', 'uuid,event,distinct_id,timestamp,properties', 'table', 'posthog'],
    ['GA4', '{"event_date":"x","event_timestamp":"1","event_name":"page_view"}', 'json', 'ga4'],
    ['an access log', '::1 - - [03/Feb/2029:10:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "x"', 'log', 'combined'],
    ['the common log', 'example.com - bob [03/Feb/2029:10:00:00 -0700] "GET / HTTP/1.0" 304 -', 'log', 'combined'],
    ['columns of ours', 'at,profile_id,href', 'table', 'csv'],
    ['columns of ours, semicolons, a mark before', '\ufeffat;profile_id;href', 'table', 'csv'],
    [
      'columns of ours beside one with commas',
      'at\tprofile_id\thref\tnotes, by hand, in short, if any',
      'table',
      'csv',
    ],
    ['columns of ours beside one with tabs', 'at;profile_id;"a\tb\tc\td\te"', 'table', 'csv'],
    ['columns of nobody', 'name,price', null, null],
    ['prose', 'it was at noon, I think', null, null],
    ['broken JSON', '"at":1}', null, null],
    ['nothing', '', null, null],
    [
      'an access log that begins in the middle of a line',
      'x"\n::1 - - [03/Feb/2029:10:00:00 +0000] "GET / HTTP/1.1" 200 1',
      'log',
      'combined',
    ],
    ['objects that begin with half a one', '{"type":\n{"type":"page","userId":"u"}', 'json', 'segment'],
  ]

test.each(beginnings)('%s', (_what, text, container, format) => {
  const inspection = inspect(new TextEncoder().encode(`\n${text}\nmore`))
  expect(inspection.container).toBe(container)
  expect(inspection.foreign).toBe(null)
  if (inspection.container !== null) expect(detectFormat(inspection.as(inspection.container)).name).toBe(format)
})

const binary = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const ownLine = '{"at":1,"profile_id":"u1","href":"/"}\n'

/** Files that are not what they are said to be. */
const wrong: readonly (readonly [name: string, content: string | Uint8Array, format: string, message: string])[] = [
  ['t.csv', ownLine, 'auto', 'this looks like JSON Lines, not CSV: t.csv'],
  ['t.jsonl', 'at,profile_id,href\n', 'auto', 'this looks like CSV, not JSON Lines: t.jsonl'],
  ['t.jsonl', 'PAR1\x15\x04', 'auto', 'this looks like Parquet, not JSON Lines: t.jsonl'],
  ['t.parquet', ownLine, 'auto', 'this looks like JSON Lines, not Parquet: t.parquet'],
  ['t', 'PAR1\x15\x04', 'oncue', 'this looks like Parquet, not JSON Lines: t'],
  ['t', ownLine, 'combined', 'this looks like JSON Lines, not an access log: t'],
  ['t', 'at,profile_id,href\n', 'segment', 'this looks like CSV, not JSON Lines or Parquet: t'],
  ['t', binary('PK\x03\x04\x14\x00'), 'auto', 'this looks like a zip archive or a spreadsheet, not a trace: t'],
  ['t.csv', binary('PK\x03\x04\x14\x00'), 'auto', 'this looks like a zip archive or a spreadsheet, not CSV: t.csv'],
  ['t', binary('\xff\xfea\x00t\x00'), 'auto', 'this looks like UTF-16 text, not a trace: t'],
  ['t', 'ab\0cd\n', 'auto', 'this looks like no text, not a trace: t'],
  ['t.jsonl', '[{"at":1}]', 'auto', 'this looks like one JSON array, not JSON Lines: t.jsonl'],
  [
    't.jsonl',
    '{\n  "at": 1\n}',
    'auto',
    'this looks like one JSON document over several lines, not JSON Lines: t.jsonl',
  ],
  ['t.csv', '<!DOCTYPE html>\n<html>', 'auto', 'this looks like a web page or XML, not CSV: t.csv'],
  ['t.csv', '', 'snowplow', 'this is no table of snowplow: t.csv'],
  ['t.csv', 'at,profile_id,href\n', 'snowplow', 'this is no table of snowplow: t.csv'],
]

describe('a file that is not what it is said to be', () => {
  test.each(wrong)('%s of %j as %s', async (name, content, format, message) => {
    const path = folderOf({ [name]: content })
    const opened = await openTraces([path(name)], { format: format as 'auto' })
    expect(opened.ok ? [] : opened.problems.map((problem) => problem.message)).toEqual([
      message.replace(/\bt(\.\w+)?$/, () => path(name)),
    ])
    expect(opened.ok || opened.problems[0].help).toBeTruthy()
  })

  test('is told with what it would be', async () => {
    const path = folderOf({ 't.csv': 'time,url\n' })
    expect(await openTraces([path('t.csv')], { format: 'posthog' })).toEqual({
      ok: false,
      problems: [
        {
          code: 'wrong_format',
          pointer: '',
          message: `this is no table of posthog: ${path('t.csv')}`,
          help: 'its columns are "time", "url": read it with --format csv and --map',
        },
      ],
    })
  })

  test.each(['', '\n\n', '"a\nb",c\n'])('is told where it has no columns: %j', async (content) => {
    const opened = await openTraces([folderOf({ 't.csv': content })('t.csv')], { format: 'posthog' })
    expect(opened.ok ? '' : opened.problems[0].help).toBe('its first line names no columns: is there a header?')
  })

  test('Parquet that nothing reads', async () => {
    const path = folderOf({ t: 'PAR1\x15\x04' })
    expect(await openTraces([path('t')])).toEqual({
      ok: false,
      problems: [
        {
          code: 'unsupported_format',
          pointer: '',
          message: `nothing here reads Parquet: ${path('t')}`,
          help: 'npm install @duckdb/node-api',
        },
      ],
    })
  })
})

test.each<[header: string, delimiter: string]>([
  ['at\tprofile_id\thref\tnotes, by hand, in short, if any', '\t'],
  ['when;who;"where, at first, and then, and last"', ';'],
  ['when,who;or,where', ','],
  ['when', ','],
])('the columns of %j are parted by %j', (header, delimiter) => {
  const { layout } = inspect(new TextEncoder().encode(`${header}\n`)).as('table')
  expect(layout).toEqual({ delimiter, quote: '"', columns: null })
})

test('Parquet is told by its columns', async () => {
  const rowsOf = (row: Readonly<Record<string, unknown>>): ParquetRows =>
    async function* () {
      yield [row]
    }
  const formatOf = async (row: Readonly<Record<string, unknown>>) => {
    const path = folderOf({ t: 'PAR1\x15\x04' })
    const opened = await openTraces([path('t')], { readParquet: rowsOf(row) })
    return opened.ok ? opened.value.files?.parts[0]?.format.name : opened.problems
  }
  expect(await formatOf({ at: 1, profile_id: 'u1', href: '/' })).toBe('parquet')
  expect(await formatOf({ event_name: 'page_view', event_timestamp: 1n })).toBe('ga4')
})
