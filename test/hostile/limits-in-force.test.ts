import type { Problem, Result } from 'oncue'
import {
  type CatalogLimits,
  catalogLimits,
  type DocumentLimits,
  documentLimits,
  editCatalog,
  parseCatalog,
  parseCatalogs,
  parseDocument,
  readCatalog,
} from 'oncue/authoring'
import { describe, expect, it } from 'vitest'

// Each limit that can be said, raised and lowered, at it and one beyond, by every function that takes it.

type Limits = Partial<CatalogLimits & DocumentLimits>

const leaf = { fact: 'a', operator: 'equal', value: 1 }
const deep = (levels: number): object => (levels === 1 ? leaf : { not: deep(levels - 1) })
const wide = (parts: number): object => (parts === 1 ? leaf : { any: Array(parts - 1).fill(leaf) })
const segments = (...conditions: readonly object[]) => ({
  segments: conditions.map((one, index) => ({ id: `s${index}`, conditions: one })),
})
const group = (index: number) => ({ id: `g${index}`, kind: 'all', rate_limit_size: 1, rate_limit_kind: '1d' })
const groups = (count: number, from = 0) => ({
  limit_groups: Array.from({ length: count }, (_, index) => group(from + index)),
})
/** One segment that refers to the next, and so on. */
const chain = (length: number) =>
  segments(...Array.from({ length }, (_, index) => (index === length - 1 ? leaf : { condition: `s${index + 1}` })))

interface Case {
  readonly limit: keyof CatalogLimits
  readonly what: string
  readonly of: (size: number) => object
  readonly sizes: readonly number[]
  readonly code: string
  readonly message: (most: number) => string
}

const cases: readonly Case[] = [
  {
    limit: 'maxConditionDepth',
    what: 'levels of a condition',
    of: (size) => segments(deep(size)),
    sizes: [1, 5, 60],
    code: 'too_deep',
    message: (most) => `conditions nest at most ${most} deep, found more`,
  },
  {
    limit: 'maxConditionDepth',
    what: 'levels of a condition, those behind a reference counted',
    of: (size) => segments({ not: { condition: 's1' } }, deep(size - 2)),
    sizes: [3, 60],
    code: 'too_deep',
    message: (most) => `a condition nests at most ${most} deep, references followed; found more`,
  },
  {
    limit: 'maxConditionDepth',
    what: 'segments that refer to segments',
    of: chain,
    sizes: [1, 5, 128],
    code: 'too_deep',
    message: (most) => `segments refer to segments at most ${most} deep, found more`,
  },
  {
    limit: 'maxConditionNodes',
    what: 'parts of a condition',
    of: (size) => segments(wide(size)),
    sizes: [1, 7, 10_003],
    code: 'too_many_nodes',
    message: (most) => `a condition has at most ${most} parts, found more`,
  },
  {
    limit: 'maxConditionNodes',
    what: 'parts of a condition, those behind a reference counted',
    of: (size) => segments({ condition: 's1' }, wide(size - 1)),
    sizes: [2, 10_003],
    code: 'too_many_nodes',
    message: (most) => `a condition has at most ${most} parts, references followed; found more`,
  },
  ...(['fact', 'value'] as const).map(
    (key): Case => ({
      limit: 'maxConditionText',
      what: `characters of a ${key}`,
      of: (size) => segments({ ...leaf, [key]: 'x'.repeat(size) }),
      sizes: [1, 10, 8_200],
      code: 'too_long',
      message: (most) => `longer than ${most} characters: ${most + 1}`,
    }),
  ),
  {
    limit: 'maxConditionText',
    what: 'characters of a text in a list',
    of: (size) => segments({ fact: 'a', operator: 'in', value: ['x', 'x'.repeat(size)] }),
    sizes: [1, 8_200],
    code: 'too_long',
    message: (most) => `longer than ${most} characters: ${most + 1}`,
  },
  {
    limit: 'maxLimitGroups',
    what: 'limit groups',
    of: groups,
    sizes: [0, 1, 63, 65, 100],
    code: 'invalid_value',
    message: (most) => `expected at most ${most} items, found a list of ${most + 1}`,
  },
]

const ways: Readonly<Record<string, (document: object, limits: Limits) => Result<unknown>>> = {
  parseCatalog: (document, limits) => parseCatalog(JSON.stringify(document), { limits }),
  parseCatalogs: (document, limits) => parseCatalogs([{ text: JSON.stringify(document) }, { text: '{}' }], { limits }),
  readCatalog: (document, limits) => readCatalog(document, { limits }),
  editCatalog: (document, limits) => editCatalog({}, document, { limits }),
}

const problemsOf = (result: Result<unknown>): readonly Problem[] => (result.ok ? [] : result.problems)
const said = (result: Result<unknown>) => problemsOf(result).map(({ code, message }) => ({ code, message }))

