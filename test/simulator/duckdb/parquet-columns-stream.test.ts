import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageNames } from '../../../src/simulator/duckdb/page-expressions.js'
import { parquetColumnsStream } from '../../../src/simulator/duckdb/parquet-columns-stream.js'
import { writeParquet } from './write-parquet.js'

let path = ''
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oncue-test-'))
  path = join(folder, 'trace.parquet')
})
afterAll(() => rm(folder, { recursive: true }))

const names: PageNames = { at: 'ts', profileId: 'user', href: 'url', eventId: 'id' }

/** Every row as `[at, profile, href, event]`. */
async function rowsOf(wanted: PageNames = names): Promise<readonly (readonly unknown[])[]> {
  const rows: unknown[][] = []
  for await (const { size, at, profileId, href, eventId } of parquetColumnsStream(path, wanted)) {
    expect([at.length, profileId.length, href.length, eventId?.length ?? size]).toEqual([size, size, size, size])
    for (let row = 0; row < size; row++) rows.push([at[row], profileId[row], href[row], eventId?.[row] ?? null])
  }
  return rows
}

const literal = (text: string | null): string =>
  text === null
    ? 'NULL'
    : `concat('', ${[...text].map((one) => (one < ' ' || one === "'" ? `chr(${one.codePointAt(0)})` : `'${one}'`)).join(', ') || "''"})`

describe('page loads by column', () => {
  it('are those of the file, in its order', async () => {
    const url = "'https://a.example/' || i"
    await writeParquet(
      path,
      `SELECT make_timestamp_ms(1700000000000 + i * 7) AS ts, 'u' || i // 10 AS "user", ${url} AS url, 'e' || i AS id
      FROM range(20_001) t(i)`,
      2_500,
    )
    expect(await rowsOf()).toEqual(
      Array.from({ length: 20_001 }, (_, i) => [
        1_700_000_000_000 + i * 7,
        `u${Math.floor(i / 10)}`,
        `https://a.example/${i}`,
        `e${i}`,
      ]),
    )
  })

  it('hold null and NaN where the file has nothing, and nothing else for it', async () => {
    await writeParquet(
      path,
      `SELECT * FROM (VALUES
        (TIMESTAMP '1970-01-01 00:00:01.5', 'a', NULL, ''),
        (NULL, NULL, '', NULL),
        ('infinity'::TIMESTAMP, '', '/', chr(2))
      ) t(ts, "user", url, id)`,
    )
    expect(await rowsOf()).toEqual([
      [1_500, 'a', null, ''],
      [Number.NaN, null, '', null],
      [Number.NaN, '', '/', '\u0002'],
    ])
  })

  it('need no column of events', async () => {
    await writeParquet(path, `SELECT TIMESTAMP '1970-01-02' AS ts, 'a' AS "user", '/' AS url`)
    expect(await rowsOf({ at: 'ts', profileId: 'user', href: 'url' })).toEqual([[86_400_000, 'a', '/', null]])
  })

  it.each([
    ['s', '1700000000.5::DOUBLE', 1_700_000_000_500],
    ['ms', '1700000000000::BIGINT', 1_700_000_000_000],
    ['us', '1700000000000700::BIGINT', 1_700_000_000_001],
    ['s', '-1.25::DECIMAL(5, 2)', -1_250],
  ] as const)('take a number in %s: %s', async (unit, expression, at) => {
    await writeParquet(path, `SELECT ${expression} AS ts, 12345678901234567 AS "user", encode('/ż') AS url, 7 AS id`)
    expect(await rowsOf({ ...names, unit })).toEqual([[at, '12345678901234567', '/ż', '7']])
  })

  it('are right whatever the texts hold', async () => {
    const character = fc.constantFrom('a', '/', "'", '\u0001', '\u0002', 'ż', '\u{1f600}')
    const text = fc.option(fc.string({ unit: character, maxLength: 20 }), { freq: 6 })
    // Without the separator, too: then no text makes DuckDB's own way necessary.
    const tame = fc.option(fc.string({ unit: fc.constantFrom('a', '\u0002', 'ż'), maxLength: 20 }), { freq: 6 })
    const some = fc.oneof(fc.array(fc.tuple(text, text, text)), fc.array(fc.tuple(tame, tame, tame)))
    await fc.assert(
      fc.asyncProperty(some, fc.integer({ min: 1, max: 5_000 }), async (drawn, size) => {
        const kinds = [...drawn, ['a', 'b', 'c'] as const]
        const values = kinds.map((texts, kind) => `(${kind}, ${texts.map(literal).join(', ')})`)
        await writeParquet(
          path,
          `SELECT make_timestamp_ms(i) AS ts, "user", url, id FROM range(${size}) r(i)
          JOIN (VALUES ${values.join(', ')}) t(kind, "user", url, id) ON kind = i * i % ${kinds.length} ORDER BY i`,
        )
        expect(await rowsOf()).toEqual(
          Array.from({ length: size }, (_, i) => [i, ...(kinds[(i * i) % kinds.length] ?? [])]),
        )
      }),
      { numRuns: 20 },
    )
  })

  it('refuse a column that is no instant, no text, or not there', async () => {
    await writeParquet(path, `SELECT 'monday' AS ts, 1.5::DOUBLE AS "user", '/' AS url, 1700000000 AS n`)
    await expect(rowsOf({ at: 'ts', profileId: 'url', href: 'url' })).rejects.toMatchObject({
      fault: 'wrong_type',
      message: `column "ts" of ${path} is not an instant: VARCHAR`,
      help: 'name a column of timestamps or numbers',
    })
    await expect(rowsOf({ at: 'n', profileId: 'url', href: 'url' })).rejects.toMatchObject({
      message: `column "n" of ${path} is not an instant: INTEGER`,
      help: 'say what its numbers count: s, ms or us',
    })
    await expect(rowsOf({ at: 'n', unit: 's', profileId: 'user', href: 'url' })).rejects.toMatchObject({
      message: `column "user" of ${path} is not text: DOUBLE`,
      help: 'name a column of text or whole numbers',
    })
    await expect(rowsOf({ at: 'n', unit: 's', profileId: 'url', href: 'href' })).rejects.toMatchObject({
      fault: 'unknown_column',
      help: 'there are "ts", "user", "url", "n"',
    })
  })
})
