import fc from 'fast-check'
import { memoryStore, postgresStore } from 'oncue/store'
import { anyRequest } from '../test/http/arbitrary-request.js'
import { beginWalk } from '../test/http/walk.js'

// Asks the API whatever its document allows, and much that it does not: `npm run fuzz:http [requests] [seed] [embedded]`,
// with the last word on the embedded Postgres. Fails at the first answer that is a 500, late, not as documented, or a
// refusal that wrote something, and where memory grew.

const [requestsGiven, seedGiven, kind = 'memory'] = process.argv.slice(2)
const [requests, seed] = [Number(requestsGiven ?? 100_000), Number(seedGiven ?? 20_290_203)]
/** A store of its own for so many, so that what is kept does not hide what leaks. */
const perStore = 2_500
const mostGrowthBytes = 24 * 1024 * 1024

const statuses = new Map<number, number>()
const heaps: number[] = []
const began = performance.now()
for (let done = 0; done < requests; done += perStore) {
  const store = kind === 'embedded' ? await postgresStore() : memoryStore()
  const walk = await beginWalk(store)
  for (const asked of fc.sample(anyRequest, { numRuns: Math.min(perStore, requests - done), seed: seed + done })) {
    const { status, fault } = await walk.ask(asked)
    statuses.set(status, (statuses.get(status) ?? 0) + 1)
    if (fault === null) continue
    console.error(`${JSON.stringify(asked)}\n${status}: ${fault}`)
    process.exit(1)
  }
  await store.close()
  ;(globalThis as { gc?: () => void }).gc?.()
  heaps.push(process.memoryUsage().heapUsed)
}
const seconds = (performance.now() - began) / 1_000
const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
console.log(`${requests} requests in ${seconds.toFixed(0)} s, seed ${seed}: ${counts.join(', ')}`)

/** What was compiled and cached on the way is there after the first few. */
const warm = heaps[Math.min(3, heaps.length - 1)] ?? 0
const growth = (heaps.at(-1) ?? 0) - warm
const mib = (bytes: number): string => `${(bytes / 1_048_576).toFixed(1)} MiB`
console.log(`heap: ${mib(warm)} once warm, ${mib(growth)} more at the end`)
if (growth > mostGrowthBytes) {
  console.error(`the heap grew by more than ${mib(mostGrowthBytes)}`)
  process.exit(1)
}
