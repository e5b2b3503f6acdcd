import { apply } from 'oncue'
import { parseScenario, readCatalog } from 'oncue/authoring'
import { createHandler } from 'oncue/http'
import { runScenario } from 'oncue/simulator'
import { memoryStore, type Store } from 'oncue/store'
import { overlongLine, parseJson } from '../../../src/simulator/traces/json-line.js'
import { visitLines } from '../../../src/simulator/traces/lines.js'
import { MergedLines } from '../../../src/simulator/worker-lines/merged-lines.js'
import { ProfileStream } from '../../../src/simulator/worker-lines/profile-stream.js'
import { WorkerReplay } from '../../../src/simulator/worker-lines/worker-replay.js'
import { anyCatalog, anyEvent, anyScenario, edited, mpcAudience } from '../documents.js'
import type { Draw } from '../draw.js'
import { Fault, judged, judgeProblems, type Outcome } from '../judge.js'
import { hostileKeys, hostileTexts } from '../leaves.js'
import { mutate } from '../mutate.js'
import { json, spell, spoilBytes } from '../spell.js'
import type { Kind } from './kind.js'

const encoder = new TextEncoder()

export const scenario: Kind = {
  name: 'scenario file',
  weight: 0.4,
  draw: (draw) => spell(mutate(anyScenario(draw), draw, { other: anyScenario(draw) }), draw),
  run: (bytes: Uint8Array) => {
    const read = parseScenario(bytes)
    return judged(read, { accepted: (value) => JSON.stringify(runScenario(value)) })
  },
}

const catalog = readCatalog(edited)
const options = { recorded: 'use', behaviour: 'assumed' } as const

async function worked(bytes: Uint8Array): Promise<Outcome> {
  if (!catalog.ok) throw new Error('the catalog is sound')
  const written: string[] = []
  const write = (line: string): void => void written.push(line)
  const setup = { catalog: catalog.value, edits: [], options, decisions: 'near' } as const
  const stream = new ProfileStream(new WorkerReplay(setup, write))
  async function* chunks(): AsyncIterable<Uint8Array> {
    yield bytes
  }
  await visitLines(chunks(), {
    line(all, start, end, number) {
      const row = parseJson(all, start, end)
      if (row.ok) stream.take(row.value, number)
      else stream.refuse([row.problem], number)
    },
    overlong: (number) => stream.refuse([overlongLine], number),
  })
  stream.end()
  const problems = [...stream.problems, ...(stream.broken ?? [])]
  if (problems.length > 0) judgeProblems(problems)
  if (problems.some(({ line }) => line === undefined)) throw new Fault('a problem without a line')
  const merged = new MergedLines()
  for (const line of written) if (merged.take(JSON.parse(line)) !== null) throw new Fault(`cannot be merged: ${line}`)
  const outcome = stream.broken === null && stream.unreadable === 0 ? 'accepted' : 'refused'
  return { outcome, answer: written.join('') + JSON.stringify([problems, merged.metrics]) }
}

export const worker: Kind = {
  name: 'lines of a worker',
  weight: 1,
  draw(draw) {
    const ids = ['u1', 'u2', draw.pick(hostileKeys)]
    const events = Array.from({ length: 1 + draw.below(4) }, (_, index) => {
      const event = { ...(anyEvent(draw) as object), profile_id: ids[Math.min(2, index >> 1)], line: index + 1 }
      return json(draw.chance(0.6) ? event : mutate(event, draw), draw)
    })
    const bytes = encoder.encode(events.join('\n'))
    return draw.chance(0.15) ? spoilBytes(bytes, draw) : bytes
  },
  run: worked,
}

/** What workers wrote, on its way to `oncue merge`. */
export const merged: Kind = {
  name: 'lines to merge',
  weight: 2,
  draw: (draw) => [0, 1].map(() => mutate(measured(), draw)),
  run(lines: readonly unknown[]) {
    const all = new MergedLines()
    const problems = lines.flatMap((line) => all.take(line) ?? [])
    if (problems.length > 0) judgeProblems(problems)
    return { outcome: problems.length === 0 ? 'accepted' : 'refused', answer: JSON.stringify([problems, all]) }
  },
}

