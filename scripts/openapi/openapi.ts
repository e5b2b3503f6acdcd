import { readFileSync } from 'node:fs'
import { toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { conditionSchema } from '../../src/authoring/schemas/condition.js'
import { conditionSlot } from '../../src/authoring/schemas/fields.js'
import { type Operation, statusesOf } from '../../src/http/operation.js'
import { type OperationId, operations } from '../../src/http/operations.js'
import { catalogEditSchema } from '../../src/http/schemas/catalog-edit.js'
import { answers, components, errorSchema, refusalOf } from './answers.js'

/** The path of the document from the top of the repository. */
export const openapiPath = 'schema/openapi.json'

const named = { ...components, CatalogEdit: catalogEditSchema, Condition: conditionSchema }

const config = {
  target: 'draft-2020-12',
  typeMode: 'output',
  errorMode: 'ignore',
  definitions: named,
  overrideRef: ({ referenceId }: { readonly referenceId: string }) => `#/components/schemas/${referenceId}`,
  overrideSchema: ({ valibotSchema }: { readonly valibotSchema: unknown }) =>
    valibotSchema === conditionSlot ? { $ref: '#/components/schemas/Condition' } : undefined,
} as const

/** The document of the API, as text, from the definitions that requests are judged by. */
export const renderOpenapi = (): string => `${JSON.stringify(openapi(), null, 2)}\n`

function openapi() {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const { definitions: _, ...ofDefinitions } = config
  return {
    openapi: '3.1.0',
    info: {
      title: 'oncue',
      version: manifest.version,
      description: manifest.description,
      license: { name: manifest.license, identifier: manifest.license },
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    security: [{ secret: [] }],
    paths: paths(),
    components: {
      securitySchemes: { secret: { type: 'apiKey', in: 'header', name: 'X-Account-Secret' } },
      responses: Object.fromEntries(usual.map((status) => [`Refused${status}`, refused(status, errorSchema)])),
      schemas: toJsonSchemaDefs(named, ofDefinitions),
    },
  }
}

function paths(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const byPath: Record<string, Record<string, unknown>> = {}
  for (const [id, operation] of Object.entries(operations) as [OperationId, Operation][]) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}')
    byPath[path] = { ...byPath[path], [operation.method.toLowerCase()]: describe(id, operation) }
  }
  return byPath
}

function describe(id: OperationId, operation: Operation) {
  const { summary, access, path, query = {}, body } = operation
  const inPath = path.includes(':id') ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] : []
  const inQuery = Object.entries(query).map(([name, { description, schema, required = false }]) => {
    return { name, in: 'query', required, description, schema: schemaOf(schema) }
  })
  const parameters = [...inPath, ...inQuery, ...headersOf(id)]
  return {
    operationId: id,
    summary,
    ...(access === 'anyone' ? { security: [] } : {}),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(body) } }),
    responses: Object.fromEntries(statusesOf(operation).map((status) => [`${status}`, responseOf(id, status)])),
  }
}

const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string' },
})

function headersOf(id: OperationId) {
  if (id === 'putCatalog') return [header('If-Match', 'the version that it is an edit of')]
  const isVersioned = id === 'showCatalog' || id === 'publicCatalog'
  return isVersioned ? [header('If-None-Match', 'the version that is known')] : []
}

function contentOf({ schema, kind }: NonNullable<Operation['body']>) {
  const types = kind === 'document' ? ['application/json', 'application/yaml'] : ['application/json']
  return Object.fromEntries(types.map((type) => [type, { schema: schemaOf(schema) }]))
}

function responseOf(id: OperationId, status: number) {
  if (status >= 400) {
    const schema = refusalOf(id, status)
    return schema === errorSchema ? { $ref: `#/components/responses/Refused${status}` } : refused(status, schema)
  }
  const schema = status < 300 ? answers[id] : null
  const description = descriptions[status] ?? ''
  if (schema === null) return { description }
  return { description, content: { 'application/json': { schema: schemaOf(schema) } } }
}

/** Those that are refused in the same way by most. */
const usual = [400, 403, 404, 408, 409, 412, 413, 415, 422, 429, 503]

function refused(status: number, schema: GenericSchema) {
  const waits = status === 429 || status === 503
  return {
    description: descriptions[status] ?? '',
    ...(waits ? { headers: { 'Retry-After': { schema: { type: 'string' }, description: 'in seconds' } } } : {}),
    content: { 'application/json': { schema: schemaOf(schema) } },
  }
}

const descriptions: Readonly<Record<number, string>> = {
  200: 'done',
  201: 'created',
  204: 'done, and there is nothing to say',
  304: 'it is the version that is known',
  400: 'the body cannot be read',
  403: 'a wrong secret, or none',
  404: 'something that it names is not there',
  405: 'not in the state that it is in',
  408: 'the body came too slowly',
  409: 'it stands against what is there',
  412: 'the catalog has another version by now',
  413: 'the body is too large',
  415: 'the body is of another type',
  422: 'something is wrong with the values',
  429: 'too much at a time; again after a wait',
  503: 'the store cannot be reached; again after a wait',
}

function schemaOf(schema: GenericSchema) {
  const { $schema: _, $defs: __, ...own } = toJsonSchema(schema, config)
  return own
}
