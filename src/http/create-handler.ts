import { type Context, Hono } from 'hono'
import { documentLimits } from '../authoring/index.js'
import { serveInTurn } from '../store/serve-in-turn.js'
import { corsHeaders, preflightHeaders } from './cors.js'
import { failed } from './failed.js'
import { admit, createGate } from './gate.js'
import type { HandlerOptions } from './handler-options.js'
import type { Method, Operation } from './operation.js'
import { type OperationId, operations } from './operations.js'
import { readJson } from './read-json.js'
import { readQuery } from './read-query.js'
import { type Reply, refuse } from './reply.js'
import { respond } from './respond.js'
import { runs } from './runs/index.js'
import type { Service } from './service.js'
import { worldsOf } from './worlds.js'

/**
 * The API as a function from request to response, for whatever serves such functions: Node, Deno, Bun, the edge.
 *
 * Laws: what is answered with success is kept by then, and what is refused has changed nothing. The same `event_id` of a
 * profile gets the same answer, and nothing happens twice. However many requests come at a time, to however many
 * handlers of one store, no limit is passed. It never throws: what goes wrong in here is `500`, and is told to `onError`.
 *
 * @example
 * ```ts
 * import { createHandler } from 'oncue/http'
 * import { memoryStore } from 'oncue/store'
 *
 * const handler = createHandler({ store: memoryStore(), secret: 's3cret', now: () => Date.UTC(2029, 1, 3) })
 * const request = (secret: string) =>
 *   new Request('http://localhost/v3/page', {
 *     method: 'POST',
 *     headers: { 'content-type': 'application/json', 'x-account-secret': secret },
 *     body: JSON.stringify({ profile_id: 'u1', href: 'https://app.example.com/' }),
 *   })
 * const answer = await handler(request('s3cret'))
 * answer.status // 200
 * const other = await handler(request('wrong'))
 * other.status // 403
 * ```
 *
 * @throws RangeError for an empty secret
 */
export function createHandler(options: HandlerOptions): (request: Request) => Promise<Response> {
  const service = serviceOf(options)
  const gate = createGate(options)
  const { now, onRequest, onError, cors = null, elapsedMs = now } = options

  const answer = async (id: OperationId, operation: Operation, context: Context): Promise<Reply> => {
    const request = context.req.raw
    const at = now()
    const refused = admit(gate, { id, operation, request, now: at })
    if (refused !== null) return refused
    const call = { request, id: operation.path.includes(':') ? (context.req.param('id') ?? '') : '', now: at }
    if (operation.body !== undefined && operation.body.kind !== 'document') {
      const body = await readJson(request, service.limits[operation.body.kind])
      return body.ok ? runs[id]({ ...call, query: {}, body: body.value }, service) : body.reply
    }
    const query = operation.query === undefined ? noQuery : readQuery(request.url, Object.keys(operation.query))
    return query.ok ? runs[id]({ ...call, query: query.value, body: undefined }, service) : query.reply
  }

  const settle = async (context: Context, route: string, reply: () => Reply | Promise<Reply>): Promise<Response> => {
    const request = context.req.raw
    const began = onRequest === undefined ? 0 : elapsedMs()
    let settled: Reply
    try {
      settled = await reply()
    } catch (error) {
      onError?.(error)
      settled = failed(error)
    }
    onRequest?.({ method: request.method, route, status: settled.status, ms: elapsedMs() - began })
    return respond(settled, cors === null ? null : corsHeaders(cors, request))
  }

  const app = new Hono()
  for (const [path, byMethod] of routes()) {
    const allowed = allowedBy(byMethod)
    app.all(path, (context) => {
      const { method } = context.req
      const id = byMethod.get(method === 'HEAD' ? 'GET' : (method as Method))
      if (id !== undefined) return settle(context, path, () => answer(id, operations[id], context))
      return settle(context, path, () => otherMethod(method, allowed))
    })
  }
  app.notFound((context) => settle(context, 'other', () => unknownPath))
  app.onError((error, context) => settle(context, 'other', () => Promise.reject(error)))
  return async (request) => app.fetch(request)
}

const noQuery = { ok: true, value: {} } as const

function serviceOf(options: HandlerOptions): Service {
  const { store, now, newId = null, profiles = {}, onDecision = null } = options
  const { maxBodyBytes = 1_048_576, maxDocumentBytes = documentLimits.maxSize, bodyTimeoutMs = 10_000 } = options
  const body = { maxBytes: maxBodyBytes, timeoutMs: bodyTimeoutMs }
  const large = { maxBytes: maxDocumentBytes, timeoutMs: bodyTimeoutMs }
  return {
    store,
    worlds: worldsOf(store),
    serve: serveInTurn(store, profiles),
    now,
    newId,
    onDecision,
    limits: { json: body, large, document: large },
    creating: new Set(),
  }
}

/** The operations by path, then by method. */
function routes(): ReadonlyMap<string, ReadonlyMap<Method, OperationId>> {
  const paths = new Map<string, Map<Method, OperationId>>()
  for (const [id, { path, method }] of Object.entries(operations)) {
    const byMethod = paths.get(path) ?? new Map<Method, OperationId>()
    paths.set(path, byMethod.set(method, id as OperationId))
  }
  return paths
}

const allowedBy = (byMethod: ReadonlyMap<Method, OperationId>): readonly string[] => [
  ...[...byMethod.keys()].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])),
  'OPTIONS',
]

function otherMethod(method: string, allowed: readonly string[]): Reply {
  const allow = { allow: allowed.join(', ') }
  if (method === 'OPTIONS') return { status: 204, body: undefined, headers: { ...allow, ...preflightHeaders(allowed) } }
  return refuse(405, [`method: not taken here: ${JSON.stringify(method)}; use one of ${allow.allow}`], allow)
}

const unknownPath = refuse(404, ['path: nothing is here; GET /v3/openapi.json says what there is'])
