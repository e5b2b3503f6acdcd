import { postgresStore } from 'oncue/store'
import { storeChecks } from 'oncue/store-kit'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { embeddedDatabase } from '../../src/store/postgres/embedded.js'
import type { SqlDatabase } from '../../src/store/postgres/sql.js'

// It takes seconds to start, so all checks share one; each has a schema of its own.
let database: SqlDatabase
let schemas = 0

beforeAll(async () => {
  database = await embeddedDatabase(null)
}, 120_000)

afterAll(() => database.close())

describe('the embedded Postgres keeps every promise', () => {
  test.each(storeChecks)('$name', { timeout: 60_000 }, ({ run }) =>
    run(async () => {
      schemas += 1
      const options = { database, schema: `check_${schemas}` }
      return [await postgresStore(options), await postgresStore(options)]
    }),
  )
})
