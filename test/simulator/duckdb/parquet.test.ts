import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openParquet } from '../../../src/simulator/duckdb/parquet.js'
import { type ParquetRowsOptions, parquetRows } from '../../../src/simulator/duckdb/parquet-rows.js'
import { writeParquet } from './write-parquet.js'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oncue-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

const write = async (name: string, select: string): Promise<string> => {
  const path = join(folder, name)
  await writeParquet(path, select)
  return path
}

async function rowsOf(path: string, options?: ParquetRowsOptions): Promise<readonly unknown[]> {
  const rows: unknown[] = []
  for await (const batch of parquetRows(path, options)) rows.push(...batch)
  return rows
}

/** What one expression in SQL comes out as. */
const readBack = async (expression: string): Promise<unknown> => {
  const [row] = await rowsOf(await write('value.parquet', `SELECT ${expression} AS value`))
  return (row as { value: unknown }).value
}

describe('a value of a Parquet file', () => {
  it.each([
    ["'007'", '007'],
    ["''", ''],
    ['NULL::VARCHAR', null],
    ['true', true],
    ['42::BIGINT', 42],
    ['9007199254740991::BIGINT', 9_007_199_254_740_991],
    ['9007199254740993::BIGINT', '9007199254740993'],
    ['-9007199254740993::BIGINT', '-9007199254740993'],
    ['18446744073709551615::UBIGINT', '18446744073709551615'],
    ['1.5::DOUBLE', 1.5],
    ["'NaN'::DOUBLE", null],
    ["'infinity'::DOUBLE", null],
    ['19.90::DECIMAL(10, 2)', 19.9],
    ['12345678901234567890.12::DECIMAL(30, 2)', '12345678901234567890.12'],
    ['7::DECIMAL(38, 18)', 7],
    ['-3.5::DECIMAL(38, 18)', -3.5],
    ['0::DECIMAL(38, 18)', 0],
    ['-0.05::DECIMAL(38, 18)', -0.05],
    ['0.00000015::DECIMAL(38, 18)', 0.00000015],
    ['0.1::DECIMAL(38, 38)', 0.1],
    ['9007199254740991::DECIMAL(38, 18)', 9_007_199_254_740_991],
    // A double has some 16 digits: of these it would lose the last ones.
    ['9007199254740993::DECIMAL(38, 18)', '9007199254740993'],
    ['-9007199254740991.5::DECIMAL(38, 18)', '-9007199254740991.5'],
    ['0.100000000000000001::DECIMAL(38, 18)', '0.100000000000000001'],
    ['1.2345678901234567890::DECIMAL(38, 25)', '1.234567890123456789'],
    ['10000000000000000000::DECIMAL(20, 0)', '10000000000000000000'],
    ["TIMESTAMP '2024-02-29 12:34:56'", '2024-02-29T12:34:56.000Z'],
    ["TIMESTAMP '2024-02-29 12:34:56.123999'", '2024-02-29T12:34:56.123Z'],
    ["TIMESTAMPTZ '2024-02-29 12:34:56.5+02:00'", '2024-02-29T10:34:56.500Z'],
    ["TIMESTAMP_NS '2024-02-29 12:34:56.123456789'", '2024-02-29T12:34:56.123Z'],
    ["TIMESTAMP_MS '2024-02-29 12:34:56.123'", '2024-02-29T12:34:56.123Z'],
    ["'infinity'::TIMESTAMP", 'infinity'],
    ["DATE '2024-02-29'", '2024-02-29'],
    ["TIME '12:34:56'", '12:34:56'],
    ["UUID '0123456789abcdef0123456789abcdef'", '01234567-89ab-cdef-0123-456789abcdef'],
    ["encode('Zażółć')", 'Zażółć'],
    ["'\\xFF\\x00'::BLOB", '/wA='],
    ['[1, NULL, 3]', [1, null, 3]],
    ["{'a': 1, 'b': {'c': DATE '2024-01-01'}}", { a: 1, b: { c: '2024-01-01' } }],
    // A field that is not there, and a value that is none.
    ["{'a': 1, 'b': NULL, 'c': {'d': NULL::INTEGER}, 'e': 'NaN'::DOUBLE}", { a: 1, c: {} }],
    ["[{'a': 1, 'b': NULL}, {'a': NULL, 'b': 2}, NULL]", [{ a: 1 }, { b: 2 }, null]],
    ["{'a': [1, NULL], 'b': MAP {'c': NULL::INTEGER}}", { a: [1, null], b: { c: null } }],
    ["MAP {'plan': 'pro', 'seats': '5'}", { plan: 'pro', seats: '5' }],
    ["MAP {1: 'one'}", [{ key: 1, value: 'one' }]],
    ["MAP {'__proto__': 'own'}", JSON.parse('{"__proto__": "own"}')],
  ])('%s is %j', async (expression, expected) => {
    expect(await readBack(expression)).toEqual(expected)
  })
})

