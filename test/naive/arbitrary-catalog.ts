import fc from 'fast-check'
import { urlRule } from '../../src/authoring/index.js'
import {
  type Catalog,
  type Condition,
  catalog,
  defaultSettings,
  type Experience,
  experience,
  type LimitGroup,
  limitGroup,
  type Recurrence,
  type Trigger,
  type UrlRule,
} from '../../src/model/index.js'
import { instantNear } from './arbitrary-instant.js'
import { zones } from './zones.js'

/** Ids whose order by code unit differs from that by locale, and from that by code point. */
export const experienceIds = ['b', 'a', 'B', 'a1', 'é', '10', '9', '𝒳', 'ﬀ'] as const
const tagIds = ['t1', 't2', 't3']
const host = 'https://app.example.com'
export const hrefs = [`${host}/`, `${host}/home`, `${host}/home/`, `${host}/a?x=1#y`]
export const eventNames = ['signup', 'export']
export const elements = ['#help', '.buy']

/** Catalogs of 2 to 8 experiences in which most things are live, on their page and in their segment. */
export const arbitraryCatalog = (base: number): fc.Arbitrary<Catalog> =>
  fc
    .shuffledSubarray([...experienceIds], { minLength: 2, maxLength: 8 })
    .chain((ids) => arbitraryCatalogOf(ids, { base, ids }))

/** What conditions are about: instants, and the experiences that there are (C4: no history of any other). */
interface About {
  readonly base: number
  readonly ids: readonly string[]
}

const arbitraryCatalogOf = (ids: readonly string[], about: About): fc.Arbitrary<Catalog> =>
  fc
    .record({
      order: fc.constantFrom<Catalog['settings']['automaticOrder']>(['survey', 'tour'], ['tour', 'survey']),
      dialect: fc.constantFrom<Catalog['settings']['dialect']>('current', '2021-08'),
      s0: leafOrTree(about),
      s1: fc.oneof(leafOrTree(about), fc.constant<Condition>({ not: { condition: 's0' } })),
      experiences: fc.array(arbitraryExperience(about), { minLength: ids.length, maxLength: ids.length }),
      groups: fc.array(arbitraryGroup, { maxLength: 5 }),
    })
    .map(({ order, dialect, s0, s1, experiences, groups }) =>
      catalog({
        settings: { ...defaultSettings, dialect, automaticOrder: order, zones: Object.keys(zones) },
        tags: tagIds.map((id) => ({ id, uid: id, name: null })),
        segments: [
          { id: 's0', name: null, conditions: s0 },
          { id: 's1', name: null, conditions: s1 },
        ],
        experiences: ids.map((id, index) => ({ ...(experiences[index] as Experience), id })),
        // C4: a group lists only what there is.
        limitGroups: groups.map((group, index) => ({
          ...group,
          id: `g${index}`,
          campaignIds: group.campaignIds.filter((id) => ids.includes(id)),
        })),
        zones,
      }),
    )

const mostly = <T>(usual: T, unusual: fc.Arbitrary<T>, weight = 4): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: fc.constant(usual), weight }, { arbitrary: unusual, weight: 1 })

const longAgo = Date.UTC(2028, 0, 1)

const publication = (base: number) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constant({ publishedAt: longAgo, unpublishedAt: null }) },
    { weight: 2, arbitrary: instantNear(base).map((at) => ({ publishedAt: at, unpublishedAt: null })) },
    { weight: 1, arbitrary: instantNear(base).map((at) => ({ publishedAt: longAgo, unpublishedAt: at })) },
    { weight: 1, arbitrary: fc.constant({ publishedAt: null, unpublishedAt: null }) },
  )

