import type { Reply } from './reply.js'

const json = { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
const noBody = { 'cache-control': 'no-store' }

/** Writes an answer. What is about people is kept by no cache. */
export function respond({ status, body, headers }: Reply, more: Readonly<Record<string, string>> | null): Response {
  const usual = body === undefined ? noBody : json
  const all = headers === undefined && more === null ? usual : { ...usual, ...headers, ...more }
  return new Response(body === undefined ? null : JSON.stringify(body), { status, headers: all })
}
