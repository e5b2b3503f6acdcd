import { describe, expect, test } from 'vitest'
import { snowplowColumns } from '../../../src/simulator/traces/formats/snowplow-columns.js'
import type { ParquetRows } from '../../../src/simulator/traces/parquet.js'
import { ours, readText } from './read-all.js'

test('a table is read through a mapping, by names with dots and units of time', async () => {
  const text = 'user.id,time,path,kind\nu1,1864807200250,/a,x\n7,1864807201000,/b,y\n'
  const map = ['profile_id=user.id', 'at=time:ms', 'href=path', 'type=']
  const { events, problems } = await readText(text, { name: 't.csv', map })
  expect(problems).toEqual([])
  expect(events).toEqual(
    ours(`{"at":"2029-02-03T10:00:00.250Z","profile_id":"u1","href":"/a"}
{"at":"2029-02-03T10:00:01Z","profile_id":"7","href":"/b"}`),
  )
})

test('a mapping outranks what a table looks like', async () => {
  const text = 'event,distinct_id,timestamp,page\n$pageview,u1,1,/a\n'
  const map = ['type=', 'profile_id=distinct_id', 'at=timestamp', 'href=page']
  const { events } = await readText(text, { map })
  expect(events).toEqual(ours('{"at":1,"profile_id":"u1","href":"/a"}'))
})

test('a mapping outranks what objects look like', async () => {
  const text = '{"type":"page","userId":"u1","timestamp":1,"path":"/a"}\n'
  const { events } = await readText(text, { map: ['profile_id=userId', 'at=timestamp', 'href=path'] })
  expect(events).toEqual(ours('{"at":1,"profile_id":"u1","href":"/a"}'))
})

test('cells are what they stand for', async () => {
  const text = [
    'type;at;profile_id;href;peek;disabled;traits;traits.b;traits.c;traits.d;traits.__proto__',
    'identify;1;u;;;true;{"a":[1]};007;1.5;null;x',
    'page;2;u;/;true;;;;;;',
  ].join('\n')
  const { events, problems } = await readText(text)
  expect(problems).toEqual([])
  expect(events).toEqual([
    {
      type: 'identify',
      at: 1_000,
      profileId: 'u',
      eventId: null,
      disabled: true,
      traits: Object.fromEntries([
        ['a', [1]],
        ['b', '007'],
        ['c', 1.5],
        ['d', null],
        ['__proto__', 'x'],
      ]),
    },
    { type: 'page', at: 2_000, profileId: 'u', eventId: null, href: '/', peek: true },
  ])
})

test('the parameters of a delivery are what they stand for; what they are none of stays as it is', async () => {
  const flags = ['use_segmentation', 'once', 'redirect', 'skip_triggers', 'skip_url_match']
  const text = [
    ['type', 'at', 'profile_id', 'model_id', ...flags, 'delivery_ids_position', 'delivery_ids_limit', 'options'].join(
      ';',
    ),
    'deliver;1;u;7;true;true;false;false;false;0;2;{"a":1}',
    'deliver;2;u;7;yes;TRUE;;;;last;1.5;text',
    'deliver;3;u;7;;;;;;-1;;',
  ].join('\n')
  const { events, problems } = await readText(text)
  expect(problems).toEqual([])
  const given = { profile_id: 'u', model_id: '7' }
  expect(events.map((event) => (event.type === 'deliver' ? event.params : event.type))).toEqual([
    {
      ...given,
      use_segmentation: true,
      once: true,
      redirect: false,
      skip_triggers: false,
      skip_url_match: false,
      delivery_ids_position: 0,
      delivery_ids_limit: 2,
      options: { a: 1 },
    },
    {
      ...given,
      use_segmentation: 'yes',
      once: 'TRUE',
      delivery_ids_position: 'last',
      delivery_ids_limit: '1.5',
      options: 'text',
    },
    { ...given, delivery_ids_position: -1 },
  ])
})