const arbitraryExperience = (about: About): fc.Arbitrary<Experience> =>
  fc
    .record({
      kind: fc.constantFrom<Experience['kind']>('tour', 'survey'),
      publication: publication(about.base),
      position: fc.constantFrom(null, 0, 1, 2),
      tagIds: fc.subarray(tagIds),
      segment: mostly<Condition | null>(
        null,
        fc.oneof(leafOrTree(about), fc.constantFrom({ condition: 's0' }, { condition: 's1' })),
        1,
      ),
      urlRules: mostly<UrlRule[]>([], fc.array(arbitraryUrlRule, { minLength: 1, maxLength: 3 }), 1),
      urlOp: fc.constantFrom<Experience['urlOp']>('any', 'all'),
      startUrl: fc.constantFrom(null, ...hrefs),
      triggers: mostly<Trigger[]>([], fc.array(arbitraryTrigger, { minLength: 1, maxLength: 2 }), 1),
      recurrence: arbitraryRecurrence,
      rateUnlimitAt: mostly<number | null>(null, instantNear(about.base), 6),
      experimentRange: mostly<Experience['experimentRange']>(
        null,
        fc.constantFrom<[number, number]>([0, 50], [50, 0], [87.3, 7.3], [25, 25], [7.3, 87.3], [50, 100]),
      ),
      removed: mostly(false, fc.constant(true), 9),
    })
    .map(({ publication, ...rest }) => experience({ id: '', ...publication, ...rest }))

const arbitraryUrlRule: fc.Arbitrary<UrlRule> = fc.constantFrom<UrlRule>(
  { url: '/home', matchType: 'simple' },
  { url: 'x=1', matchType: 'simple' },
  { url: '/HOME', matchType: 'simple' },
  { url: `${host}/home`, matchType: 'exact' },
  { url: `${host}/`, matchType: 'exact' },
  urlRule({ url: '^https://app\\.example\\.com/(home)?$', matchType: 'regex' }),
  urlRule({ url: 'home/?$', matchType: 'regex' }),
  urlRule({ url: '[?&]x=[0-9]+', matchType: 'regex' }),
  { url: '/home', matchType: 'inverse_simple' },
  { url: `${host}/home/`, matchType: 'inverse_exact' },
  { url: `${host}/h`, matchType: 'starts_with' },
  { url: '/home', matchType: 'starts_with' },
  { url: 'https://*.example.com/home*', matchType: 'wildcard' },
  { url: '*home', matchType: 'wildcard' },
  { url: '*/a?x=*', matchType: 'wildcard' },
)

const arbitraryTrigger: fc.Arbitrary<Trigger> = fc.oneof(
  fc.record({
    on: fc.constantFrom('click' as const, 'hover' as const, 'element_match' as const),
    element: fc.constantFrom(null, ...elements),
    name: fc.constant(null),
  }),
  fc.record({
    on: fc.constant('custom' as const),
    element: fc.constant(null),
    name: fc.constantFrom(null, ...eventNames),
  }),
  fc.record({ on: fc.constant('time_on_page' as const), seconds: fc.constantFrom(0, 1, 30, 3600) }),
)

const arbitraryRecurrence: fc.Arbitrary<Recurrence> = fc.oneof(
  fc.constant<Recurrence>({ kind: 'none' }),
  fc.constant<Recurrence>({ kind: 'page' }),
  fc.record({
    kind: fc.constant('every' as const),
    amount: fc.constantFrom(1, 2),
    unit: fc.constantFrom('hour' as const, 'day' as const, 'week' as const, 'month' as const, 'year' as const),
  }),
  fc.record({ kind: fc.constant('event' as const), event: fc.constantFrom(...eventNames) }),
)

const kindsOfWindow = ['1h', '2h', '1d', '7d', '90m', 'day', 'week', 'month', 'quarter', 'year', 'session', 'lifetime']

