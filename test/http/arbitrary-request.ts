import fc from 'fast-check'
import { anyJson, ids, jsonOf } from './arbitrary-value.js'
import { type DocumentedOperation, documented } from './document.js'

/** A request of a walk over the document. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

const anyText = fc.oneof(fc.constantFrom(...ids), fc.string({ maxLength: 12 }), fc.constantFrom('%', '..', '1', '50'))

function queryOf({ parameters = [] }: DocumentedOperation): fc.Arbitrary<string> {
  const own = parameters.filter((one) => one.in === 'query')
  if (own.length === 0) return fc.constantFrom('', '', '', '?x=1')
  const given = own.map(({ name, required, schema }) => {
    const value = fc.oneof({ weight: 3, arbitrary: jsonOf(schema).map(textOf) }, anyText)
    const pair = value.map((text) => `${name}=${encoded(text)}`)
    return required ? fc.option(pair, { freq: 12 }) : fc.option(pair, { freq: 1 })
  })
  return fc.tuple(...given).map((pairs) => `?${pairs.filter((pair) => pair !== null).join('&')}`)
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))

/** Half a character cannot be written in a URL. */
const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, ''))

const garbage = fc.constantFrom(
  '',
  '{',
  'null',
  '[]',
  '{"a":1e999}',
  '{"__proto__":{"profile_id":"u1"}}',
  '['.repeat(5_000),
  `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`,
  'experiences: [{ id: nps }]',
)

function bodyOf({ requestBody }: DocumentedOperation): fc.Arbitrary<string | null> {
  const schema = requestBody?.content['application/json']?.schema
  if (schema === undefined) return fc.constant(null)
  const sound = jsonOf(schema).map((value) => JSON.stringify(value) ?? '')
  return fc.oneof(
    { weight: 20, arbitrary: sound },
    anyJson.map((value) => JSON.stringify(value) ?? ''),
    garbage,
  )
}

const headers = fc.record(
  {
    'x-account-secret': fc.oneof({ weight: 30, arbitrary: fc.constant('s3cret') }, fc.constantFrom('', 'wrong')),
    'content-type': fc.oneof(
      { weight: 20, arbitrary: fc.constant('application/json') },
      fc.constantFrom('text/plain', 'application/yaml', 'application/json; charset=latin1'),
    ),
    'if-match': fc.constantFrom('"1"', '"2"', '*', 'x'),
    'if-none-match': fc.constantFrom('"1"', '*', ''),
    'content-encoding': fc.constantFrom('identity', 'gzip'),
    origin: fc.constantFrom('https://app.example.com', 'null'),
  },
  { requiredKeys: ['x-account-secret', 'content-type'] },
)

/** Headers that are rare stay rare. */
const usualHeaders = headers.map(({ 'content-encoding': encoding, 'if-match': match, ...rest }) => ({
  ...rest,
  ...(encoding === 'gzip' && match === 'x' ? { 'content-encoding': encoding } : {}),
  ...(match === '*' || match === '"1"' ? { 'if-match': match } : {}),
}))

const requests = documented.map(({ path, method, operation }) =>
  fc.tuple(anyText, queryOf(operation), usualHeaders, bodyOf(operation)).map(
    ([id, query, given, body]): Asked => ({
      method,
      path: path.replace('{id}', encoded(id) || 'x') + query,
      headers: given,
      body,
    }),
  ),
)

const elsewhere = fc.record<Asked>({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
  path: fc
    .oneof(fc.constantFrom(...documented.map(({ path }) => path)), fc.webPath())
    .map((path) => `/${path.replace(/^\/+/, '')}`),
  headers: usualHeaders,
  body: fc.constant(null),
})

/** Any request, most of them for an operation of the document. */
export const anyRequest: fc.Arbitrary<Asked> = fc.oneof(...requests.map((one) => ({ weight: 5, arbitrary: one })), {
  weight: 5,
  arbitrary: elsewhere,
})
