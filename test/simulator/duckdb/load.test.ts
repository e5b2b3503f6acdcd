import { describe, expect, it } from 'vitest'
import { loadDuckdb } from '../../../src/simulator/duckdb/load.js'

const refusing = (message: string, code: string) => () => Promise.reject(Object.assign(new Error(message), { code }))

describe('loading DuckDB', () => {
  it('imports it', async () => {
    expect(await loadDuckdb()).toHaveProperty('DuckDBInstance')
  })

  it('says how to install it where it is missing', async () => {
    const missing = refusing(
      "Cannot find package '@duckdb/node-api' imported from dist/simulator.js",
      'ERR_MODULE_NOT_FOUND',
    )
    await expect(loadDuckdb(missing)).rejects.toMatchObject({
      fault: 'missing',
      message: 'DuckDB is not installed',
      help: 'npm install @duckdb/node-api',
    })
  })

  it('says what is missing where its binary is for another machine', async () => {
    const half = refusing(
      "Cannot find module '@duckdb/node-bindings-linux-x64/duckdb.node'\nRequire stack:",
      'MODULE_NOT_FOUND',
    )
    await expect(loadDuckdb(half)).rejects.toMatchObject({
      fault: 'missing',
      message: "DuckDB cannot be loaded: Cannot find module '@duckdb/node-bindings-linux-x64/duckdb.node'",
      help: 'install it on the machine that runs it: npm install @duckdb/node-api',
    })
  })
})
