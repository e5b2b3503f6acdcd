import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { apply, compile, type Decision, type Engine, type ProfileEvent, type StepEvent, step } from 'oncue'
import { readCatalog } from 'oncue/authoring'
import { commit, createDelivery, deliveryToWire } from 'oncue/deliveries'
import {
  interactionIdByVersion,
  type Loaded,
  postgresStore,
  type Store,
  StoreUnavailable,
  serveInTurn,
  type Work,
} from 'oncue/store'
import type { ServedBody } from './served.js'

// A server as small as it can be: `node server.js URL PORT REMEMBERED`. It answers page loads, reports and deliveries
// from a store that it shares with others, and may be killed at any moment. With a last argument, `naive`, it reads,
// decides and writes without a look at versions: what it does must be found out.

const [url = '', port = '', remembered = '', manner = ''] = process.argv.slice(2)
const store = await opened()
const serve = serveInTurn(manner === 'naive' ? naive(store) : store, {
  attempts: 100,
  waiting: 1_000,
  remembered: Number(remembered),
})
const engines = new Map<number, Engine>()

/** The database may be starting. */
async function opened(): ReturnType<typeof postgresStore> {
  for (;;) {
    try {
      return await postgresStore({ url, connections: 8, timeoutMs: 5_000 })
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

function naive(inner: Store): Store {
  const commit: Store['commit'] = async (change) => {
    for (;;) {
      const { version } = await inner.load(change.profile.id)
      const outcome = await inner.commit({ ...change, base: { ...change.base, version }, catalogVersion: null })
      if (outcome.outcome !== 'conflict') return outcome
    }
  }
  return { ...inner, commit }
}

async function engineAt(version: number): Promise<Engine> {
  const known = engines.get(version)
  if (known !== undefined) return known
  const read = readCatalog((await store.catalog(version))?.document)
  if (!read.ok) throw new Error(read.problems[0].message)
  const engine = compile(read.value, { interactionId: interactionIdByVersion })
  engines.set(version, engine)
  return engine
}

type Params = Readonly<Record<string, string>>

async function happen({ profile, catalogVersion }: Loaded, event: StepEvent): Promise<Work<ServedBody>> {
  const { profile: next, decision } = step(await engineAt(catalogVersion), profile, event)
  const events = [event as ProfileEvent, ...(decision?.events ?? [])]
  return {
    answer: { at: event.at, event, revision: next.version, ...said(decision) },
    change: { events, profile: next },
  }
}

const said = (decision: Decision | null): Partial<ServedBody> => {
  if (decision === null) return {}
  if (decision.outcome !== 'show') return { outcome: decision.outcome }
  const { outcome, experienceId, interactionId } = decision
  const deliveryId = decision.via === 'delivery' ? decision.deliveryId : null
  return { outcome, experience_id: experienceId, interaction_id: interactionId, delivery_id: deliveryId }
}

async function deliver({ profile, catalogVersion }: Loaded, params: Params, now: number): Promise<Work<unknown>> {
  const { catalog } = await engineAt(catalogVersion)
  const scene = {
    settings: catalog.settings,
    experience: (id: string) => catalog.experiences.find((one) => one.id === id),
    profileById: (id: string) => (id === profile.id ? profile : undefined),
    profileIdByUid: () => undefined,
    profileIdByEmail: () => undefined,
  }
  const { event_id: _, ...given } = params
  const outcome = createDelivery(scene, given, { now, id: randomUUID() })
  if ('body' in outcome) return { answer: outcome.body, change: null }
  const delivery = deliveryToWire(outcome.delivery, catalog.settings.dialect)
  const committed = commit(profile, outcome)
  if (outcome.event === null || !('profile' in committed)) return { answer: { delivery }, change: null }
  const revision = apply(profile, outcome.event).version
  const answer = { at: now, event: outcome.event, revision, delivery }
  return { answer, change: { events: [outcome.event], profile: committed.profile } }
}

async function answer(path: string, params: Params): Promise<readonly [number, unknown]> {
  const at = Date.now()
  const { profile_id: profileId = '', event_id: eventId = '', href = '', experience_id: experienceId = '' } = params
  const request = { profileId, eventId, at }
  const served = await serve<unknown>(request, (loaded) => {
    if (path === '/v3/page') return happen(loaded, { type: 'page', at, href })
    if (path === '/v3/interactions')
      return happen(loaded, { type: 'interaction', at, experienceId, state: 'completed' })
    return deliver(loaded, params, at)
  })
  return served.outcome === 'busy' ? [429, { code: 429 }] : [200, served.answer]
}

async function bodyOf(request: IncomingMessage): Promise<Params> {
  let text = ''
  for await (const chunk of request) text += chunk
  return JSON.parse(text)
}

createServer(async (request, response) => {
  let [status, body]: readonly [number, unknown] = [200, {}]
  try {
    if (request.url === '/v3/health') await store.check()
    else [status, body] = await answer(request.url ?? '', await bodyOf(request))
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) console.error(error)
    ;[status, body] = error instanceof StoreUnavailable ? [503, { code: 503 }] : [500, { code: 500 }]
  }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}).listen(Number(port), '127.0.0.1')