describe.each(Object.entries(ways))('%s', (_name, read) => {
  it.each(cases)('$limit: $what', ({ limit, of, sizes, code, message }) => {
    for (const most of sizes) {
      const limits = { [limit]: most }
      expect(said(read(of(most), limits)), `${most}`).toEqual([])
      expect(said(read(of(most + 1), limits))[0], `${most + 1}`).toEqual({
        code,
        message: expect.stringContaining(message(most)),
      })
    }
  })

  it('goes by the defaults for what is not said, or said to be undefined', () => {
    const { maxLimitGroups } = catalogLimits
    const unsaid = [{}, { maxConditionDepth: 5 }, { maxLimitGroups: undefined } as object]
    for (const limits of unsaid) {
      expect(said(read(groups(maxLimitGroups), limits))).toEqual([])
      expect(said(read(groups(maxLimitGroups + 1), limits))).toHaveLength(1)
    }
  })

  it('takes the limits of a document', () => {
    // An object, its list, a segment, its condition: four levels, and two more for each list of conditions.
    const listed = { segments: [{ id: 's', conditions: { all: [leaf] } }] }
    expect(said(read(listed, { maxDepth: 6 }))).toEqual([])
    expect(said(read(listed, { maxDepth: 5 }))).toMatchObject([{ code: 'too_deep' }])
    // Those six, the id, and three of the comparison.
    expect(said(read(listed, { maxValues: 10 }))).toEqual([])
    expect(said(read(listed, { maxValues: 9 }))).toMatchObject([{ code: 'too_many_values' }])
  })

  it.each<readonly [limit: string, bad: readonly unknown[], range: string]>([
    ['maxConditionDepth', [0, 129, 1.5, -1, Number.NaN], ' from 1 to 128'],
    ['maxConditionNodes', [0, 50_001, Number.POSITIVE_INFINITY], ' from 1 to 50000'],
    ['maxConditionText', [0, 2 ** 53], ', 1 or more'],
    ['maxLimitGroups', [-1, 10_001, 0.5], ' from 0 to 10000'],
    ['maxDepth', [0, 321], ' from 1 to 320'],
    ['maxValues', [0], ', 1 or more'],
    ['maxSize', [0], ', 1 or more'],
    ['maxYamlSize', [0], ', 1 or more'],
  ])('throws for a %s that is no number in its range', (limit, bad, range) => {
    for (const value of [...bad, null]) {
      const message = `limits.${limit}: expected a whole number${range}, found ${value}`
      expect(() => read({ segments: 7 }, { [limit]: value })).toThrow(new RangeError(message))
    }
    const message = `limits.${limit}: expected a whole number${range}, found "5"`
    expect(() => read({}, { [limit]: '5' })).toThrow(new RangeError(message))
  })
})

it('the size of a text is limited where a text is read', () => {
  const text = JSON.stringify(groups(1))
  expect(said(parseCatalog(text, { limits: { maxSize: text.length } }))).toEqual([])
  expect(said(parseCatalog(text, { limits: { maxSize: text.length - 1 } }))).toMatchObject([{ code: 'too_large' }])
  expect(said(parseCatalog('segments: []', { limits: { maxYamlSize: 11 } }))).toMatchObject([{ code: 'too_large' }])
})

it('a document alone goes by the same ranges', () => {
  expect(() => parseDocument('{}', { limits: { maxDepth: 321 } })).toThrow(RangeError)
  expect(() => parseDocument('{}', { limits: { maxSize: Number.NaN } })).toThrow(RangeError)
  expect(parseDocument('{}', { limits: { maxDepth: 320 } }).ok).toBe(true)
  expect(documentLimits.maxDepth).toBeLessThan(320)
})

describe('limit groups of several documents', () => {
  const sources = (...counts: readonly number[]) =>
    counts.map((count, at) => ({ file: `${at}.json`, text: JSON.stringify(groups(count, 1_000 * at)) }))

  it('count together', () => {
    expect(parseCatalogs(sources(40, 24)).ok).toBe(true)
    expect(problemsOf(parseCatalogs(sources(40, 0, 25)))).toMatchObject([
      {
        code: 'invalid_value',
        pointer: '/limit_groups',
        file: '2.json',
        message: 'expected at most 64 limit groups in all documents, found 65',
      },
    ])
    expect(parseCatalogs(sources(40, 25), { limits: { maxLimitGroups: 65 } }).ok).toBe(true)
    expect(parseCatalogs(sources(1, 2), { limits: { maxLimitGroups: 2 } }).ok).toBe(false)
  })

  it('are said once where one document has too many by itself', () => {
    expect(problemsOf(parseCatalogs(sources(1, 65)))).toMatchObject([
      { file: '1.json', message: 'expected at most 64 items, found a list of 65' },
    ])
  })
})
