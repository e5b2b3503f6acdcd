import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseDocument } from 'oncue/authoring'
import type { Draw } from './draw.js'
import { copy } from './mutate.js'

type Item = Readonly<Record<string, unknown>>

const folder = fileURLToPath(new URL('../conformance/', import.meta.url))

/** The scenarios of the rules: whatever a document can say, some of them say it. */
const scenarios: readonly Item[] = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .flatMap((name) => {
    const parsed = parseDocument(readFileSync(`${folder}${name}`))
    const value = parsed.ok ? (parsed.value.value as Item) : {}
    // Each costs as much as its events.
    return 'catalog' in value && JSON.stringify(value).length < 4_000 ? [value] : []
  })

const catalogs = scenarios.map(({ catalog }) => catalog).filter((value) => JSON.stringify(value).length < 1_500)
const events = scenarios.flatMap((scenario) => (Array.isArray(scenario.events) ? (scenario.events as Item[]) : []))
const plainEvents = events
  .map(({ expect: _, ...event }) => event)
  .filter((event) => event.at !== '$now' && JSON.stringify(event).length < 600)
const conditions = catalogs.flatMap((catalog) => {
  const { segments, experiences } = catalog as Record<string, readonly Item[] | undefined>
  const inner = [...(segments ?? []).map((one) => one?.conditions), ...(experiences ?? []).map((one) => one?.segment)]
  return inner.filter((one) => typeof one === 'object' && one !== null)
})

export const anyScenario = (draw: Draw): unknown => copy(draw.pick(scenarios))
export const anyCatalog = (draw: Draw): unknown => copy(draw.pick(catalogs))
export const anyEvent = (draw: Draw): unknown => copy(draw.pick(plainEvents))
export const anyCondition = (draw: Draw): unknown => copy(draw.pick(conditions))

const at = (draw: Draw): string => `2029-02-0${1 + draw.below(8)}T1${draw.below(10)}:00:00Z`

export const anyEdit = (draw: Draw): unknown => ({
  experiences: [
    { id: draw.pick(['nps', 'welcome']), published_at: at(draw), name: null },
    { id: 'fresh', kind: 'tour', recurrence: { kind: 'every', amount: 2, unit: 'week' }, tag_ids: ['news'] },
  ].slice(draw.below(2)),
  tags: [{ id: 'news' }],
  ...(draw.chance(0.3) ? { settings: { delivery_ids_limit: 2 } } : {}),
  ...(draw.chance(0.3) ? { limit_groups: [{ id: 'g', removed: draw.chance(0.5) }] } : {}),
})

/** The catalog that edits are made of. */
export const edited = {
  experiences: [
    { id: 'nps', kind: 'survey', published_at: '2029-01-01', segment_id: 'admins' },
    { id: 'welcome', kind: 'tour', published_at: '2029-01-01', url: [{ url: '/app', match_type: 'simple' }] },
  ],
  segments: [{ id: 'admins', conditions: { fact: 'role', operator: 'equal', value: 'admin' } }],
  limit_groups: [{ id: 'g', kind: 'all', rate_limit_size: 1, rate_limit_kind: '1d' }],
}

export const anyProfile = (draw: Draw): unknown => ({
  version: 1,
  id: 'u1',
  uid: '7',
  email: 'a@b.test',
  percent: 12.5,
  traits: { role: 'admin', plan: { name: 'trial', seats: [1, 2] }, zone: 'Europe/Berlin', signed_up: '2029-01-01' },
  page_at: at(draw),
  disabled: draw.chance(0.1),
  session_at: at(draw),
  deliveries: [
    { id: 'd1', model_id: 'nps', model_kind: 'survey', from: at(draw), until: '2029-03-01', created_at: at(draw) },
    { id: 'd2', model_id: 'welcome', model_kind: 'tour', created_at: at(draw), options: { a: [1, { b: null }] } },
  ].slice(draw.below(3)),
  delivery_ids: ['d2', 'd1'].slice(draw.below(3)),
  interactions: [
    { id: 'i1', experience_id: 'nps', started_at: at(draw), state: 'completed', at: at(draw) },
    { id: 'i2', experience_id: 'welcome', started_at: at(draw), group_kind: 'delivery', group_id: 'd9' },
  ].slice(draw.below(3)),
})

export const chameleonSegment = (draw: Draw): unknown => ({
  id: 's1',
  name: 'Admins',
  items_op: draw.pick(['and', 'or']),
  items: [
    { kind: 'property', prop: 'role', op: draw.pick(['eq', 'ne', 'ex', 'in', 'nin-v', 'gt']), value: 'admin' },
    { kind: 'property', prop: 'company.plan', op: 'in-a', value: 'a,b' },
    { kind: 'property', prop: 'seen', op: 'gt-d', value: '7' },
    {
      kind: 'group',
      filters_op: 'or',
      filters: [
        { prop: 'a', op: 'lt', value: 3 },
        { kind: 'segment', value: 's2' },
      ],
    },
    { kind: 'tour', value: 't1', range: 'completed', cond: 'lt-d', int: 4 },
    { kind: 'survey', value: 'v1', op: 'nx' },
  ].slice(draw.below(6)),
})

export const chameleonCatalog = (draw: Draw): unknown => [
  {
    tours: [
      {
        id: 't1',
        name: 'Welcome',
        published_at: at(draw),
        position: 3,
        tag_ids: ['g1'],
        segment_id: 's1',
        steps: [{ quantifier_urls: [{ quantifier: '/app', match_type: 'simple' }] }],
        experiment_range: '87.3-7.3',
        experiment_at: at(draw),
      },
    ],
    cursor: { limit: 50, before: null },
  },
  { surveys: [{ id: 'v1', kind: 'survey', published_at: at(draw), tags: [{ id: 'g1', uid: 'x', name: 'X' }] }] },
  { limit_groups: [{ id: 'l1', kind: 'tags', tag_ids: ['g1'], rate_limit_size: 1, rate_limit_kind: '7d' }] },
  { segments: [chameleonSegment(draw)], tags: [{ id: 'g1', name: 'X' }] },
]

export const mpcAudience = (draw: Draw): unknown => ({
  id: 11,
  name: 'German',
  type: 'inline',
  conditions: [
    { condition_group: 'member_properties', field: 'lang', operator: 'match', type: 'string', value: 'de' },
    {
      condition_group: 'member_properties',
      field: 'tags',
      operator: draw.pick(['any', 'in']),
      type: 'array',
      value: ['a', 1],
    },
  ].slice(draw.below(2)),
})

export const jsonRules = (draw: Draw): unknown => ({
  [draw.pick(['all', 'any'])]: [
    { fact: 'age', operator: draw.pick(['greaterThan', 'lessThanInclusive', 'not:equal', 'someFact:in']), value: 18 },
    { fact: 'plan', path: '$.name', operator: draw.pick(['in', 'notIn', 'swap:contains']), value: ['trial', 'pro'] },
    {
      any: [
        { fact: 'roles', operator: 'contains', value: 'admin' },
        { not: { fact: 'x', operator: 'equal', value: null } },
      ],
    },
    { condition: 'admins' },
  ].slice(draw.below(4)),
})
