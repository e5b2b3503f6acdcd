import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parquetRows } from '../../../src/simulator/index.js'
import { openTraces } from '../../../src/simulator/traces/open.js'
import { writeParquet } from '../duckdb/write-parquet.js'
import { type Reading, readSource, readText } from './read-all.js'

const folder = mkdtempSync(join(tmpdir(), 'oncue-test-'))
const path = join(folder, 'trace.parquet')
afterAll(() => rmSync(folder, { recursive: true }))

async function readSelected(select: string): Promise<Reading> {
  await writeParquet(path, select)
  const opened = await openTraces([path], { readParquet: parquetRows })
  if (!opened.ok) throw new Error(opened.problems[0].message)
  return readSource(opened.value)
}

const instant = (second: number): string => `'2029-02-03T10:00:0${second}Z'`

/** Rows of which each has one of two traits, in structs that have both. */
const formats: readonly (readonly [format: string, first: string, second: string, lines: readonly object[]])[] = [
  [
    'our own',
    `SELECT 'identify' AS type, ${instant(0)} AS "at", 'u' AS profile_id, {'plan': 'pro', 'seats': NULL::BIGINT} AS traits`,
    `'identify', ${instant(1)}, 'u', {'plan': NULL, 'seats': 3}`,
    [
      { type: 'identify', at: '2029-02-03T10:00:00Z', profile_id: 'u', traits: { plan: 'pro' } },
      { type: 'identify', at: '2029-02-03T10:00:01Z', profile_id: 'u', traits: { seats: 3 } },
    ],
  ],
  [
    'Segment',
    `SELECT 'identify' AS type, ${instant(0)} AS timestamp, 'u' AS "userId",
       {'plan': 'pro', 'seats': NULL::BIGINT, 'team': {'name': 'a', 'size': NULL::BIGINT}} AS traits`,
    `'identify', ${instant(1)}, 'u', {'plan': NULL, 'seats': 3, 'team': {'name': NULL, 'size': 2}}`,
    [
      {
        type: 'identify',
        timestamp: '2029-02-03T10:00:00Z',
        userId: 'u',
        traits: { plan: 'pro', team: { name: 'a' } },
      },
      { type: 'identify', timestamp: '2029-02-03T10:00:01Z', userId: 'u', traits: { seats: 3, team: { size: 2 } } },
    ],
  ],
  [
    'PostHog',
    `SELECT '1' AS uuid, '$set' AS event, ${instant(0)} AS timestamp, 'u' AS distinct_id,
       {'$set': {'plan': 'pro', 'seats': NULL::BIGINT}} AS properties`,
    `'2', '$set', ${instant(1)}, 'u', {'$set': {'plan': NULL, 'seats': 3}}`,
    [
      {
        uuid: '1',
        event: '$set',
        timestamp: '2029-02-03T10:00:00Z',
        distinct_id: 'u',
        properties: { $set: { plan: 'pro' } },
      },
      {
        uuid: '2',
        event: '$set',
        timestamp: '2029-02-03T10:00:01Z',
        distinct_id: 'u',
        properties: { $set: { seats: 3 } },
      },
    ],
  ],
]

describe('a field of a struct that has nothing is a key that is not there', () => {
  test.each(formats)('%s', async (_format, first, second, lines) => {
    const { events, problems } = await readSelected(`${first} UNION ALL SELECT ${second}`)
    expect(problems).toEqual([])
    expect(events).toEqual((await readText(lines.map((line) => JSON.stringify(line)).join('\n'))).events)
    expect(events).toHaveLength(2)
  })
})

describe('columns are those of a table', () => {
  test('a trait may be a column, whose values are of its own type', async () => {
    const { events, problems } = await readSelected(
      `SELECT 'identify' AS type, 1 AS "at", 'u' AS profile_id, 'pro' AS "traits.plan", '007' AS "traits.code",
         '3' AS "traits.text", 3 AS "traits.seats", true AS "traits.admin", NULL::VARCHAR AS "traits.none",
         ['a'] AS "traits.tags", {'a': 1} AS traits`,
    )
    expect(problems).toEqual([])
    const traits = { a: 1, plan: 'pro', code: '007', text: '3', seats: 3, admin: true, tags: ['a'] }
    expect(events).toEqual([{ type: 'identify', at: 1_000, profileId: 'u', eventId: null, traits }])
  })

  test('a time may be text, with a space and a zone', async () => {
    const { events, problems } = await readSelected(
      `SELECT unnest(['1970-01-01 01:00:01.5+01:00', '1970-01-01 00:00:02 UTC', '3']) AS "at", 'u' AS profile_id, '/' AS href`,
    )
    expect(problems).toEqual([])
    expect(events.map(({ at }) => at)).toEqual([1_500, 2_000, 3_000])
  })

  test('objects may be JSON, and what is said by true and false, text', async () => {
    const { events, problems } = await readSelected(
      `SELECT 'identify' AS type, 1 AS "at", 'u' AS profile_id, '{"plan":"pro","seats":null}' AS traits,
         NULL::VARCHAR AS event, NULL::VARCHAR AS properties, 'true' AS disabled
       UNION ALL SELECT 'track', 2, 'u', NULL, 'exported', '{"rows":7}', NULL`,
    )
    expect(problems).toEqual([])
    expect(events).toEqual([
      {
        type: 'identify',
        at: 1_000,
        profileId: 'u',
        eventId: null,
        disabled: true,
        traits: { plan: 'pro', seats: null },
      },
      { type: 'track', at: 2_000, profileId: 'u', eventId: null, event: 'exported' },
    ])
  })
})