/** Each is ten o'clock in UTC. */
const tens = [
  '2029-02-03 10:00:00',
  '2029-02-03 11:00:00+01:00',
  '2029-02-03 08:30:00-0130',
  '2029-02-03 10:00:00.000999+00',
  '2029-02-03 10:00:00Z',
  '2029-02-03 10:00:00 UTC',
  '2029-02-03T11:00:00.000+01:00',
  '2029-02-03T10:00:00',
  '1864807200',
]
const tenAt = Date.UTC(2029, 1, 3, 10)

describe('a time may have a space and a zone', () => {
  test('in a table', async () => {
    const rows = tens.map((ten) => `page,${ten},u,/,,,\ninteraction,${ten},u,,e,snoozed,${ten}\ndeliver,${ten},u,,,,`)
    const header = 'type,at,profile_id,href,experience_id,state,defer_until'
    const { events, problems } = await readText(`${header}\n${rows.join('\n')}\n`)
    expect(problems).toEqual([])
    expect(events.map(({ at }) => at)).toEqual(Array(27).fill(tenAt))
    expect(
      events.filter(({ type }) => type === 'interaction').map((event) => 'deferUntil' in event && event.deferUntil),
    ).toEqual(Array(9).fill(tenAt))
  })

  test('in a delivery that a table has', async () => {
    const { events } = await readText('type,at,profile_id,from,until\ndeliver,1,u,2029-02-03 11:00:00+01,+45d\n')
    expect(events.map((event) => event.type === 'deliver' && event.params)).toEqual([
      { profile_id: 'u', from: '2029-02-03T11:00:00+01', until: '+45d' },
    ])
  })

  test('where a mapping leads to it', async () => {
    for (const unit of ['', ':s']) {
      const rows = tens.map((ten) => JSON.stringify({ ts: ten, profile_id: 'u', href: '/' }))
      const { events, problems } = await readText(rows.join('\n'), { map: [`at=ts${unit}`] })
      expect(problems).toEqual([])
      expect(events.map(({ at }) => at)).toEqual(Array(9).fill(tenAt))
    }
  })

  test('but not in our own JSON Lines (T3)', async () => {
    const rows = tens.map((ten) => JSON.stringify({ at: ten, profile_id: 'u', href: '/' }))
    const { at, problems } = await readText(rows.join('\n'))
    expect(at).toEqual([1, 7, 8, 9])
    expect(problems.map(({ line, code }) => [line, code])).toEqual(
      [2, 3, 4, 5, 6].map((line) => [line, 'invalid_instant']),
    )
  })
})

test('a table larger than what is read at a time loses no row', async () => {
  const count = 60_000
  const rows = Array.from({ length: count }, (_, k) => `${k},u${k % 7},"https://app.example.com/${k}?a=b,c"`)
  const { events, at, lines } = await readText(`at,profile_id,href\n${rows.join('\n')}\n`)
  expect(lines).toBe(count + 1)
  expect(at).toEqual(rows.map((_, k) => k + 2))
  expect(events.map((event) => event.type === 'page' && event.href)).toEqual(
    rows.map((_, k) => `https://app.example.com/${k}?a=b,c`),
  )
})

test("Snowplow's own file has no header and no quotes", async () => {
  const row = (cells: Readonly<Record<string, string>>) => snowplowColumns.map((name) => cells[name] ?? '').join('\t')
  const view = {
    event: 'page_view',
    event_id: 'e1',
    collector_tstamp: '2029-02-03 10:00:00.000',
    domain_userid: 'd1',
    page_url: 'https://app.example.com/',
    contexts: '{"schema":"iglu:…","data":[{"a":"b',
  }
  const { events, problems } = await readText(`${row(view)}\n${row({ ...view, event_id: 'e2' }).slice(0, -1)}\n`)
  expect(events).toEqual(
    ours('{"at":"2029-02-03T10:00:00Z","event_id":"e1","profile_id":"d1","href":"https://app.example.com/"}'),
  )
  expect(problems.map(({ line, message }) => [line, message])).toEqual([[2, 'expected 131 columns, found 130']])
})

