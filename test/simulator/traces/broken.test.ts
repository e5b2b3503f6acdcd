import { describe, expect, test } from 'vitest'
import { parseMapping } from '../../../src/simulator/traces/mapping.js'
import { type OpenTracesOptions, openTraces } from '../../../src/simulator/traces/open.js'
import { folderOf, readSource, readText } from './read-all.js'

/** A sound row, a broken one, a sound one: what is said of the one in the middle, and that the others stand. */
const rows: readonly (readonly [
  format: NonNullable<OpenTracesOptions['format']>,
  what: string,
  head: string,
  broken: string,
  message: string,
  help: string,
])[] = [
  [
    'segment',
    'no page',
    '{"type":"page","userId":"u","timestamp":1,"properties":{"url":"/"}}',
    '{"type":"page","userId":"u","timestamp":1}',
    'missing key "href"',
    'segment has "href" in "properties.url", else "context.page.url"',
  ],
  [
    'segment',
    'nobody',
    '{"type":"page","userId":"u","timestamp":1,"properties":{"url":"/"}}',
    '{"type":"track","event":"x","timestamp":1}',
    'missing key "profile_id"',
    'segment has "profile_id" in "userId" or "anonymousId"',
  ],
  [
    'segment',
    'a day that is none',
    '{"type":"page","userId":"u","timestamp":1,"properties":{"url":"/"}}',
    '{"type":"track","userId":"u","event":"x","timestamp":"2029-02-30"}',
    'no such date or time: "2029-02-30"',
    'check the day, hour, minute and second; segment has "at" in "timestamp", else "originalTimestamp", "sentAt" or "receivedAt"',
  ],
  [
    'segment',
    'milliseconds',
    '{"type":"page","userId":"u","timestamp":1,"properties":{"url":"/"}}',
    '{"type":"track","userId":"u","event":"x","timestamp":1864807200000}',
    'instant beyond the years 0000 to 9999: 1864807200000',
    'milliseconds? Unix time is written in seconds: 1864807200; segment has "at" in "timestamp", else "originalTimestamp", "sentAt" or "receivedAt"',
  ],
  [
    'segment',
    'a list',
    '{"type":"page","userId":"u","timestamp":1,"properties":{"url":"/"}}',
    '[1]',
    'expected an object, found an array',
    '',
  ],
  [
    'segment',
    'half a row',
    '{"type":"page","userId":"u","timestamp":1,"properties":{"url":"/"}}',
    '{"type":"page"',
    'not a JSON object: the line ends inside an object',
    'write one JSON object a line',
  ],
  [
    'ga4',
    'a time in words',
    '{"event_name":"x","event_timestamp":"1000000","user_id":"u"}',
    '{"event_name":"x","event_timestamp":"noon","user_id":"u"}',
    'not an instant: "noon"',
    'write "2029-02-03T10:00:00Z", "2029-02-03 10:00:00", "2029-02-03", Unix seconds, "$now" or "+45d"; ga4 has "at" in "event_timestamp", in microseconds',
  ],
  [
    'combined',
    'no line of a log',
    '::1 - - [03/Feb/2029:10:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "x"',
    '::1 - - "GET /',
    'not a line of an access log: "::1 - - \\"GET /"',
    'the combined format is: host ident user [day/month/year:time zone] "request" status bytes "referrer" "agent"',
  ],
  [
    'combined',
    'a month that is none',
    '::1 - - [03/Feb/2029:10:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "x"',
    '::1 - - [03/Fab/2029:10:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "x"',
    'no such date or time: "2029-00-03T10:00:00+00:00"',
    'check the day, hour, minute and second; combined has "at" in the time in brackets',
  ],
]

describe('a row that cannot be read', () => {
  test.each(rows)('%s: %s', async (format, _what, good, broken, message, help) => {
    const { events, at, problems, lines } = await readText(`${good}\n${broken}\n${good}\n`, { format, name: 't' })
    expect(events).toHaveLength(2)
    expect(at).toEqual([1, 3])
    expect(lines).toBe(3)
    expect(problems.map((problem) => problem.message)).toEqual([message])
    expect(problems[0]?.help ?? '').toBe(help)
    expect(problems[0]?.line).toBe(2)
    expect(problems[0]?.file).toMatch(/\bt$/)
  })

  test('is taken whole or not at all: one row, two events, one problem', async () => {
    const row = '{"event":"$pageview","distinct_id":"u","timestamp":1,"properties":{"$set":{"plan":"pro"}}}'
    const { events, problems } = await readText(row)
    expect(events).toEqual([])
    expect(problems).toHaveLength(1)
    expect(problems[0]?.help).toBe('posthog has "href" in "properties.$current_url"')
  })

  test('ends the reading where the taker says so', async () => {
    const path = folderOf({ 'a.csv': 'at,profile_id,href\nx,u,/\n1,u,/\n', 'b.csv': 'at,profile_id,href\n1,u,/\n' })
    const opened = await openTraces([path('a.csv'), path('b.csv')])
    if (!opened.ok) throw new Error('these are two tables')
    const { events, problems } = await readSource(opened.value, undefined, true)
    expect(events).toEqual([])
    expect(problems).toHaveLength(1)
  })
})