let metricsLine = ''
function measured(): unknown {
  if (metricsLine === '' && catalog.ok) {
    const lines: string[] = []
    const setup = { catalog: catalog.value, edits: [], options, decisions: null }
    const stream = new ProfileStream(new WorkerReplay(setup, (line) => lines.push(line)))
    const at = '2029-02-03T10:00:00Z'
    stream.take({ type: 'identify', at, profile_id: 'u1', traits: { role: 'admin' } }, 1)
    stream.take({ at, profile_id: 'u1', href: 'https://x.test/app' }, 2)
    stream.end()
    metricsLine = lines[0] ?? ''
  }
  return JSON.parse(metricsLine)
}

interface Asked {
  readonly method: string
  readonly path: string
  readonly type: string
  readonly body: Uint8Array
}

const operations: readonly (readonly [method: string, path: string, body: (draw: Draw) => unknown])[] = [
  ['PUT', '/v3/edit/catalog', (draw) => anyCatalog(draw)],
  ['POST', '/v3/page', () => ({ profile_id: 'u1', href: 'https://x.test/app', event_id: 'e1' })],
  ['POST', '/v3/identify', () => ({ profile_id: 'u1', uid: '7', traits: { role: 'admin', a: [1, { b: 2 }] } })],
  ['POST', '/v3/track', () => ({ profile_id: 'u1', event: 'exported', properties: { a: 1 } })],
  ['POST', '/v3/trigger', () => ({ profile_id: 'u1', on: 'click', element: '#help' })],
  ['POST', '/v3/interactions', () => ({ profile_id: 'u1', experience_id: 'nps', state: 'completed' })],
  [
    'POST',
    '/v3/edit/deliveries',
    () => ({ profile_id: 'u1', model_kind: 'tour', model_id: 'welcome', options: { a: 1 }, until: '+9d' }),
  ],
  [
    'POST',
    '/v3/edit/sendings',
    (draw) => ({
      message: { channels: [{ type: 'email' }] },
      recipients: [{ email: 'a@b.test', properties: { a: 1 } }],
      audiences: [draw.pick<unknown>([mpcAudience(draw), { type: 'reference', id: 'admins' }])],
      schedule: { type: 'immediate' },
    }),
  ],
]

const secret = 's3cret'
const start = Date.UTC(2029, 1, 5, 12)

/** A store of its own for each request, with a catalog and somebody who was seen. */
async function storeOfOne(): Promise<Store> {
  const store = memoryStore()
  await store.putCatalog({ expected: 0, at: start, document: edited as never })
  const base = await store.load('u1')
  const event = { type: 'identify', at: start, uid: '7' } as const
  await store.commit({ base, events: [event], profile: apply(base.profile, event), answer: null })
  return store
}

export const http: Kind = {
  name: 'body of a request',
  weight: 0.8,
  draw(draw): Asked {
    const [method, path, body] = draw.pick(operations)
    const value = mutate(body(draw), draw)
    const bytes = draw.chance(0.2) ? spell(value, draw) : encoder.encode(json(value, draw))
    const spoilt = draw.chance(0.1) ? spoilBytes(bytes, draw) : bytes
    return {
      method,
      path: draw.chance(0.95)
        ? path
        : `${path}/${encodeURIComponent(draw.pick(hostileTexts).replace(/\p{Surrogate}/gu, ''))}`,
      type: draw.chance(0.95)
        ? 'application/json'
        : draw.pick(['application/yaml', 'text/plain', 'application/json; charset=x']),
      body: spoilt,
    }
  },
  async run({ method, path, type, body }: Asked) {
    const errors: unknown[] = []
    const store = await storeOfOne()
    const now = (): number => start
    let made = 0
    const newId = (): string => `d${++made}`
    const handler = createHandler({ store, secret, now, newId, onError: (error) => errors.push(error) })
    const headers = { 'content-type': type, 'x-account-secret': secret }
    const response = await handler(new Request(`http://localhost${path}`, { method, headers, body: Buffer.from(body) }))
    const { status } = response
    const text = await response.text()
    if (errors.length > 0) throw errors[0]
    if (status >= 500) throw new Fault(`${status}: ${text}`)
    const answer = text === '' ? null : JSON.parse(text)
    if (status >= 400) {
      if (answer?.code !== status && answer?.error === undefined) throw new Fault(`${status} without its code: ${text}`)
      if (/[\n\r\0]/.test(String(answer?.messages ?? ''))) throw new Fault(`a message of several lines: ${text}`)
    }
    return { outcome: status < 400 ? 'accepted' : 'refused', answer: `${status} ${text}` }
  },
}
