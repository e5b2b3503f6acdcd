import { quote } from '../authoring/quote.js'
import { type BodyLimits, readBody } from './read-body.js'
import { type Reading, refuse } from './reply.js'

/** Reads a body of JSON: `415` where it says that it is none, `400` where it is none, `422` where it is too deep. */
export async function readJson(request: Request, limits: BodyLimits): Promise<Reading<unknown>> {
  const type = request.headers.get('content-type')
  if (type === null || !isJson(type)) {
    const found = type === null ? 'missing' : `not JSON in UTF-8: ${quote(type)}`
    return refused(415, `content-type: ${found}; write application/json`)
  }
  const body = await readBody(request, limits)
  if (!body.ok) return body
  const text = textOf(body.value)
  if (text === null) return refused(400, 'body: not UTF-8; write JSON in UTF-8')
  const value = parse(text)
  if (value === undefined) return refused(400, `body: not JSON: ${quote(text)}; write one JSON object`)
  const fault = faultIn(value)
  return fault === null ? { ok: true, value } : refused(422, `body: ${fault}`)
}

/** Levels of objects and lists, as in documents. */
const maxDepth = 64

const jsonType = /^application\/(?:[\w.-]+\+)?json *(?:; *charset="?utf-8"? *)?$/i

/** Whether a content type is JSON in UTF-8. */
export const isJson = (type: string): boolean => type === 'application/json' || jsonType.test(type)

const decoder = new TextDecoder('utf-8', { fatal: true })

function textOf(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    return null
  }
}

/** `undefined` is what no JSON comes to. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What keeps a value from being kept as it is: too deep for others to walk, or a number that JSON cannot write. */
export function faultIn(value: unknown, depth = maxDepth): string | null {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? null : 'a number that is too large; write a smaller one, or a text'
  }
  if (typeof value !== 'object' || value === null) return null
  if (depth === 0) return `nested more than ${maxDepth} levels deep; send a flatter value`
  for (const key in value) {
    const fault = faultIn((value as Record<string, unknown>)[key], depth - 1)
    if (fault !== null) return fault
  }
  return null
}

const refused = (code: number, message: string): Reading<never> => ({ ok: false, reply: refuse(code, [message]) })
