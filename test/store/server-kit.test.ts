import { postgresStore, type Store } from 'oncue/store'
import { storeChecks } from 'oncue/store-kit'
import { afterAll, afterEach, describe, test } from 'vitest'
import { serverDatabase } from '../../src/store/postgres/server.js'

/** A server that may be written to: `npm run test:stores` starts one. */
const url = process.env.ONCUE_POSTGRES

describe.skipIf(url === undefined)('a Postgres server keeps every promise', () => {
  const schemas: string[] = []
  const opened: Store[] = []

  test.each(storeChecks)('$name', { timeout: 60_000 }, ({ run }) =>
    run(async () => {
      const schema = `check_${process.pid}_${schemas.length}`
      schemas.push(schema)
      // Two pools of connections, as two servers have.
      const options = { url: url as string, schema, connections: 4 }
      const stores = [await postgresStore(options), await postgresStore(options)] as const
      opened.push(...stores)
      return stores
    }),
  )

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()))
  })

  afterAll(async () => {
    const database = await serverDatabase(url as string)
    for (const schema of schemas) await database.query(`drop schema "${schema}" cascade`)
    await database.close()
  })
})