describe('the rows of a Parquet file', () => {
  it('come as GA4 exports them, with their nested parameters', async () => {
    const path = await write(
      'ga4.parquet',
      `SELECT 'page_view' AS event_name, 1709210096123456::BIGINT AS event_timestamp, '42.7' AS user_pseudo_id,
        [{'key': 'page_location', 'value': {'string_value': 'https://a.example/x', 'int_value': NULL::BIGINT}},
         {'key': 'session_number', 'value': {'string_value': NULL, 'int_value': 3::BIGINT}}] AS event_params`,
    )
    expect(await rowsOf(path)).toEqual([
      {
        event_name: 'page_view',
        event_timestamp: 1_709_210_096_123_456,
        user_pseudo_id: '42.7',
        event_params: [
          { key: 'page_location', value: { string_value: 'https://a.example/x' } },
          { key: 'session_number', value: { int_value: 3 } },
        ],
      },
    ])
  })

  it('come in the order of the file, with the columns that were asked for', async () => {
    const path = await write(
      'order.parquet',
      `SELECT i AS n, 'x' AS "odd ""name""", i * 2 AS rest FROM range(10_000) t(i)`,
    )
    const rows = await rowsOf(path, { columns: ['odd "name"', 'n'] })
    expect(rows).toEqual(Array.from({ length: 10_000 }, (_, n) => ({ n, 'odd "name"': 'x' })))
  })

  it('are none where there are none', async () => {
    expect(await rowsOf(await write('none.parquet', 'SELECT 1 AS n WHERE false'))).toEqual([])
  })

  it('are those of that file, whatever its name looks like', async () => {
    await write('day=[1-2]*.parquet', "SELECT 'this' AS file")
    await write('day=1.parquet', "SELECT 'other' AS file")
    expect(await rowsOf(join(folder, 'day=[1-2]*.parquet'))).toEqual([{ file: 'this' }])
    const quoted = await write("it's.parquet", 'SELECT 1 AS n')
    expect(await rowsOf(quoted)).toEqual([{ n: 1 }])
  })
})

describe('the columns of a Parquet file', () => {
  it('have names and types', async () => {
    const path = await write('columns.parquet', "SELECT 'a' AS user_id, TIMESTAMP '2024-01-01' AS ts")
    const { columns, close } = await openParquet(path, {})
    await close()
    expect(columns).toEqual([
      { name: 'user_id', type: 'VARCHAR' },
      { name: 'ts', type: 'TIMESTAMP' },
    ])
  })

  it('are named together where one is missing', async () => {
    const path = await write('missing.parquet', "SELECT 'a' AS user_id, 1 AS ts")
    await expect(rowsOf(path, { columns: ['ts', 'user'] })).rejects.toMatchObject({
      fault: 'unknown_column',
      message: 'no column "user" in missing.parquet',
      help: 'there are "user_id", "ts"',
    })
  })
})

describe('a file that cannot be read', () => {
  it('is no Parquet file', async () => {
    const path = join(folder, 'text.parquet')
    await writeFile(path, '{"type": "page"}\n')
    await expect(rowsOf(path)).rejects.toMatchObject({
      fault: 'not_parquet',
      message: `no Parquet file: ${path}`,
      help: 'is this the right file?',
    })
  })

  it('is empty', async () => {
    const path = join(folder, 'empty.parquet')
    await writeFile(path, '')
    await expect(openParquet(path, {})).rejects.toMatchObject({ message: `no Parquet file: ${path}` })
  })

  it('was cut short', async () => {
    const whole = await readFile(await write('whole.parquet', 'SELECT i FROM range(10_000) t(i)'))
    const path = join(folder, 'cut.parquet')
    await writeFile(path, whole.subarray(0, whole.length / 2))
    await expect(rowsOf(path)).rejects.toMatchObject({
      fault: 'not_parquet',
      message: `no whole Parquet file: ${path}`,
      help: 'was it cut short?',
    })
  })

  it('is damaged in the middle', async () => {
    const bytes = await readFile(await write('sound.parquet', 'SELECT md5(i::VARCHAR) AS m FROM range(300_000) t(i)'))
    const path = join(folder, 'damaged.parquet')
    await writeFile(path, bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 100_000))
    await expect(rowsOf(path)).rejects.toMatchObject({
      fault: 'not_parquet',
      message: expect.stringContaining(`damaged Parquet file: ${path}: `),
    })
  })

  it('is not there', async () => {
    await expect(rowsOf(join(folder, 'nowhere.parquet'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
