import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatNamed, type TraceFormatName, traceFormatNames } from '../../../src/simulator/traces/formats/index.js'
import { type Reading, readText } from './read-all.js'

const names = traceFormatNames.filter((name): name is TraceFormatName => name !== 'auto' && name !== 'parquet')
const namesOf = (container: string) =>
  names.filter((name) => formatNamed(name).containers.some((one) => one === container))

/** Keys that some format looks at, and one that none does. */
const key = fc.constantFrom(
  ...['type', 'at', 'profile_id', 'href', 'userId', 'anonymousId', 'previousId', 'timestamp', 'messageId', 'traits'],
  ...['event', 'event_id', 'collector_tstamp', 'user_id', 'domain_userid', 'page_url', 'se_action', 'event_name'],
  ...['distinct_id', 'uuid', 'properties', '$set', 'event_timestamp', 'user_pseudo_id', 'event_params', '__proto__'],
  ...['user_properties', 'context', 'constructor', 'other'],
)
const value = fc.oneof(
  fc.constantFrom('page', 'track', 'identify', 'alias', 'page_view', 'struct', '$pageview', '$identify', '', 'u1'),
  fc.constantFrom('2029-02-03T10:00:00Z', '2029-02-03 10:00:00 UTC', '1864807200000000', '{"$set":{"a":1}}', '{'),
  fc.constantFrom({ url: '/' }, { $current_url: '/', alias: 'a', $anon_distinct_id: 'b' }, { page: { url: 7 } }),
  fc.constantFrom([{ key: 'page_location', value: { string_value: '/' } }], [null, 1, { key: 2 }]),
  fc.jsonValue({ maxDepth: 2 }),
)
const object = fc
  .uniqueArray(key, { minLength: 1, maxLength: 9 })
  .chain((keys) =>
    fc.tuple(...keys.map(() => value)).map((values) => Object.fromEntries(keys.map((name, k) => [name, values[k]]))),
  )

/** Each row is an event or several, or is passed over, or is broken, and it is one of these only. */
function account({ at, passedOver, problems }: Reading, count: number): void {
  const broken = new Set(problems.map(({ line }) => line))
  const told = [...new Set(at), ...passedOver, ...broken]
  expect([...told].sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: count }, (_, k) => k + 1))
}

describe('whatever a file holds, every row is accounted for, and nothing is thrown', () => {
  test.each(namesOf('json'))('objects as %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(object, fc.jsonValue()), { minLength: 1, maxLength: 8 }), async (rows) => {
        // The first row keeps the file from being something else altogether.
        const text = ['{"other":1}', ...rows.map((row) => JSON.stringify(row))].join('\n')
        account(await readText(text, { format }), rows.length + 1)
      }),
      { numRuns: 60 },
    )
  })

  test('lines of a log', async () => {
    const good = '::1 - - [03/Feb/2029:10:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "x"'
    const cut = fc.nat(good.length).map((end) => `${good.slice(0, end)}!`)
    const anything = fc.string({ minLength: 1 }).map((text) => `>${text.replace(/[\r\n]/g, ' ')}`)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(cut, anything), { maxLength: 8 }), async (lines) => {
        account(await readText([good, ...lines].join('\n'), { format: 'combined' }), lines.length + 1)
      }),
      { numRuns: 60 },
    )
  })

  test('cells of a table', async () => {
    const cell = fc
      .oneof(fc.constantFrom('1', 'u', '/', 'page', 'x'), fc.string())
      .map((text) => `"${text.replaceAll('"', '""')}"`)
    const row = fc.array(cell, { minLength: 2, maxLength: 4 }).map((cells) => cells.join(','))
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const { at, problems } = await readText(['at,profile_id,href', ...rows].join('\n'), { format: 'csv' })
        expect(at.length + problems.length).toBeGreaterThanOrEqual(rows.length)
        expect(new Set([...at, ...problems.map(({ line }) => line)]).size).toBe(rows.length)
      }),
      { numRuns: 60 },
    )
  })
})

test('a CSV file and the same objects come to the same events', async () => {
  const text = fc.string({ minLength: 1, maxLength: 8 }).filter((one) => one.trim() === one && one !== '')
  const load = fc.record({ at: fc.integer({ min: 0, max: 1e9 }), profile_id: text, href: text })
  const quoted = (cell: unknown) => `"${String(cell).replaceAll('"', '""')}"`
  await fc.assert(
    fc.asyncProperty(fc.array(load, { minLength: 1, maxLength: 6 }), async (loads) => {
      const table = loads.map(({ at, profile_id, href }) => [at, profile_id, href].map(quoted).join(','))
      const fromTable = await readText(['at,profile_id,href', ...table].join('\n'), { format: 'csv' })
      const fromObjects = await readText(loads.map((one) => JSON.stringify(one)).join('\n'), { format: 'oncue' })
      expect(fromTable.events).toEqual(fromObjects.events)
    }),
    { numRuns: 60 },
  )
})
