import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openapiPath } from '../../scripts/openapi/openapi.js'
import { renderSchemas } from '../../scripts/schema.js'
import { readCatalog } from '../../src/authoring/index.js'
import { wireCatalog } from './arbitrary-catalog.js'
import { isValid } from './json-schema.js'

const top = new URL('../../', import.meta.url)
const catalogSchema: unknown = JSON.parse(readFileSync(new URL('schema/catalog.schema.json', top), 'utf8'))

describe('the published schemas', () => {
  it.each([...renderSchemas()])('%s is what its definition gives (npm run schema)', (path, text) => {
    expect(readFileSync(new URL(path, top), 'utf8')).toBe(text)
  })

  it('are all there are', () => {
    const files = readdirSync(new URL('schema/', top)).map((file) => `schema/${file}`)
    expect(files.sort()).toEqual([...renderSchemas().keys(), openapiPath].sort())
  })

  it.each([...renderSchemas().values()].map((text) => JSON.parse(text) as Record<string, unknown>))(
    '$title refers only to what it defines',
    (schema) => {
      const text = JSON.stringify(schema)
      const wanted = [...text.matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)].map((match) => match[1] as string)
      const defined = Object.keys((schema.$defs ?? {}) as object)
      expect([...new Set(wanted)].sort()).toEqual(defined.sort())
      expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    },
  )
})

describe('catalog.schema.json', () => {
  it('takes every catalog that can be read', () => {
    fc.assert(
      fc.property(wireCatalog, (wire) => {
        expect(readCatalog(wire).ok).toBe(true)
        expect(isValid(catalogSchema, wire)).toBe(true)
      }),
    )
  })

  it.each([
    [[]],
    [{ version: 2 }],
    [{ experiences: [{ kind: 'tour' }] }],
    [{ experiences: [{ id: 5, kind: 'tour' }] }],
    [{ experiences: [{ id: 'a', kind: 'trip' }] }],
    [{ experiences: [{ id: 'a', kind: 'tour', segment: { fact: 'a', operator: 'equl', value: 1 } }] }],
    [{ experiences: [{ id: 'a', kind: 'tour', segment: { all: [{ not: { condition: 5 } }] } }] }],
    [{ experiences: [{ id: 'a', kind: 'tour', recurrence: { kind: 'every', amount: 0, unit: 'day' } }] }],
    [{ experiences: [{ id: 'a', kind: 'tour', triggers: [{ on: 'time_on_page' }] }] }],
    [{ experiences: [{ id: 'a', kind: 'tour', experiment_range: [0, 101] }] }],
    [{ limit_groups: [{ id: 'g', kind: 'all', rate_limit_size: -1, rate_limit_kind: '1d' }] }],
    [{ settings: { automatic_order: ['tour'] } }],
  ])('refuses what reading refuses: %j', (wire) => {
    expect(readCatalog(wire).ok).toBe(false)
    expect(isValid(catalogSchema, wire)).toBe(false)
  })
})
