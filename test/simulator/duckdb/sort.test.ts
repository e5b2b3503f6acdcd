import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SortRow, sortOutOfCore } from '../../../src/simulator/duckdb/sort.js'

let tempFolder = ''
beforeAll(async () => {
  tempFolder = await mkdtemp(join(tmpdir(), 'oncue-test-'))
})
afterAll(() => rm(tempFolder, { recursive: true }))

async function* inBatches(rows: readonly SortRow[], size: number): AsyncGenerator<readonly SortRow[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size)
}

async function sorted(rows: readonly SortRow[], batch = 1_000): Promise<readonly SortRow[]> {
  const sorting = await sortOutOfCore(inBatches(rows, batch), { tempFolder })
  try {
    const all: SortRow[] = []
    for await (const part of sorting) all.push(...part)
    expect(sorting.size).toBe(rows.length)
    return all
  } finally {
    await sorting.close()
  }
}

const row = (profileId: string | null, at: number, line: number, text = '{}'): SortRow => ({
  profileId,
  at,
  line,
  text,
})

describe('sorting out of core', () => {
  it('goes by profile, nobody first, then by instant, then by line', async () => {
    const rows = [
      row('b', 5, 1),
      row('a', 9, 2),
      row(null, 7, 3),
      row('', 7, 4),
      row('a', 3, 6),
      row('a', 3, 5),
      row('a', -3, 7),
    ]
    expect((await sorted(rows)).map(({ line }) => line)).toEqual([3, 4, 7, 5, 6, 2, 1])
  })

  it('keeps the order of rows from one line', async () => {
    const rows = Array.from({ length: 5_000 }, (_, index) => row('a', 1, 1, `${index}`))
    expect(await sorted(rows)).toEqual(rows)
  })

  it('gives back what it was given', async () => {
    const odd = [
      row('half \ud800 a pair', 8.64e15, 2 ** 40, '"\\ud800 \u{1f600} \u0000 \t"'),
      row('half \udfff a pair', -8.64e15, 0, ''),
    ]
    expect(await sorted(odd)).toEqual(odd)
  })

  it('gives nothing of nothing', async () => {
    expect(await sorted([])).toEqual([])
  })

  it('orders as Array.prototype.sort does by code units', async () => {
    const unit = fc.constantFrom(0, 0x20, 0x61, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xffff)
    const profileId = fc.option(
      fc.array(unit, { maxLength: 4 }).map((units) => String.fromCharCode(...units)),
      { freq: 10 },
    )
    // Few profiles, instants and lines, so that every key has to decide now and then.
    const some = fc.uniqueArray(profileId, { minLength: 1, maxLength: 12 })
    const rows = fc.tuple(some, fc.array(fc.nat(199), { minLength: 1, maxLength: 3_000, size: 'max' }))
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 5_000 }), async ([ids, drawn], batch) => {
        const given = drawn.map((n, index) =>
          row(ids[n % ids.length] ?? null, (n % 5) - 2, Math.floor(n / 50), `${index}`),
        )
        const wanted = [...given].sort(byProfileAndTime).map(({ text }) => text)
        expect((await sorted(given, batch)).map(({ text }) => text)).toEqual(wanted)
      }),
      { numRuns: 15 },
    )
  })

  it('can be begun again', async () => {
    const sorting = await sortOutOfCore(inBatches([row('b', 1, 1), row('a', 1, 2)], 9), { tempFolder })
    for (let pass = 0; pass < 2; pass++) {
      for await (const [first] of sorting) expect(first?.line).toBe(2)
    }
    await sorting.close()
  })

  it('sorts 300,000 rows within a limit that they do not fit in', async () => {
    const size = 300_000
    const pad = 'x'.repeat(700)
    async function* rows(): AsyncGenerator<readonly SortRow[]> {
      for (let from = 0; from < size; from += 2_000) {
        // 7,919 has no factor in common with 300,000: every number below it comes up once.
        yield Array.from({ length: 2_000 }, (_, k) => {
          const number = ((from + k) * 7_919) % size
          return row(`profile ${String(number).padStart(6, '0')}`, number, from + k, pad)
        })
      }
    }
    const sorting = await sortOutOfCore(rows(), { tempFolder, memoryMb: 256 })
    let next = 0
    for await (const part of sorting) for (const { at } of part) if (at === next) next += 1
    await sorting.close()
    expect(next).toBe(size)
  })
})

describe('a sort that cannot be done', () => {
  /** 100 MB that compress to no less than half. */
  async function* manyRows(): AsyncGenerator<readonly SortRow[]> {
    let state = 1
    const digits = (): string => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
      return state.toString(36)
    }
    for (let batch = 0; batch < 80; batch++) {
      const text = Array.from({ length: 80_000 }, digits).join('')
      yield Array.from({ length: 2_000 }, (_, k) => row(digits(), k, k, text.slice(250 * k, 250 * k + 600)))
    }
  }

  it('says that the disk is full, and leaves nothing behind', async () => {
    const all = async (): Promise<void> => {
      const sorting = await sortOutOfCore(manyRows(), { tempFolder, memoryMb: 100, tempMb: 5 })
      try {
        for await (const part of sorting) expect(part.length).toBeGreaterThan(0)
      } finally {
        await sorting.close()
      }
    }
    await expect(all()).rejects.toMatchObject({
      fault: 'disk_full',
      message: `no space left on the disk: ${tempFolder}`,
      help: 'make room there, or set TMPDIR to a folder with more',
    })
    expect(await readdir(tempFolder)).toEqual([])
  })

  it('says that temporary files cannot be written', async () => {
    const nowhere = join(tempFolder, 'nowhere')
    await expect(sortOutOfCore(inBatches([], 1), { tempFolder: nowhere })).rejects.toMatchObject({
      fault: 'no_temp_folder',
      message: `cannot write temporary files: ${nowhere}`,
      help: 'set TMPDIR to a folder that can be written to',
    })
  })

  it('says which setting it cannot work with', async () => {
    await expect(sortOutOfCore(inBatches([], 1), { tempFolder, threads: 0 })).rejects.toMatchObject({
      fault: 'settings',
      message: 'DuckDB cannot work with 1000MB and 0 threads',
    })
    expect(await readdir(tempFolder)).toEqual([])
  })

  it('passes on what its rows throw, and leaves nothing behind', async () => {
    async function* broken(): AsyncGenerator<readonly SortRow[]> {
      yield [row('a', 1, 1)]
      throw new Error('the trace is gone')
    }
    await expect(sortOutOfCore(broken(), { tempFolder })).rejects.toThrow('the trace is gone')
    expect(await readdir(tempFolder)).toEqual([])
  })

  it('removes its files when it is closed halfway', async () => {
    const sorting = await sortOutOfCore(inBatches([row('a', 1, 1), row('b', 1, 2)], 1), { tempFolder })
    expect(await readdir(tempFolder)).toHaveLength(1)
    for await (const part of sorting) {
      expect(part.length).toBeGreaterThan(0)
      break
    }
    await sorting.close()
    expect(await readdir(tempFolder)).toEqual([])
  })
})

function byProfileAndTime(a: SortRow, b: SortRow): number {
  if (a.profileId !== b.profileId) {
    if (a.profileId === null || b.profileId === null) return a.profileId === null ? -1 : 1
    return a.profileId < b.profileId ? -1 : 1
  }
  return a.at - b.at || a.line - b.line
}
