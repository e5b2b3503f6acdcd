import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { openTrace, simulate } from '../src/simulator/index.js'
import { createWorkload } from './workload.js'

// What a replay holds for each of very many profiles, two page loads each, when it comes to the end of its trace. In a
// process of its own, which may collect garbage before it looks.

const profiles = Number(process.argv[2])
const folder = mkdtempSync(join(tmpdir(), 'oncue-bench-'))
const path = join(folder, 'trace.jsonl')
const { catalog } = createWorkload({ experiences: 50, profiles: 1, loads: 1 })

const file = createWriteStream(path)
for (let line = 0; line < 2 * profiles; line++) {
  const at = new Date(Date.UTC(2029, 1, 1) + line * 500).toISOString()
  const profile_id = `user-${String((line * 7_919) % profiles).padStart(8, '0')}`
  const href = `https://app.example.com/area-${line % 40}/${line % 400}`
  const isRoom = file.write(`${JSON.stringify({ type: 'page', at, profile_id, href })}\n`)
  if (!isRoom) await new Promise<void>((resolve) => file.once('drain', () => resolve()))
}
file.end()
await finished(file)

const source = await openTrace(path)
const before = used()
let after = before
const { summary } = await simulate(catalog, source, {
  onProgress: (bytes) => {
    if (bytes === source.bytes) after = used()
    return true
  },
})
await source.close()
rmSync(folder, { recursive: true })
console.log(JSON.stringify({ profiles: summary.profiles, bytesPerProfile: (after - before) / summary.profiles }))

function used(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
