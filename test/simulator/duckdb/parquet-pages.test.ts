import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parquetPages } from '../../../src/simulator/duckdb/parquet-pages.js'
import type { ParquetPageNames } from '../../../src/simulator/traces/parquet.js'
import { writeParquet } from './write-parquet.js'

let path = ''
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oncue-test-'))
  path = join(folder, 'trace.parquet')
})
afterAll(() => rm(folder, { recursive: true }))

const names: ParquetPageNames = { at: 'ts', unitMs: 1_000, profileId: 'user', href: 'url', eventId: 'id' }

/** Every row as `[at, profile, href, event]`; `null` where the columns are none of page loads. */
async function rowsOf(wanted: ParquetPageNames = names): Promise<readonly (readonly unknown[])[] | null> {
  const pages = await parquetPages(path, wanted)
  if (pages === null) return null
  const rows: unknown[][] = []
  const fields = wanted.eventId === null ? 2 : 3
  for await (const { size, at, bytes, words, places } of pages.chunks) {
    expect(words.buffer).toBe(bytes.buffer)
    const textAt = (place: number): unknown => {
      const [start = 0, end = 0] = places.subarray(place)
      return start < 0 ? start : new TextDecoder().decode(bytes.subarray(start, end))
    }
    for (let row = 0; row < size; row++) {
      const texts = Array.from({ length: fields }, (_, field) => textAt(2 * (fields * row + field)))
      rows.push([at[row], ...texts.map((text) => (text === -1 ? null : text))])
    }
  }
  await pages.close()
  expect(rows.length).toBe(pages.size)
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

  it('say where the file has nothing', async () => {
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

  it('have texts of any length but long ones', async () => {
    await writeParquet(
      path,
      `SELECT TIMESTAMP '1970-01-02' AS ts, repeat('é', i // 2) || repeat('x', i % 2) AS "user", repeat('y', i) AS url
      FROM (VALUES (0), (1), (63), (64), (127), (128), (1919), (1920), (8193)) t(i)`,
    )
    const short = [0, 1, 63, 64, 127, 128, 1_919].map((i) => [
      86_400_000,
      'é'.repeat(Math.floor(i / 2)) + 'x'.repeat(i % 2),
      'y'.repeat(i),
    ])
    const long = [86_400_000, -2, -2]
    expect(await rowsOf({ ...names, eventId: null })).toEqual([...short, long, long])
  })

  it.each([
    ['1700000000.5::DOUBLE', 1_000, 1_700_000_000_500],
    ['1700000000000::BIGINT', 1, 1_700_000_000_000],
    ['1700000000000700::BIGINT', 0.001, 1_700_000_000_001],
    ['7::UTINYINT', 1_000, 7_000],
    ['1.5::FLOAT', 1_000, 1_500],
    ["DATE '1970-01-03'", 1, 172_800_000],
    ["TIMESTAMPTZ '1970-01-01 02:00:00+02:00'", 1, 0],
    ["TIMESTAMP_NS '1970-01-01 00:00:01.123999999'", 1, 1_123],
  ] as const)('take %s, where a number counts %d ms', async (expression, unitMs, at) => {
    await writeParquet(path, `SELECT ${expression} AS ts, 12345678901234567 AS "user", encode('/ż') AS url, 7 AS id`)
    expect(await rowsOf({ ...names, unitMs })).toEqual([[at, '12345678901234567', '/ż', '7']])
  })

  it('are right whatever the texts hold', async () => {
    const character = fc.constantFrom('a', '/', "'", '\u0000', '\u0001', '\u0002', 'ż', '\u{1f600}')
    const text = fc.option(fc.string({ unit: character, maxLength: 20 }), { freq: 6 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text, text)),
        fc.integer({ min: 1, max: 5_000 }),
        async (drawn, size) => {
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
        },
      ),
      { numRuns: 20 },
    )
  })

  it('are none of a file whose columns leave a doubt', async () => {
    await writeParquet(
      path,
      `SELECT TIMESTAMP '1970-01-02' AS ts, 'a' AS "user", '/' AS url, 'monday' AS day, 1.5::DOUBLE AS half,
        1.5::DECIMAL(5, 2) AS exact, 7 AS n, ['a'] AS list`,
    )
    const none = { ...names, eventId: null }
    expect(await rowsOf(none)).toEqual([[86_400_000, 'a', '/']])
    for (const column of ['day', 'exact', 'list']) expect(await rowsOf({ ...none, at: column })).toBe(null)
    for (const column of ['ts', 'half', 'exact', 'list'])
      expect(await rowsOf({ ...none, profileId: column })).toBe(null)
    for (const column of ['ts', 'half', 'n', 'list']) expect(await rowsOf({ ...none, href: column })).toBe(null)
    for (const column of ['half', 'list']) expect(await rowsOf({ ...none, eventId: column })).toBe(null)
    await expect(rowsOf({ ...none, href: 'page' })).rejects.toMatchObject({ fault: 'unknown_column' })
  })
})

describe('a row by itself', () => {
  it('is what the file has, while the columns go on', async () => {
    await writeParquet(
      path,
      `SELECT 'u' || i AS "user", i AS other, TIMESTAMP '1970-01-01' + INTERVAL (i) SECOND AS ts,
        CASE i % 2 WHEN 0 THEN '/' || i END AS url FROM range(30_000) t(i)`,
      2_500,
    )
    const pages = await parquetPages(path, { ...names, eventId: null })
    const rows: unknown[] = []
    let size = 0
    for await (const chunk of pages?.chunks ?? []) {
      rows.push(await pages?.row(size), await pages?.row(size), await pages?.row(size + chunk.size - 1))
      size += chunk.size
    }
    await pages?.close()
    expect(size).toBe(30_000)
    expect(rows.slice(0, 2)).toEqual(Array(2).fill({ user: 'u0', ts: '1970-01-01T00:00:00.000Z', url: '/0' }))
    expect(rows.at(-1)).toEqual({ user: 'u29999', ts: '1970-01-01T08:19:59.000Z', url: null })
    expect(Object.keys(rows[0] as object)).toEqual(['user', 'ts', 'url'])
  })
})
