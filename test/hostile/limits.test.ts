import type { Problem } from 'oncue'
import { editCatalog, importChameleonCatalog, importMpcAudience, readCatalog } from 'oncue/authoring'
import { createHandler } from 'oncue/http'
import { memoryStore } from 'oncue/store'
import { expect, it } from 'vitest'

// Each limit at it and one beyond, wherever a catalog comes in: as a document, as an edit, over HTTP.

const leaf = { fact: 'a', operator: 'equal', value: 1 }
const deep = (levels: number): unknown => (levels === 1 ? leaf : { not: deep(levels - 1) })
const wide = (nodes: number): unknown => ({ all: Array(nodes - 1).fill(leaf) })
const segment = (conditions: unknown) => ({ segments: [{ id: 's', conditions }] })
const group = (index: number) => ({ id: `g${index}`, kind: 'all', rate_limit_size: 1, rate_limit_kind: '1d' })
const groups = (count: number) => ({ limit_groups: Array.from({ length: count }, (_, index) => group(index)) })
const experience = (more: object) => ({ experiences: [{ id: 'x', kind: 'tour', ...more }] })

const limits: readonly (readonly [what: string, at: object, beyond: object, code: string, pointer: string])[] = [
  [
    'a condition of 32 levels',
    segment(deep(32)),
    segment(deep(33)),
    'too_deep',
    `/segments/0/conditions${'/not'.repeat(32)}`,
  ],
  [
    'a condition of 10,000 parts',
    segment(wide(10_000)),
    segment(wide(10_001)),
    'too_many_nodes',
    '/segments/0/conditions/all/9999',
  ],
  [
    'a text of 8,192 characters in a condition',
    segment({ ...leaf, value: 'x'.repeat(8_192) }),
    segment({ ...leaf, value: 'x'.repeat(8_193) }),
    'too_long',
    '/segments/0/conditions/value',
  ],
  ['64 limit groups', groups(64), groups(65), 'invalid_value', '/limit_groups'],
  [
    'a text of 8,192 characters',
    experience({ name: 'x'.repeat(8_192) }),
    experience({ name: 'x'.repeat(8_193) }),
    'invalid_value',
    '/experiences/0/name',
  ],
  [
    'a pattern of 8,192 characters',
    experience({ url: [{ url: 'x'.repeat(8_192), match_type: 'exact' }] }),
    experience({ url: [{ url: 'x'.repeat(8_193), match_type: 'exact' }] }),
    'invalid_value',
    '/experiences/0/url/0/url',
  ],
]

const first = (result: { readonly ok: boolean; readonly problems?: readonly Problem[] }): object | null => {
  const { code, pointer } = result.problems?.[0] ?? {}
  return result.ok ? null : { code, pointer }
}

it.each(limits)('%s, and one more', async (_what, at, beyond, code, pointer) => {
  expect(first(readCatalog(at))).toBeNull()
  expect(first(editCatalog({}, at))).toBeNull()
  expect(first(readCatalog(beyond))).toEqual({ code, pointer })
  expect(first(editCatalog({}, beyond))).toMatchObject({ code })
  const put = async (document: object): Promise<number> => {
    const secret = 's3cret'
    const handler = createHandler({ store: memoryStore(), secret, now: () => 0 })
    const headers = { 'content-type': 'application/json', 'x-account-secret': secret }
    const init = { method: 'PUT', headers, body: JSON.stringify(document) }
    return (await handler(new Request('http://localhost/v3/edit/catalog', init))).status
  }
  expect([await put(at), await put(beyond)]).toEqual([200, 422])
})

it('an edit may not add a group to 64', () => {
  expect(first(editCatalog(groups(64), { limit_groups: [group(64)] }))).toMatchObject({ code: 'invalid_value' })
  expect(first(editCatalog(groups(64), { limit_groups: [group(63)] }))).toBeNull()
})

it('what is imported is held to the same', () => {
  const filters = (levels: number): object =>
    levels === 1 ? { prop: 'a', op: 'eq', value: 1 } : { kind: 'group', filters: [filters(levels - 1)] }
  const imported = (levels: number) => importChameleonCatalog({ segments: [{ id: 's', items: [filters(levels)] }] })
  expect(first(imported(30))).toBeNull()
  expect(first(imported(31))).toMatchObject({ code: 'too_deep' })
  const condition = { condition_group: 'member_properties', field: 'a', operator: 'match', value: 'x' }
  const audience = (count: number) => importMpcAudience({ conditions: Array(count).fill(condition) })
  expect(first(audience(9_999))).toBeNull()
  expect(first(audience(10_000))).toEqual({ code: 'too_many_nodes', pointer: '/conditions' })
})