const arbitraryGroup: fc.Arbitrary<LimitGroup> = fc
  .record({
    kind: fc.constantFrom<LimitGroup['kind']>('all', 'tour', 'survey', 'tags', 'campaigns'),
    rateLimitSize: fc.oneof(
      { weight: 9, arbitrary: fc.integer({ min: 1, max: 3 }) },
      { weight: 1, arbitrary: fc.constant(0) },
    ),
    rateLimitKind: fc.constantFrom(...kindsOfWindow),
    tagIds: fc.subarray(tagIds),
    campaignIds: fc.subarray([...experienceIds]),
    count: fc.constantFrom<LimitGroup['count']>('experiences', 'shows'),
    exemptShows: mostly<LimitGroup['exemptShows']>('ignore', fc.constant('count'), 2),
    zone: fc.constantFrom(null, ...Object.keys(zones)),
  })
  .map((given) => limitGroup({ id: '', ...given }))

/** Conditions over few traits, among them missing ones, names that every object inherits, times and history. */
const leaf = ({ base, ids }: About): fc.Arbitrary<Condition> =>
  fc.oneof(
    fc.constantFrom<Condition>(
      { fact: 'plan', operator: 'equal', value: 'trial' },
      { fact: 'plan', operator: 'notEqual', value: 'trial' },
      { fact: 'plan', operator: 'in', value: ['trial', 'pro'] },
      { fact: 'plan', operator: 'notIn', value: ['pro'] },
      { fact: 'plan', operator: 'chameleon.ex', value: null },
      { fact: 'plan', operator: 'chameleon.nx', value: null },
      { fact: 'plan', operator: 'chameleon.eq', value: 'pro' },
      { fact: 'seats', operator: 'greaterThan', value: 3 },
      { fact: 'seats', operator: 'lessThanInclusive', value: 3 },
      { fact: 'score', operator: 'chameleon.gt', value: 3 },
      { fact: 'roles', operator: 'contains', value: 'admin' },
      { fact: 'roles', operator: 'doesNotContain', value: 'admin' },
      { fact: 'roles', operator: 'someFact:equal', value: 'admin' },
      { fact: 'roles', operator: 'not:contains', value: 'admin' },
      { fact: 'company', operator: 'equal', value: 'eu', path: '$.region' },
      { fact: 'roles', operator: 'equal', value: 'admin', path: '$[0]' },
      { fact: 'constructor', operator: 'notEqual', value: null },
      { fact: 'toString', operator: 'chameleon.nx', value: null },
    ),
    fc.record({
      fact: fc.constantFrom('signed_up', 'renewed'),
      operator: fc.constantFrom('chameleon.gt-d', 'chameleon.lt-d'),
      value: fc.constantFrom(0, 1, 2, 7),
    }),
    fc
      .tuple(fc.constantFrom(...ids), fc.constantFrom('started', 'completed', 'exited'), fc.boolean())
      .map(([id, name, newer]) => ({
        fact: `history.${id}`,
        path: `$.${name}`,
        operator: newer ? 'chameleon.gt-d' : 'chameleon.lt-d',
        value: 1,
      })),
    fc.tuple(fc.constantFrom(...ids), fc.constantFrom(0, 1)).map(([id, value]) => ({
      fact: `history.${id}`,
      path: '$.shows',
      operator: 'greaterThan',
      value,
    })),
    fc.tuple(fc.constantFrom(...ids), instantNear(base)).map(([id, at]) => ({
      fact: `history.${id}`,
      path: '$.started',
      operator: 'notEqual',
      value: new Date(at).toISOString().replace('.000Z', 'Z'),
    })),
  )

const leafOrTree = (about: About): fc.Arbitrary<Condition> =>
  fc.oneof(
    { weight: 3, arbitrary: leaf(about) },
    { weight: 1, arbitrary: fc.array(leaf(about), { maxLength: 3 }).map((any) => ({ any })) },
    { weight: 1, arbitrary: fc.array(leaf(about), { maxLength: 2 }).map((all) => ({ all })) },
    { weight: 1, arbitrary: leaf(about).map((not) => ({ not })) },
    { weight: 1, arbitrary: fc.tuple(leaf(about), leaf(about)).map(([a, b]) => ({ all: [a, { not: { any: [b] } }] })) },
  )
