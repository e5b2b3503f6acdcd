import { expect, test, vi } from 'vitest'
import { loadDuckdb } from '../../../src/simulator/duckdb/load.js'
import { openDuckdb } from '../../../src/simulator/duckdb/session.js'

test('what could not be set up is closed', async () => {
  const { DuckDBConnection, DuckDBInstance } = await loadDuckdb()
  const connects = vi.spyOn(DuckDBInstance.prototype, 'connect')
  const disconnects = vi.spyOn(DuckDBConnection.prototype, 'closeSync')
  const closes = vi.spyOn(DuckDBInstance.prototype, 'closeSync')
  try {
    await expect(openDuckdb({ tempMb: Number.NaN }, true)).rejects.toThrow('Memory must have a number')
    const counted = [connects, disconnects, closes].map(({ mock }) => mock.calls.length)
    expect(counted).toEqual([1, 1, 1])
  } finally {
    vi.restoreAllMocks()
  }
})
