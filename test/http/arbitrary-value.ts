import fc from 'fast-check'
import { resolve } from './document.js'

type Schema = Readonly<Record<string, unknown>>

/** Texts that mean something somewhere, and ids that are in the catalog of the walk. */
export const ids = [
  ...['u1', 'u2', 'u3', 'nps', 'ces', 'welcome', 'pricing', 'draft', 'hourly', 'features', 'trial'],
  ...['d1', 'd2', 'd3', 'd4'],
]
const hostile = [
  "'; drop table profiles; --",
  '<script>',
  'a\u0000b',
  '\ud800',
  '👩‍👩‍👧',
  '__proto__',
  'constructor',
  '',
]

const anyId = fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...ids) }, fc.constantFrom(...hostile), fc.string())
const instants = ['2029-02-03T10:00:00Z', '2029-02-03', '+45d', '$now', '1864807200', 'soon', '2029-02-30']
const anyInstant = fc.oneof(
  fc.constantFrom<unknown>(...instants),
  fc.constantFrom<unknown>(0, 1e308, -1, 1_864_807_200),
)
const anyHref = fc.constantFrom('https://app.example.com/dashboard', 'https://app.example.com/', '', 'javascript:x')

/** Whatever JSON can say, and some of what it cannot keep. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(...hostile, 1e308, -0, 2 ** 53, 0.1, true, null, [], {}),
  fc.constantFrom<unknown>([[[[[[[[]]]]]]]], 'x'.repeat(9_000), Array(300).fill(1)),
)

/** What a key means goes before what its schema allows: so that requests come to something. */
const byKey: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  profile_id: fc.oneof({ weight: 20, arbitrary: fc.constantFrom('u1', 'u2') }, anyId),
  member_id: anyId,
  experience_id: anyId,
  model_id: fc.oneof({ weight: 20, arbitrary: fc.constantFrom('welcome', 'nps', 'pricing') }, anyId),
  segment_id: anyId,
  id: anyId,
  tag_ids: fc.array(anyId, { maxLength: 3 }),
  campaign_ids: fc.array(anyId, { maxLength: 3 }),
  event_id: fc.constantFrom<unknown>('e1', 'e2', 'e3', null, ''),
  idempotency_key: fc.constantFrom<unknown>('k1', 'k2', null),
  href: anyHref,
  at: anyInstant,
  from: anyInstant,
  until: anyInstant,
  defer_until: anyInstant,
  published_at: anyInstant,
  rate_limit_kind: fc.constantFrom('1h', '7d', 'session', 'lifetime', 'week', '0d', 'x'),
}

/** How far a schema that is in itself, as conditions are, is followed. */
const maxDepth = 12

/** Values of a schema of the document, most of them valid. */
export function jsonOf(schema: Schema, depth = maxDepth): fc.Arbitrary<unknown> {
  if (depth === 0) return anyJson
  return fc.oneof({ weight: 30, arbitrary: soundOf(schema, depth) }, anyJson)
}

function soundOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, type, enum: words, const: only } = schema as Record<string, never>
  // One that refers to itself does so once more at each level: two of them are enough.
  if ($ref !== undefined) return jsonOf(resolve(schema), Math.max(0, depth - ($ref === condition ? 6 : 1)))
  const options = (anyOf ?? oneOf) as readonly Schema[] | undefined
  if (options !== undefined) return fc.oneof(...options.map((option) => jsonOf(option, depth - 1)))
  if (words !== undefined) return fc.constantFrom(...(words as readonly unknown[]))
  if (only !== undefined) return fc.constant(only)
  switch (type as string | undefined) {
    case 'object':
      return objectOf(schema, depth - 1)
    case 'array':
      return fc.array(jsonOf((schema.items ?? {}) as Schema, depth - 1), { maxLength: 3 })
    case 'string':
      return fc.oneof(anyId, fc.string({ maxLength: 20 }))
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: -2, max: 100 }), fc.constantFrom(0.5, 1e308, 2 ** 53, 3_600))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return anyJson
  }
}

const condition = '#/components/schemas/Condition'

const someone = ['profile_id', 'recipients', 'member_id']

function objectOf({ properties = {}, required = [] }: Schema, depth: number): fc.Arbitrary<unknown> {
  const entries = Object.entries(properties as Record<string, Schema>)
  const model = Object.fromEntries(entries.map(([key, schema]) => [key, byKey[key] ?? jsonOf(schema, depth)]))
  // Whom it is for is required all the same, in one way or another.
  const wanted = [...(required as readonly string[]), ...someone].filter((key) => Object.hasOwn(model, key))
  const others = Object.keys(model).filter((key) => !wanted.includes(key))
  const pick = (keys: readonly string[]) =>
    fc.record(Object.fromEntries(Object.entries(model).filter(([key]) => keys.includes(key))))
  // A few of what may be given; now and then not even what must.
  const some = fc
    .subarray(others, { maxLength: Math.min(4, others.length) })
    .chain((keys) => pick([...wanted, ...keys]))
  return fc.oneof({ weight: 12, arbitrary: some }, fc.record(model, { requiredKeys: [] }))
}