test("Snowplow's own file is one, whatever JSON there is in its first row", async () => {
  const cells: Readonly<Record<string, string>> = {
    event: 'page_view',
    event_id: 'e1',
    collector_tstamp: '2029-02-03 10:00:00.000',
    domain_userid: 'd1',
    page_url: '/',
    contexts: JSON.stringify({ data: Array.from({ length: 200 }, (_, k) => k) }),
  }
  const line = snowplowColumns.map((name) => cells[name] ?? '').join('\t')
  for (const format of ['auto', 'snowplow'] as const) {
    for (const name of ['trace', 'trace.tsv']) {
      const { events, problems } = await readText(`${line}\n${line}\n`, { format, name })
      expect(problems).toEqual([])
      expect(events).toHaveLength(2)
    }
  }
})

test('PostHog properties may be columns', async () => {
  const text = 'uuid,event,distinct_id,timestamp,properties.$current_url\n1,$pageview,u,5,/a\n'
  const { events } = await readText(text)
  expect(events).toEqual(ours('{"at":5,"event_id":"1","profile_id":"u","href":"/a"}'))
})

const parquet = (...rows: Readonly<Record<string, unknown>>[]): ParquetRows =>
  async function* () {
    for (let k = 0; k < rows.length; k += 2) yield rows.slice(k, k + 2)
  }

test('rows of Parquet are numbered from 1, and have values of their own types', async () => {
  const readParquet = parquet(
    { at: '2029-02-03 10:00:00', profile_id: 7n, href: '/a', event_id: null },
    { at: 'then', profile_id: 8n, href: '/b', event_id: null },
    { at: 1_864_807_201, profile_id: 9_007_199_254_740_993n, href: '/c', event_id: 'e' },
  )
  const { events, at, problems, lines } = await readText('PAR1\x15\x04', { name: 't.parquet', readParquet })
  expect(events).toEqual(
    ours(`{"at":"2029-02-03T10:00:00Z","profile_id":"7","href":"/a"}
{"at":"2029-02-03T10:00:01Z","profile_id":"9007199254740993","event_id":"e","href":"/c"}`),
  )
  expect(at).toEqual([1, 3])
  expect(lines).toBe(3)
  expect(problems.map(({ line, message }) => [line, message])).toEqual([[2, 'not an instant: "then"']])
})

test('Parquet of another format is translated, and its ids are joined', async () => {
  const at = new Date('2029-02-03T10:00:00Z')
  const readParquet = parquet(
    { event: 'page_view', event_id: 'e1', collector_tstamp: at, domain_userid: 'd', user_id: null, page_url: '/a' },
    { event: 'page_ping', event_id: 'e2', collector_tstamp: at, domain_userid: 'd', user_id: 'u', page_url: '/a' },
  )
  const { events, passedOver } = await readText('PAR1\x15\x04', { readParquet })
  expect(events).toEqual(ours('{"at":"2029-02-03T10:00:00Z","event_id":"e1","profile_id":"u","href":"/a"}'))
  expect(passedOver).toEqual([2])
})

test('of Parquet only those columns are read that are looked at', async () => {
  const asked: unknown[] = []
  const rows: readonly Readonly<Record<string, unknown>>[] = [
    { who: { id: 'u' }, visits: [{ ts: 1 }, { ts: 2 }], page: '/a', city: 'Oslo' },
  ]
  const readParquet: ParquetRows = async function* (_path, options) {
    asked.push(options?.columns ?? 'the first row')
    yield rows
  }
  const map = ['profile_id=who.id', 'at=visits[].ts', 'href=page']
  const { events, problems } = await readText('PAR1\x15\x04', { readParquet, map })
  expect(problems).toEqual([])
  expect(events).toEqual(
    ours(`{"at":1,"profile_id":"u","href":"/a"}
{"at":2,"profile_id":"u","href":"/a"}`),
  )
  expect(asked).toEqual(['the first row', ['who', 'visits', 'page']])
})

test('rows of Parquet that say what they are have all their columns', async () => {
  const row = { type: 'deliver', at: 1, profile_id: 'u', model_kind: 'tour', model_id: 't' }
  const { events } = await readText('PAR1\x15\x04', { readParquet: parquet(row) })
  expect(events).toEqual([
    {
      type: 'deliver',
      at: 1_000,
      profileId: 'u',
      eventId: null,
      id: null,
      params: { profile_id: 'u', model_kind: 'tour', model_id: 't' },
    },
  ])
})
