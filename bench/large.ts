import { execFileSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import type { Profile } from '../src/index.js'
import { createRandom } from './random.js'
import { createWorkload, start } from './workload.js'

// A trace as large as a laptop may meet: how fast it is replayed, and the most memory that took. The replay is a
// process of its own, so that nothing of the writing is counted.

const [count = '50000000', profiles = '300000'] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), 'oncue-large-'))
try {
  const path = join(folder, 'trace.jsonl')
  const { catalog, profiles: people } = createWorkload({ experiences: 50, profiles: Number(profiles), loads: 1 })
  writeFileSync(join(folder, 'catalog.json'), JSON.stringify(catalog))
  await writeTrace(path, Number(count), people)
  const gigabytes = statSync(path).size / 1e9
  const script = fileURLToPath(new URL('replay-once.js', import.meta.url))
  const load = loadavg()[0] as number
  const output = execFileSync(process.execPath, [script, join(folder, 'catalog.json'), path], { encoding: 'utf8' })
  const { seconds, lines, maxRssMb } = JSON.parse(output)
  console.log(`Node ${process.version}, ${cpus().length} cores, load ${load.toFixed(1)}`)
  console.log(`${lines} lines: page loads of ${profiles} profiles, ${gigabytes.toFixed(1)} GB of JSON Lines`)
  console.log(`replayed in ${seconds.toFixed(0)} s: ${(lines / seconds / 1e6).toFixed(2)} M a second`)
  console.log(`at most ${maxRssMb.toFixed(0)} MB of memory`)
} finally {
  rmSync(folder, { recursive: true })
}

/** Who everybody is, then a month in order of time; some people come far more often than others. */
async function writeTrace(path: string, lines: number, people: readonly Profile[]): Promise<void> {
  const random = createRandom(7)
  const file = createWriteStream(path, { highWaterMark: 1 << 22 })
  const stepMs = (30 * 86_400_000) / lines
  const write = async (text: string): Promise<void> => {
    if (!file.write(text)) await new Promise<void>((resolve) => file.once('drain', () => resolve()))
  }
  const known = new Date(start - 1).toISOString()
  for (const { id, traits } of people) {
    await write(`${JSON.stringify({ type: 'identify', at: known, profile_id: id, traits })}\n`)
  }
  let text = ''
  for (let line = 0; line < lines; line++) {
    const who = Math.floor(random() ** 2 * people.length)
    const page = Math.floor(random() * 400)
    const at = new Date(start + Math.floor(line * stepMs)).toISOString()
    text += `{"type":"page","at":"${at}","profile_id":"user-${who}","href":"https://app.example.com/area-${page % 40}/${page}?tab=1"}\n`
    if (text.length < 1 << 20) continue
    await write(text)
    text = ''
  }
  file.end(text)
  await finished(file)
}
