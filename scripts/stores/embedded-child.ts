import { compile, type PageEvent, step } from 'oncue'
import { readCatalog } from 'oncue/authoring'
import { interactionIdByVersion, postgresStore, serveInTurn } from 'oncue/store'
import { catalogDocument } from './catalog.js'
import type { ServedBody } from './served.js'

// One process with an embedded Postgres in a folder: `node embedded-child.js FOLDER START`. It answers page loads of its
// own making, says so on its output, and is killed at some moment.

const [folder = '', start = ''] = process.argv.slice(2)
const read = readCatalog(catalogDocument)
if (!read.ok) throw new Error(read.problems[0].message)
const engine = compile(read.value, { interactionId: interactionIdByVersion })
const store = await postgresStore({ folder })
const serve = serveInTurn(store, { remembered: 3 })

for (let k = 0; ; k++) {
  const answers = [0, 1, 2, 3, 4].map(async (n) => {
    const [profile, eventId] = [`u${n}`, `${start} ${k}`]
    const event: PageEvent = { type: 'page', at: Date.now(), href: `https://app.example.com/${k}` }
    const served = await serve<ServedBody>({ profileId: profile, eventId, at: event.at }, (loaded) => {
      const { profile: next, decision } = step(engine, loaded.profile, event)
      const show = decision?.outcome === 'show' ? { interaction_id: decision.interactionId } : {}
      const answer = { at: event.at, event, revision: next.version, ...show }
      return { answer, change: { events: [event, ...(decision?.events ?? [])], profile: next } }
    })
    if (served.outcome !== 'committed') throw new Error(`a page load was ${served.outcome}`)
    process.stdout.write(`${JSON.stringify({ profile, eventId, body: served.answer })}\n`)
  })
  await Promise.all(answers)
}
