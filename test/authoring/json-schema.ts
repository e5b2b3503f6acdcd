import { isDeepStrictEqual } from 'node:util'

type Schema = boolean | Readonly<Record<string, unknown>>
type Check = (wanted: never, value: unknown, schema: Readonly<Record<string, unknown>>, root: Schema) => boolean

/** Whether a value is valid by the part of JSON Schema 2020-12 that the published schemas use; another keyword throws. */
export function isValid(schema: unknown, value: unknown, root: Schema = schema as Schema): boolean {
  if (typeof schema === 'boolean') return schema
  const keywords = schema as Readonly<Record<string, unknown>>
  return Object.entries(keywords).every(([keyword, wanted]) => {
    if (annotations.has(keyword)) return true
    const check = checks[keyword]
    if (check === undefined) throw new Error(`no check for the keyword ${keyword}`)
    return check(wanted as never, value, keywords, root)
  })
}

const annotations = new Set(['$schema', '$id', '$defs', 'title', 'description'])

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const types: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
}

const checks: Readonly<Record<string, Check>> = {
  type: (wanted: string, value) => types[wanted]?.(value) === true,
  enum: (wanted: unknown[], value) => wanted.includes(value),
  const: (wanted: unknown, value) => isDeepStrictEqual(wanted, value),
  anyOf: (wanted: Schema[], value, _, root) => wanted.some((schema) => isValid(schema, value, root)),
  oneOf: (wanted: Schema[], value, _, root) => wanted.filter((schema) => isValid(schema, value, root)).length === 1,
  $ref: (wanted: string, value, _, root) => {
    const found = wanted
      .split('/')
      .slice(1)
      .reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), root)
    return isValid(found, value, root)
  },
  properties: (wanted: Record<string, Schema>, value, _, root) =>
    !isObject(value) ||
    Object.entries(wanted).every(([key, schema]) => !Object.hasOwn(value, key) || isValid(schema, value[key], root)),
  required: (wanted: string[], value) => !isObject(value) || wanted.every((key) => Object.hasOwn(value, key)),
  propertyNames: (wanted: Schema, value, _, root) =>
    !isObject(value) || Object.keys(value).every((key) => isValid(wanted, key, root)),
  additionalProperties: (wanted: Schema, value, { properties = {} }, root) =>
    !isObject(value) ||
    Object.keys(value).every((key) => Object.hasOwn(properties as object, key) || isValid(wanted, value[key], root)),
  items: (wanted: Schema, value, { prefixItems = [] }, root) =>
    !Array.isArray(value) ||
    value.slice((prefixItems as unknown[]).length).every((item) => isValid(wanted, item, root)),
  prefixItems: (wanted: Schema[], value, _, root) =>
    !Array.isArray(value) ||
    wanted.every((schema, index) => index >= value.length || isValid(schema, value[index], root)),
  minItems: (wanted: number, value) => !Array.isArray(value) || value.length >= wanted,
  maxItems: (wanted: number, value) => !Array.isArray(value) || value.length <= wanted,
  minLength: (wanted: number, value) => typeof value !== 'string' || value.length >= wanted,
  maxLength: (wanted: number, value) => typeof value !== 'string' || value.length <= wanted,
  minimum: (wanted: number, value) => typeof value !== 'number' || value >= wanted,
  maximum: (wanted: number, value) => typeof value !== 'number' || value <= wanted,
  pattern: (wanted: string, value) => typeof value !== 'string' || new RegExp(wanted, 'u').test(value),
}