describe('a table', () => {
  const header = 'at,profile_id,href'

  test('counts lines as an editor does, through breaks in cells and empty lines', async () => {
    const text = [header, '1,u,"/a\r\nb"', '', '2,u', '3,u,"/c\n\nd",x', '4,u,/e', 'x,u,/f'].join('\r\n')
    const { events, at, problems } = await readText(text, { name: 't.csv' })
    expect(events.map((event) => event.type === 'page' && event.href)).toEqual(['/a\r\nb', '/e'])
    expect(at).toEqual([2, 9])
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [5, 'expected 3 columns, found 2'],
      [6, 'expected 3 columns, found 4'],
      [10, 'not an instant: "x"'],
    ])
  })

  test('takes a quote within a cell as it is', async () => {
    const { events } = await readText(`${header}\n1,u,/a"b"c\n2,u,"/a""b"\n`, { name: 't.csv' })
    expect(events.map((event) => event.type === 'page' && event.href)).toEqual(['/a"b"c', '/a"b'])
  })

  test('tells a quote that is never closed', async () => {
    const { events, problems } = await readText(`${header}\n1,u,/a\n2,u,"/b\n3,u,/c\n`, { name: 't.csv' })
    expect(events).toHaveLength(1)
    expect(problems.map(({ code, line }) => [code, line])).toEqual([['unclosed_quote', 3]])
  })

  test('tells a row beyond all measure once', async () => {
    const { events, problems } = await readText(`${header}\n1,u,/a\n2,u,"${'x'.repeat(1 << 23)}"\n`, { name: 't.csv' })
    expect(events).toHaveLength(1)
    expect(problems.map(({ code, line }) => [code, line])).toEqual([['row_too_long', 3]])
  })

  test('without a column that is needed is not read', async () => {
    const { events, problems } = await readText('time,user,url\n1,u,/a\n2,u,/b\n', { name: 't.csv', map: ['at=time'] })
    expect(events).toEqual([])
    expect(problems.map(({ file: _, ...problem }) => problem)).toEqual([
      {
        code: 'missing_column',
        pointer: '',
        message: 'no column "profile_id" and none called "href"',
        help: 'there are "time", "user", "url": say which is which by --map, as in --map profile_id=user',
        line: 1,
      },
    ])
  })

  test('whose mapping names what is not there is not read', async () => {
    const { problems } = await readText(`${header}\n1,u,/a\n`, { name: 't.csv', map: ['event_id=id'] })
    expect(problems.map(({ message }) => message)).toEqual(['no column "id"'])
  })

  test('with a type needs a time only', async () => {
    const { events, problems } = await readText('type,at\ntick,1\npage,2\n', { name: 't.csv' })
    expect(events.map(({ type }) => type)).toEqual(['tick'])
    expect(problems.map(({ message }) => message)).toEqual(['missing key "profile_id"', 'missing key "href"'])
  })
})

test('a column that is nearly what a mapping names is the example', async () => {
  const { problems } = await readText('url,time,user\n/a,1,u\n', {
    name: 't.csv',
    map: ['at=tme', 'href=url', 'profile_id=user'],
  })
  expect(problems.map(({ message, help }) => [message, help])).toEqual([
    ['no column "tme"', 'there are "url", "time", "user": say which is which by --map, as in --map at=time'],
  ])
})

test('objects that lack what a mapping names are told with what they have', async () => {
  const mapping = parseMapping(['href=path'])
  expect(mapping.ok).toBe(true)
  const { problems } = await readText('{"at":1,"profile_id":"u","url":"/"}\n', { map: ['href=path'] })
  expect(problems.map(({ message, help }) => [message, help])).toEqual([
    ['missing key "href"', '"href" is read from "path"; the row has "at", "profile_id", "url"'],
  ])
})

test('objects of which nothing is mapped are told with what they have, once, where any of it may be what is missing', async () => {
  const problemsOf = async (row: string) =>
    (await readText(`${row}\n`)).problems.map(({ message, help }) => [message, help])
  expect(await problemsOf('{"ts":1,"user":"u","href":"/"}')).toEqual([
    ['missing key "at"', undefined],
    ['missing key "profile_id"', 'the row has "ts", "user", "href": say which is which by --map, as in --map at=ts'],
  ])
  expect(await problemsOf('{"at":1,"profile_id":"u"}')).toEqual([['missing key "href"', undefined]])
  // A call's parameters cannot be mapped.
  expect(await problemsOf('{"type":"deliver.remove","at":1,"profile_id":"u","delivery":"d"}')).toEqual([
    ['missing key "id"', undefined],
  ])
})
