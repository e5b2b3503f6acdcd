import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { parquetPages, parquetRows } from '../../../src/simulator/index.js'
import { parseMapping, plainMapping } from '../../../src/simulator/traces/mapping.js'
import { openTraces } from '../../../src/simulator/traces/open.js'
import type { ParquetPageNames, ParquetPages } from '../../../src/simulator/traces/parquet.js'
import { readTrace, type TraceTaker } from '../../../src/simulator/traces/read.js'
import { writeParquet } from '../duckdb/write-parquet.js'
import { type Reading, readSource } from './read-all.js'

const folder = mkdtempSync(join(tmpdir(), 'oncue-test-'))
const path = join(folder, 'trace.parquet')
afterAll(() => rmSync(folder, { recursive: true }))

interface Request {
  readonly map?: readonly string[]
  readonly isStrict?: boolean
  /** Without it the file is read row by row. */
  readonly readParquetPages?: ParquetPages
}

async function read({ map = [], isStrict = false, ...pages }: Request = {}): Promise<Reading> {
  const opened = await openTraces([path], { readParquet: parquetRows, ...pages })
  const mapping = parseMapping(map)
  if (!opened.ok || !mapping.ok) throw new Error('it cannot be read')
  const reading = await readSource(opened.value, mapping.value, isStrict)
  await opened.value.close()
  return reading
}

/** Takes a trace and does nothing about it. */
const nobody: TraceTaker<string> = {
  profile: (id) => id,
  profileAt: () => 'u',
  page() {},
  event() {},
  unreadable: () => true,
}

/** A column's type and cells that it may have. A row that has the first ones is a page load. */
interface Kind {
  readonly type: string
  readonly cells: readonly [string, ...string[]]
}

const kind = (type: string, ...cells: [string, ...string[]]): Kind => ({ type, cells: [...cells, 'NULL'] })

const noon = (rest: string): string => `'2029-02-03 12:00:00${rest}'`
const instants: readonly Kind[] = [
  kind('TIMESTAMP', noon(''), noon('.1239996'), "'1969-12-31 23:59:59.9985'", "'0001-01-01'", "'infinity'"),
  kind('TIMESTAMP', "'9999-12-31 23:59:59.999999'", "'10000-01-01'", "'0044-03-15 (BC)'", "'1970-01-01'"),
  kind('TIMESTAMPTZ', noon('+02:00'), noon('.0005+00:00'), "'1969-12-31 23:59:59.9985+00:00'", "'infinity'"),
  kind('TIMESTAMP_NS', noon('.123999999'), "'1969-12-31 23:59:59.998499999'"),
  kind('TIMESTAMP_MS', noon('.123'), "'1969-12-31 23:59:59.999'"),
  kind('DATE', "'2029-02-03'", "'0001-01-01'", "'10000-01-01'", "'0044-03-15 (BC)'", "'infinity'"),
  kind('BIGINT', '1864807200', '-1', '1864807200000', '9007199254740993', '253402300799', '253402300800'),
  kind('UINTEGER', '1864807200', '0'),
  kind('DOUBLE', '1864807200.0005', '0.4', '-0.0001', "'NaN'", "'infinity'", '1e300', '1864807200123.5'),
  kind('FLOAT', '1.1', '1864807200', "'NaN'"),
]
const texts: readonly Kind[] = [
  kind('VARCHAR', "'u1'", "'u2'", "'https://app.example.com/ż'"),
  // The longest that there may be, of one byte a letter and of two, and what is longer.
  kind('VARCHAR', "repeat('x', 8192)", "repeat('x', 8193)", "repeat('é', 8192)", "repeat('é', 960)"),
  kind('VARCHAR', "'u' || chr(1)", "''", "chr(65279) || 'u'", 'chr(0)', 'chr(128512)'),
  kind('BLOB', "encode('ż')", "'\\xFF\\x00'", "''", "encode(chr(65279) || 'u')", "'\\xED\\xA0\\x80'"),
  kind('UUID', "'0123456789abcdef0123456789abcdef'"),
]
const numbers: readonly Kind[] = [
  kind('BIGINT', '7', '-7', '0', '9007199254740991', '9007199254740993'),
  kind('UTINYINT', '7', '0'),
]
const ids = [...texts, ...numbers]
const doubtful: readonly Kind[] = [
  kind('DECIMAL(12, 3)', '1864807.123', '-1'),
  kind('VARCHAR', "'2029-02-03T10:00:00Z'", "'monday'", "'1864807200'"),
  kind('DOUBLE', '7', '1.5', "'NaN'"),
  kind('BOOLEAN', 'true'),
]

