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
