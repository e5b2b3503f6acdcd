import { readFileSync } from 'node:fs'
import { isValid } from '../authoring/json-schema.js'

type Json = Readonly<Record<string, unknown>>

export interface DocumentedOperation extends Json {
  readonly operationId: string
  readonly responses: Readonly<Record<string, Json>>
  readonly parameters?: readonly { name: string; in: string; required: boolean; schema: Json }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Json }>> }
  readonly security?: readonly unknown[]
}

export interface ApiDocument extends Json {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Json>>; readonly responses: Json }
}

/** The published document. */
export const apiDocument: ApiDocument = JSON.parse(
  readFileSync(new URL('../../schema/openapi.json', import.meta.url), 'utf8'),
)

/** Every operation of the document, with its path and method. */
export const documented = Object.entries(apiDocument.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
)

export function operationFor(method: string, path: string): DocumentedOperation | undefined {
  const asked = method === 'HEAD' ? 'GET' : method
  return documented.find((one) => one.method === asked && formOf(one.path).test(path))?.operation
}

const formOf = (path: string): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('{id}', '[^/]+')}$`)

/** What is wrong with an answer, by the document; `null` where nothing is. */
export function judge(operation: DocumentedOperation, method: string, status: number, body: unknown): string | null {
  const named = operation.responses[status]
  if (named === undefined) return `${operation.operationId} does not document ${status}: ${JSON.stringify(body)}`
  const response = resolve(named) as { content?: Readonly<Record<string, { schema: unknown }>> }
  const schema = response.content?.['application/json']?.schema
  if (method === 'HEAD' || schema === undefined) {
    return body === undefined ? null : `${operation.operationId} ${status} has a body: ${JSON.stringify(body)}`
  }
  if (isValid(schema, body, apiDocument)) return null
  return `${operation.operationId} ${status} is not as documented: ${JSON.stringify(body)}`
}

/** What is wrong with a request that went well: that the document does not allow it. */
export function judgeTaken(
  { operationId, requestBody }: DocumentedOperation,
  { body, headers }: { readonly body: string | null; readonly headers: Readonly<Record<string, string>> },
  status: number,
): string | null {
  const schema = requestBody?.content['application/json']?.schema
  const isJson = headers['content-type'] === 'application/json'
  if (status >= 300 || schema === undefined || body === null || !isJson) return null
  if (isValid(schema, JSON.parse(body), apiDocument)) return null
  return `${operationId} took what the document does not allow: ${body}`
}

export function resolve(value: Json): Json {
  const { $ref } = value
  if (typeof $ref !== 'string') return value
  const keys = $ref.split('/').slice(1)
  return keys.reduce<unknown>((at, key) => (at as Json)[key], apiDocument) as Json
}