/** A file with such columns, and a row for each cell that its others have the first cells of. */
async function write(columns: Readonly<Record<string, Kind>>, names: Readonly<Record<string, string>> = {}) {
  const all = Object.entries(columns)
  const rows = all.flatMap(([odd, { cells }]) =>
    cells.map((cell) => all.map(([field, one]) => `(${field === odd ? cell : one.cells[0]})::${one.type}`)),
  )
  const header = all.map(([field]) => `"${names[field] ?? field}"`)
  const values = rows.map((row) => `(${row.join(', ')})`)
  await writeParquet(path, `SELECT * FROM (VALUES ${values.join(', ')}) t(${header.join(', ')})`)
  return rows.length
}

/** @returns what both readings say, and whether there were two */
async function agree(request: Request = {}): Promise<Reading & { readonly isByColumn: boolean }> {
  let isByColumn = false
  const slow = await read(request)
  const fast = await read({
    ...request,
    async readParquetPages(...asked) {
      const pages = await parquetPages(...asked)
      isByColumn = pages !== null
      return pages
    },
  })
  // Who stops early has gone through as many rows as come at once.
  expect({ ...fast, ...(request.isStrict ? { lines: slow.lines } : {}) }).toEqual(slow)
  return { ...slow, isByColumn }
}

describe('what is read by column is what is read row by row, with the same problems', () => {
  test.each([...instants.keys()])('for every kind of column: %d', async (k) => {
    const nth = (among: readonly Kind[], shift: number): Kind => among[(k + shift) % among.length] as Kind
    const rows = await write({
      at: nth(instants, 0),
      profile_id: nth(ids, 0),
      href: nth(texts, 1),
      event_id: nth(ids, 2),
    })
    const { at, problems, isByColumn } = await agree()
    expect(isByColumn).toBe(true)
    expect(new Set([...at, ...problems.map(({ line }) => line)]).size).toBe(rows)
    expect(at).toContain(1)
    expect(problems.length).toBeGreaterThan(2)
  })

  test('for all of them together, by whatever mapping', async () => {
    const some = (usual: readonly Kind[], others: readonly Kind[] = doubtful) =>
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...usual) },
        { weight: 1, arbitrary: fc.constantFrom(...others) },
      )
    const columns = fc.record(
      { city: some(ids), at: some(instants), profile_id: some(ids), event_id: some(ids), href: some(texts, numbers) },
      { requiredKeys: ['at', 'profile_id', 'href'] },
    )
    const says = fc.constantFrom(
      {},
      {},
      {},
      { type: kind('VARCHAR', "'page'", "'track'") },
      { peek: kind('BOOLEAN', 'true') },
    )
    const naming = fc.oneof(
      fc.constant({ names: {}, map: [] }),
      fc.constantFrom('', ':s', ':ms', ':us').map((unit) => ({
        names: { at: 'ts', profile_id: 'user' },
        map: [`at=ts${unit}`, 'profile_id=user', 'type='],
      })),
    )
    await fc.assert(
      fc.asyncProperty(columns, says, naming, fc.boolean(), async (drawn, more, { names, map }, isStrict) => {
        await write({ ...drawn, ...more }, names)
        await agree({ map, isStrict })
      }),
      { numRuns: 20 },
    )
  })

  test('though a mark of the byte order is no part of an id', async () => {
    await writeParquet(
      path,
      `SELECT 1 AS "at", unnest([chr(65279) || 'u', 'u', 'x' || chr(65279)]) AS profile_id, '/' AS href`,
    )
    const ids: string[] = []
    const opened = await openTraces([path], { readParquet: parquetRows, readParquetPages: parquetPages })
    if (!opened.ok) throw new Error('it cannot be read')
    await readTrace<string>(opened.value, plainMapping, {
      ...nobody,
      profileAt: ({ bytes }, { start, end }) => Buffer.from(bytes.subarray(start, end)).toString(),
      page: (id) => ids.push(id),
      event: ({ profileId }) => ids.push(String(profileId)),
    })
    expect(ids).toEqual(['u', 'u', 'x\ufeff'])
  })
})

