import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { openTrace, simulate } from '../src/simulator/index.js'
import { createWorkload } from './workload.js'

// What a replay holds for each of very many profiles, two page loads each, when it comes to the end of its trace: by how
// much more it holds for twice as many, so that what does not grow with them is left out. In a process of its own,
// which may collect garbage before it looks.

const profiles = Number(process.argv[2])
const folder = mkdtempSync(join(tmpdir(), 'oncue-bench-'))
const { catalog } = createWorkload({ experiences: 50, profiles: 1, loads: 1 })
const few = await heldFor(profiles)
const many = await heldFor(2 * profiles)
rmSync(folder, { recursive: true })
console.log(JSON.stringify({ profiles, bytesPerProfile: (many - few) / profiles, bytesPerId: await bytesPerId() }))

async function heldFor(count: number): Promise<number> {
  const path = join(folder, `${count}.jsonl`)
  await writeTrace(path, count)
  const source = await openTrace(path)
  const before = await used()
  let after = before
  await simulate(catalog, source, {
    onProgress: async (bytes) => {
      if (bytes === source.bytes) after = await used()
      return true
    },
  })
  await source.close()
  return after - before
}

async function writeTrace(path: string, count: number): Promise<void> {
  const file = createWriteStream(path)
  for (let line = 0; line < 2 * count; line++) {
    const at = new Date(Date.UTC(2029, 1, 1) + line * 500).toISOString()
    const href = `https://app.example.com/area-${line % 40}/${line % 400}`
    const text = JSON.stringify({ type: 'page', at, profile_id: idOf((line * 7_919) % count), href })
    if (!file.write(`${text}\n`)) await new Promise<void>((resolve) => file.once('drain', () => resolve()))
  }
  file.end()
  await finished(file)
}

function idOf(number: number): string {
  return `user-${String(number).padStart(8, '0')}`
}

/** An id as a text, and the place where it is kept. */
async function bytesPerId(): Promise<number> {
  const before = await used()
  const ids = Array.from({ length: profiles }, (_, number) => Buffer.from(idOf(number)).toString())
  const after = await used()
  return (after - before) / ids.length
}

async function used(): Promise<number> {
  for (let time = 0; time < 3; time++) {
    globalThis.gc?.()
    await setTimeout(20) // arrays outside of the heap go later
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
