/** As much of JSON Schema as the catalog's is made of. */
export interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly description?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema | boolean
  readonly prefixItems?: readonly Schema[]
}

/** The schemas that a place in a document may follow: several where the schema leaves a choice. */
export function schemasAt(root: Schema, path: readonly string[]): readonly Schema[] {
  let schemas = alternatives(root, root)
  for (const key of path) {
    schemas = schemas.flatMap((schema) => below(schema, key)).flatMap((schema) => alternatives(schema, root))
  }
  return [...new Set(schemas)]
}

/** A key that an object may have. */
export interface SchemaKey {
  readonly name: string
  readonly description: string | null
  readonly required: boolean
  /** What its value is, in a word: `text`, `list`. */
  readonly value: string
}

export function keysOf(schemas: readonly Schema[], root: Schema): readonly SchemaKey[] {
  const keys = new Map<string, SchemaKey>()
  for (const { properties = {}, required = [] } of schemas) {
    for (const [name, schema] of Object.entries(properties)) {
      const choices = alternatives(schema, root)
      const description = schema.description ?? choices.find((one) => one.description)?.description ?? null
      keys.set(name, { name, description, required: required.includes(name), value: wordOf(choices) })
    }
  }
  return [...keys.values()]
}

/** The values that are named one by one. */
export const valuesOf = (schemas: readonly Schema[]): readonly string[] => [
  ...new Set(
    schemas
      .flatMap((schema) => [
        ...(schema.enum ?? []),
        ...(schema.const === undefined ? [] : [schema.const]),
        ...(schema.type === 'boolean' ? [true, false] : []),
      ])
      .map(String),
  ),
]

/** A schema with its choices laid open, references followed; each once, so that a circle ends. */
function alternatives(schema: Schema, root: Schema, seen: ReadonlySet<Schema> = new Set()): readonly Schema[] {
  if (seen.has(schema)) return []
  const met = new Set(seen).add(schema)
  const { $ref, anyOf = [], oneOf = [], allOf = [] } = schema
  const referred = $ref === undefined ? undefined : root.$defs?.[$ref.replace('#/$defs/', '')]
  const others = [...anyOf, ...oneOf, ...allOf, ...(referred === undefined ? [] : [referred])]
  return [schema, ...others.flatMap((one) => alternatives(one, root, met))]
}

function below({ properties, items, prefixItems = [] }: Schema, key: string): readonly Schema[] {
  if (key === '*') return [...prefixItems, ...(typeof items === 'object' ? [items] : [])]
  return properties !== undefined && Object.hasOwn(properties, key) ? [properties[key] as Schema] : []
}

const words: Readonly<Record<string, string>> = { string: 'text', array: 'list', object: 'object', null: '' }

function wordOf(schemas: readonly Schema[]): string {
  const types = schemas.flatMap(({ type, enum: named }) => (named !== undefined ? ['one of a list'] : (type ?? [])))
  return [...new Set(types.map((type) => words[type] ?? type))].filter((word) => word !== '').join(' or ')
}
