import { createHash, timingSafeEqual } from 'node:crypto'
import type { Metrics } from './metrics.js'

interface MetricsAccess {
  readonly metrics: Metrics
  readonly secret: string | null
}

/** The same handler, and `GET /metrics` for Prometheus; it wants the secret where there is one. */
export function withMetrics(
  handler: (request: Request) => Promise<Response>,
  { metrics, secret }: MetricsAccess,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const { method, url, headers } = request
    if (!/^https?:\/\/[^/]*\/metrics(\?|$)/.test(url)) return handler(request)
    if (method !== 'GET' && method !== 'HEAD') return otherMethod(method)
    if (secret !== null && !isLetIn(headers, secret)) return refused()
    return new Response(method === 'HEAD' ? null : await metrics.text(), {
      headers: { 'content-type': metrics.contentType },
    })
  }
}

/** By the header of the API, or as Prometheus's own `authorization` setting writes it. */
function isLetIn(headers: Headers, secret: string): boolean {
  const given = headers.get('x-account-secret') ?? headers.get('authorization')?.replace(/^Bearer +/i, '') ?? ''
  return timingSafeEqual(digest(given), digest(secret))
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

function otherMethod(method: string): Response {
  const messages = [`method: not taken here: ${JSON.stringify(method)}; use one of ${allowed}`]
  return Response.json({ code: 405, messages }, { status: 405, headers: { allow: allowed } })
}

const allowed = 'GET, HEAD'

const refused = (): Response =>
  Response.json({ code: 403, messages: ['x-account-secret: not the secret of this account; send it'] }, { status: 403 })
