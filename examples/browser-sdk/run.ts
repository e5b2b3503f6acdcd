import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { memoryStore } from 'oncue/store'
import { parseDocument } from 'yaml'
import { buildPage } from './build-page.js'
import { createSdkServer } from './server.js'

// The demo's catalog behind a page with the SDK, on a port that is free.

const store = memoryStore()
const document = parseDocument(readFileSync('examples/demo/catalog.yaml', 'utf8')).toJS()
await store.putCatalog({ expected: 0, at: Date.now(), document })
const server = createSdkServer({ store, now: Date.now, script: await buildPage() })
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(`http://127.0.0.1:${port}/?profile_id=u1&href=https://app.example.com/dashboard`)
})
