/**
 * oncue in a server, in one file: profiles in a map, the clock handed in, and three things that a page or a back end asks.
 *
 *   POST /events      one line of a trace without "at": a page load, identify, track, trigger or interaction
 *   POST /deliveries  directs an experience at a profile
 *   GET  /explain     ?profile_id=…&href=…: why each experience would show there now, or not
 *
 * Run it: npx tsx examples/server.ts
 */
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { compile, type Decision, formatInstant, type Profile, profile, step } from 'oncue'
import { parseCatalog, readTraceEvent, toProfileEvent } from 'oncue/authoring'
import { commit, createDelivery, deliveryToWire, type Scene } from 'oncue/deliveries'
import { explain } from 'oncue/explain'

interface Answer {
  readonly status: number
  readonly body: unknown
}

/** @throws where the catalog has problems: a server had better not start then */
export function createOncueServer(catalogText: string, clock: () => number): Server {
  const read = parseCatalog(catalogText)
  if (!read.ok) throw new Error(read.problems.map(({ pointer, message }) => `${pointer}: ${message}`).join('\n'))
  const catalog = read.value
  const engine = compile(catalog)
  const profiles = new Map<string, Profile>()
  const profileOf = (id: string): Profile => profiles.get(id) ?? profile(id)

  /** What happened; where it asks a question, what to show. One step, and its outcome is kept. */
  function takeEvent(line: object): Answer {
    const event = readTraceEvent({ ...line, at: formatInstant(clock()) })
    if (!event.ok) return { status: 422, body: { code: 422, messages: event.problems.map(({ message }) => message) } }
    const change = toProfileEvent(event.value)
    if (change === null || event.value.profileId === null)
      return { status: 404, body: { code: 404, messages: ['post it elsewhere'] } }
    const next = step(engine, profileOf(event.value.profileId), change)
    profiles.set(next.profile.id, next.profile)
    return { status: 200, body: toWire(next.decision) }
  }

  const find = (matches: (profile: Profile) => boolean) => [...profiles.values()].findLast(matches)?.id
  const scene: Scene = {
    settings: catalog.settings,
    experience: (id) => catalog.experiences.find((experience) => experience.id === id),
    profileById: (id) => profiles.get(id),
    profileIdByUid: (uid) => find((one) => one.uid === uid),
    profileIdByEmail: (email) => find((one) => one.email === email),
  }
  let deliveries = 0

  function deliver(params: object): Answer {
    const outcome = createDelivery(scene, params, { now: clock(), id: `delivery-${deliveries + 1}` })
    if ('body' in outcome) return outcome
    const committed = commit(profileOf(outcome.profileId), outcome)
    if ('body' in committed) return committed
    profiles.set(committed.profile.id, committed.profile)
    if (committed.status === 201) deliveries += 1
    return {
      status: committed.status,
      body: { delivery: deliveryToWire(committed.delivery, catalog.settings.dialect) },
    }
  }

  function whyOrWhyNot(query: URLSearchParams): Answer {
    const { candidates } = explain(
      engine,
      profileOf(query.get('profile_id') ?? ''),
      { href: query.get('href') ?? '' },
      clock(),
    )
    const body = candidates.map(({ id, code, nextAt }) => ({
      id,
      code,
      next_at: nextAt === null ? null : formatInstant(nextAt),
    }))
    return { status: 200, body }
  }

  return createServer(async (request, response) => {
    const answer = await route(request).catch((error: unknown) => ({
      status: 400,
      body: { code: 400, messages: [String(error)] },
    }))
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
  })

  async function route(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    if (request.method === 'GET' && pathname === '/explain') return whyOrWhyNot(searchParams)
    if (request.method === 'POST' && pathname === '/events') return takeEvent(await readJson(request))
    if (request.method === 'POST' && pathname === '/deliveries') return deliver(await readJson(request))
    return { status: 404, body: { code: 404, messages: [`nothing at ${request.method} ${pathname}`] } }
  }
}

/** What the page has to know. */
function toWire(decision: Decision | null): object {
  if (decision === null || decision.outcome === 'none') return { outcome: 'none' }
  const { outcome, experienceId } = decision
  if (outcome === 'redirect') return { outcome, experience_id: experienceId, href: decision.href }
  return {
    outcome,
    experience_id: experienceId,
    interaction_id: decision.interactionId,
    ...(decision.via === 'delivery' ? { delivery_id: decision.deliveryId, options: decision.options } : {}),
  }
}

const maxBodyBytes = 100_000

async function readJson(request: IncomingMessage): Promise<object> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk
    if (text.length > maxBodyBytes) throw new Error(`longer than ${maxBodyBytes} bytes`)
  }
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null) throw new Error('expected a JSON object')
  return value
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = readFileSync(new URL('demo/catalog.yaml', import.meta.url), 'utf8')
  createOncueServer(text, Date.now).listen(8787, () => console.log('listening on http://localhost:8787'))
}