describe('a file of many rows', () => {
  test('has its odd ones read by themselves, wherever they are', async () => {
    await writeParquet(
      path,
      `SELECT TIMESTAMP '2029-02-03' + INTERVAL (i) SECOND AS "at", 'u' || i % 7 AS profile_id,
        CASE WHEN i IN (0, 1, 17000, 39999) THEN NULL ELSE '/' || i % 5 END AS href, i AS n FROM range(40_000) t(i)`,
      2_500,
    )
    const slow = await read()
    const fast = await read({ readParquetPages: parquetPages })
    expect(fast.lines).toBe(40_000)
    expect(fast.problems.map(({ line, message, help }) => [line, message, help])).toEqual(
      [1, 2, 17_001, 40_000].map((line) => [line, 'missing key "href"', undefined]),
    )
    expect(fast).toEqual(slow)
  })

  test('tells how far it is, and ends where it is told to', async () => {
    await writeParquet(path, `SELECT TIMESTAMP '2029-02-03' AS "at", 'u' AS profile_id, '/' AS href FROM range(40_000)`)
    const opened = await openTraces([path], { readParquet: parquetRows, readParquetPages: parquetPages })
    if (!opened.ok) throw new Error('it cannot be read')
    const { value: source } = opened
    /** How many rows there are, where it may go on so many times, and each share of the file that was told. */
    const readTo = async (mostPauses: number): Promise<readonly [number, readonly number[]]> => {
      const shares: number[] = []
      let pages = 0
      const rows = await readTrace<string>(
        source,
        plainMapping,
        {
          ...nobody,
          page: () => {
            pages += 1
          },
          pause: () => shares.length < mostPauses,
        },
        (bytes) => shares.push(bytes / source.bytes),
      )
      expect(pages).toBe(rows)
      return [rows, shares]
    }
    const [all, shares] = await readTo(Number.POSITIVE_INFINITY)
    expect(all).toBe(40_000)
    expect(shares.length).toBeGreaterThan(1)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares.at(-1)).toBe(1)
    const [some, told] = await readTo(1)
    expect(told.length).toBe(1)
    expect(told[0]).toBeCloseTo(some / 40_000, 2)
    expect(some).toBeLessThan(40_000)
  })
})

describe('a file is read by column', () => {
  /** What a file with such columns is asked for; `null` where it is read row by row. */
  const asked = async (select: string, ...map: readonly string[]): Promise<ParquetPageNames | null> => {
    await writeParquet(path, `SELECT ${select}`)
    const seen: ParquetPageNames[] = []
    const readParquetPages: ParquetPages = async (_path, names) => {
      seen.push(names)
      return null
    }
    await read({ map, readParquetPages })
    return seen[0] ?? null
  }
  const plain = `1 AS "at", 'u' AS profile_id, '/' AS href`

  test('where its rows are page loads', async () => {
    const names = { at: 'at', unitMs: 1_000, profileId: 'profile_id', href: 'href', eventId: null }
    expect(await asked(plain)).toEqual(names)
    expect(await asked(`${plain}, 'e' AS event_id, 'Oslo' AS city`)).toEqual({ ...names, eventId: 'event_id' })
    expect(await asked(`${plain}, 'page' AS type`, 'type=')).toEqual(names)
    expect(await asked(`${plain}, 'page' AS type`)).toBe(null)
    expect(await asked(`${plain}, true AS peek`)).toBe(null)
  })

  test('where a mapping says which of its columns is which', async () => {
    const names = { at: 'ts', unitMs: 1, profileId: 'profile_id', href: 'path', eventId: null }
    const mapped = `${plain}, 2 AS ts, '/b' AS path, {'id': 'v'} AS person, [{'ts': 3}] AS visits`
    const map = ['at=ts:ms', 'href=path']
    expect(await asked(mapped, ...map)).toEqual(names)
    expect(await asked(mapped, 'at=ts:us', 'href=path')).toEqual({ ...names, unitMs: 0.001 })
    expect(await asked(mapped, 'at=ts', 'href=path', 'event_id=path')).toEqual({
      ...names,
      unitMs: 1_000,
      eventId: 'path',
    })
    expect(await asked(mapped, ...map, 'profile_id=person.id')).toBe(null)
    expect(await asked(mapped, ...map, 'event_id=person.id')).toBe(null)
    expect(await asked(mapped, ...map, 'type=person.kind')).toBe(null)
    expect(await asked(mapped, 'href=path', 'at=visits[].ts')).toBe(null)
    expect(await asked(mapped, ...map, 'traits=nowhere')).toBe(null)
  })
})

test('a type within a column says what a row is', async () => {
  await writeParquet(
    path,
    `SELECT {'kind': 'track', 'at': 1} AS body, 'u' AS profile_id, '/' AS href, 'bought' AS event`,
  )
  const { events } = await read({ map: ['type=body.kind', 'at=body.at'] })
  expect(events).toEqual([{ type: 'track', at: 1_000, profileId: 'u', eventId: null, event: 'bought' }])
})
