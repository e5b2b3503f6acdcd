import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { compile } from 'oncue'
import { readCatalog } from 'oncue/authoring'
import { interactionIdByVersion, postgresStore } from 'oncue/store'
import { catalogDocument } from './catalog.js'
import { Random } from './random.js'
import { replayKept } from './replay-kept.js'
import type { ServedBody } from './served.js'

// Kills a process that has an embedded Postgres in a folder, again and again: what it answered must be there afterwards,
// and every profile's life must come to the state that was kept.

const { values: options } = parseArgs({ options: { kills: { type: 'string', default: '2' } } })
const random = new Random(20_290_204)
const top = mkdtempSync(join(tmpdir(), 'oncue-embedded-'))
const folder = join(top, 'data')
const told = new Map<string, ServedBody>()

/** One life, from its first answer to its end so many milliseconds later. */
function live(start: number, afterMs: number): Promise<void> {
  const path = fileURLToPath(new URL('embedded-child.js', import.meta.url))
  const child = spawn(process.execPath, [path, folder, String(start)], { stdio: ['ignore', 'pipe', 'inherit'] })
  let [text, isKilled] = ['', false]
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    if (text === '') setTimeout(() => (isKilled = child.kill('SIGKILL')), afterMs)
    text += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (!isKilled) return reject(new Error(`it ended by itself with ${code}`))
      // What comes behind the last line's end was not said to the end.
      for (const line of text.split('\n').slice(0, -1)) {
        const { profile, eventId, body } = JSON.parse(line)
        told.set(`${profile} ${eventId}`, body)
      }
      resolve()
    })
  })
}

const kills = Number(options.kills)
for (let k = 0; k < kills; k++) await live(k, 200 + random.below(1_500))

const read = readCatalog(catalogDocument)
if (!read.ok) throw new Error(read.problems[0].message)
const engine = compile(read.value, { interactionId: interactionIdByVersion })
const store = await postgresStore({ folder })
const wrong: string[] = []
let events = 0
for (const { profile } of await store.profiles({ limit: 100 })) {
  const found = await store.exportProfile(profile.id)
  if (found === null) throw new Error(`${profile.id} is listed, but is not there`)
  wrong.push(...replayKept(engine, found))
  for (const { eventId, body } of found.answers) {
    events += 1
    const before = told.get(`${profile.id} ${eventId}`)
    if (before !== undefined && !isDeepStrictEqual(before, body)) wrong.push(`${profile.id} ${eventId}: another answer`)
    told.delete(`${profile.id} ${eventId}`)
  }
}
for (const key of told.keys()) wrong.push(`${key}: answered and lost`)
await store.close()
rmSync(top, { recursive: true })
console.log(`embedded: killed ${kills} times, ${events} events kept and replayed; ${wrong.length} not as they were`)
for (const one of wrong.slice(0, 5)) console.log(`       ${one}`)
process.exit(wrong.length === 0 ? 0 : 3)
