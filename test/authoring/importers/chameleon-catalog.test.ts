import { describe, expect, test } from 'vitest'
import { importChameleonCatalog } from '../../../src/authoring/importers/index.js'
import { readCatalog } from '../../../src/authoring/index.js'

const limitGroups = {
  limit_groups: [
    {
      id: '5f3c4232c712de665632a6e2',
      name: '1 Tour or Microsurvey every 2 hours (1 per session)',
      kind: 'all',
      rate_limit_size: 1,
      rate_limit_kind: '2h',
    },
    {
      id: '5f3c4232c712de665632a6d9',
      name: 'How is X Feature? (1 per week)',
      kind: 'tags',
      tag_ids: ['5f3c4232c712de665632a5f1', '5f3c4232c712de665632a5f2'],
      rate_limit_size: 1,
      rate_limit_kind: '7d',
    },
  ],
}

const relatedExperiences = {
  limit_group: { id: '5f3c4232c712de665632a6d9', name: 'How is X Feature? (1 per week)', kind: 'tags' },
  tags: [
    { id: '5f3c4232c712de665632a5f1', uid: 'new_feature', name: 'New Feature', models_count: 9 },
    { id: '5f3c4232c712de665632a5f2', uid: 'ui_change', name: 'Interface Change', models_count: 5 },
  ],
  tours: [
    {
      id: '5f3c4232c712de665632a6d5',
      name: 'How hard was it to complete this task?',
      position: 19,
      published_at: '2029-04-07T12:18:00Z',
      tag_ids: ['5f3c4232c712de665632a5f2'],
    },
  ],
  surveys: [
    {
      id: '5f3c4232c712de665632a2a3',
      name: 'Admin account setup #1 completion question',
      position: 12,
      published_at: '2029-04-07T12:38:00Z',
      tag_ids: ['5f3c4232c712de665632a5f1'],
    },
  ],
}

describe('answers', () => {
  test('of several requests become one catalog that is read without a problem', () => {
    const document = documentOf([limitGroups, relatedExperiences])
    const catalog = readCatalog(document)
    if (!catalog.ok) throw new Error(JSON.stringify(catalog.problems))
    expect(catalog.value.experiences.map(({ id, kind, position, tagIds }) => ({ id, kind, position, tagIds }))).toEqual(
      [
        { id: '5f3c4232c712de665632a6d5', kind: 'tour', position: 19, tagIds: ['5f3c4232c712de665632a5f2'] },
        { id: '5f3c4232c712de665632a2a3', kind: 'survey', position: 12, tagIds: ['5f3c4232c712de665632a5f1'] },
      ],
    )
    expect(catalog.value.limitGroups.map(({ id, rateLimitKind }) => [id, rateLimitKind])).toEqual([
      ['5f3c4232c712de665632a6e2', '2h'],
      ['5f3c4232c712de665632a6d9', '7d'],
    ])
    expect(catalog.value.tags.map(({ uid }) => uid)).toEqual(['new_feature', 'ui_change'])
  })

  test('a related answer alone lacks what only the group itself says', () => {
    const catalog = readCatalog(documentOf(relatedExperiences))
    expect(catalog.ok ? [] : catalog.problems.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['missing_key', '/limit_groups/0'], // tag_ids
      ['missing_key', '/limit_groups/0'], // rate_limit_size
      ['missing_key', '/limit_groups/0'], // rate_limit_kind
    ])
  })

  test("the documented list of limit groups has an id twice: the catalog's reader says so (C3)", () => {
    const twice = {
      limit_groups: [
        ...limitGroups.limit_groups,
        {
          id: '5f3c4232c712de665632a6e2',
          name: 'Product upsell opportunities (2 per month)',
          kind: 'campaigns',
          campaign_ids: ['5f3c4232c712de665632a6d5', '5f3c4232c712de665632a2a3'],
          rate_limit_size: 2,
          rate_limit_kind: '30d',
        },
      ],
    }
    const catalog = readCatalog(documentOf([relatedExperiences, twice].reverse()))
    expect(catalog).toMatchObject({
      ok: false,
      problems: [
        {
          code: 'duplicate_id',
          pointer: '/limit_groups/2/id',
          message: 'duplicate limit group id "5f3c4232c712de665632a6e2"',
          help: 'first given at /limit_groups/0/id',
        },
      ],
    })
  })

  test('an experience with all that can be said of it', () => {
    const answer = {
      tour: {
        id: 7,
        name: 'Import',
        style: 'auto',
        position: 3,
        published_at: '2029-04-07T12:18:00Z',
        archived_at: '2029-05-01T00:00:00Z',
        tour_link_url: 'https://app.example.com/import',
        rate_unlimit_at: '2029-04-08T00:00:00Z',
        experiment_at: '2029-04-07T12:18:00Z',
        experiment_range: '87.3-7.3',
        segment_id: 'admins',
        segment_filters: [{ kind: 'property', prop: 'plan', op: 'eq', value: 'trial' }],
        tags: [{ id: 'data', uid: 'data', name: 'Data' }],
        url_groups: [],
        steps: [
          { body: 'Hello', quantifier_urls: [{ id: 'q', url: '/import', match_type: 'simple' }] },
          { quantifier_urls: [{ url: '/elsewhere', match_type: 'exact' }] },
        ],
        stats: { started_count: 4 },
      },
      segments: [{ id: 'admins', items: [{ kind: 'property', prop: 'role', op: 'eq', value: 'admin' }] }],
      cursor: { limit: 50 },
    }
    const document = documentOf(answer)
    expect(document.experiences[0]).toMatchObject({ stats: { started_count: 4 }, style: 'auto' })
    expect(document.experiences[0]).not.toHaveProperty('segment_id')
    const catalog = readCatalog(document)
    if (!catalog.ok) throw new Error(JSON.stringify(catalog.problems))
    expect(catalog.value.experiences).toEqual([
      {
        id: '7',
        kind: 'tour',
        name: 'Import',
        publishedAt: Date.UTC(2029, 3, 7, 12, 18),
        unpublishedAt: Date.UTC(2029, 4, 1),
        position: 3,
        tagIds: ['data'],
        segment: {
          all: [{ condition: 'admins' }, { all: [{ fact: 'plan', operator: 'chameleon.eq', value: 'trial' }] }],
        },
        urlRules: [{ url: '/import', matchType: 'simple' }],
        urlOp: 'any',
        startUrl: 'https://app.example.com/import',
        triggers: [],
        recurrence: { kind: 'none' },
        rateUnlimitAt: Date.UTC(2029, 3, 8),
        experimentRange: [87.3, 7.3],
        removed: false,
      },
    ])
    expect(catalog.value.segments).toEqual([
      {
        id: 'admins',
        name: null,
        conditions: { all: [{ fact: 'role', operator: 'chameleon.eq', value: 'admin' }] },
      },
    ])
  })

  test.each<[unknown, unknown]>([
    ['20-40', [20, 40]],
    ['87.3 to 7.3', [87.3, 7.3]],
    ['0..100', [0, 100]],
    ['5, 10', [5, 10]],
    [
      [12.9, 32.9],
      [12.9, 32.9],
    ],
  ])('the control group %j', (range, expected) => {
    expect(documentOf({ tours: [{ id: 't', experiment_range: range }] }).experiences[0]?.experiment_range).toEqual(
      expected,
    )
  })

  test('an experiment that is turned off holds nobody back', () => {
    const { experiences } = documentOf({ tours: [{ id: 't', experiment_at: null, experiment_range: '0-50' }] })
    expect(experiences[0]).not.toHaveProperty('experiment_range')
  })

  test('a list of experiences says their kinds itself', () => {
    const answer = {
      experiences: [
        { id: 'a', kind: 'survey' },
        { id: 'b', kind: 'tour' },
      ],
    }
    expect(documentOf(answer).experiences).toEqual(answer.experiences)
  })
})

describe('several answers about one object', () => {
  const tour = { id: 't', name: 'Import', published_at: '2029-04-07T12:18:00Z', stats: { started_count: 1 } }

  test('are put together; what nothing depends on may differ', () => {
    const { experiences } = documentOf([
      { tours: [tour] },
      { tour: { id: 't', position: 2, stats: { started_count: 2 } } },
    ])
    expect(experiences).toEqual([{ ...tour, kind: 'tour', position: 2 }])
  })

  test('must not contradict each other', () => {
    expect(problemsOf([{ tours: [tour] }, { tours: [{ ...tour, published_at: null, name: 'Export' }] }])).toEqual([
      {
        code: 'conflict',
        pointer: '/1/tours/0/name',
        message: 'experience "t" is given with another "name"',
        help: 'first given at /0/tours/0',
      },
      {
        code: 'conflict',
        pointer: '/1/tours/0/published_at',
        message: 'experience "t" is given with another "published_at"',
        help: 'first given at /0/tours/0',
      },
    ])
  })

  test('the same page twice changes nothing', () => {
    expect(documentOf([limitGroups, limitGroups])).toEqual(documentOf(limitGroups))
  })
})

describe('what cannot be expressed is named', () => {
  test.each<[Record<string, unknown>, string, string]>([
    [{ style: 'manual' }, '/style', 'the style "manual" cannot be expressed'],
    [{ position: 'br' }, '/position', 'expected the number of its place in the order, found "br"'],
    [{ url: '/dashboard' }, '/url', '"url" of an experience cannot be expressed'],
    [{ url_groups: [{ id: 'g' }] }, '/url_groups', '"url_groups" of an experience cannot be expressed'],
    [{ page_url_filters: [{}] }, '/page_url_filters', '"page_url_filters" of an experience cannot be expressed'],
    [{ trigger_filters: [{}] }, '/trigger_filters', 'filters by event cannot be expressed'],
    [
      { segment_filters: [{ kind: 'event' }] },
      '/segment_filters/0/kind',
      'a filter of kind "event" cannot be expressed',
    ],
    [{ segment_id: false }, '/segment_id', "expected a segment's id, found false"],
    [{ kind: 'survey' }, '/kind', 'a tour of the kind "survey"'],
    [{ experiment_range: 'half' }, '/experiment_range', 'expected two numbers from 0 to 100, found "half"'],
    [{ experiment_range: '0-101' }, '/experiment_range', 'expected two numbers from 0 to 100, found "0-101"'],
    [{ steps: {} }, '/steps', 'expected a list of steps, found an object'],
    [{ steps: [{ quantifier_urls: 'x' }] }, '/steps/0/quantifier_urls', 'expected a list of URL rules, found "x"'],
    [
      { steps: [{ quantifier_urls: [{ url: 'x', match_type: 'simple', op: 'or' }] }] },
      '/steps/0/quantifier_urls/0/op',
      '"op" of a URL rule cannot be expressed',
    ],
    [{ tags: [{ id: 'a' }], tag_ids: ['b'] }, '/tags/0', 'tag "a" is not among the tag_ids'],
    [{ tags: 'a' }, '/tags', 'expected a list of tags, found "a"'],
    [{ id: null }, '/id', 'expected an id, found null'],
    [
      { recurrence: { kind: 'page' } },
      '/recurrence',
      '"recurrence" is no key of an experience in Chameleon\'s answers, and means something of its own in a catalog',
    ],
  ])('%j', (change, at, message) => {
    expect(problemsOf({ tours: [{ id: 't', ...change }] })).toMatchObject([{ pointer: `/tours/0${at}`, message }])
  })

  test.each<[unknown, string, string]>([
    [null, '', 'expected an answer of the API, found null'],
    ['text', '', 'expected an answer of the API, found "text"'],
    [[7], '/0', 'expected an answer of the API, found 7'],
    [{ tours: {} }, '/tours', 'expected a list, found an object'],
    [{ tours: [null] }, '/tours/0', 'expected an object, found null'],
    [{ launchers: [] }, '/launchers', '"launchers" of an answer cannot be expressed'],
    [
      { experiences: [{ id: 'x', kind: 'tooltip' }] },
      '/experiences/0/kind',
      'an experience of the kind "tooltip" cannot be expressed',
    ],
    [{ experiences: [{ id: 'x' }] }, '/experiences/0/kind', 'an experience of the kind nothing cannot be expressed'],
    [{ segments: [{ items: [] }] }, '/segments/0/id', 'expected an id, found nothing'],
    [{ segments: [{ id: [], items: [] }] }, '/segments/0/id', 'expected an id, found an array'],
    [
      { limit_groups: [{ id: 'g', count: 'shows' }] },
      '/limit_groups/0/count',
      '"count" is no key of a limit group in Chameleon\'s answers, and means something of its own in a catalog',
    ],
  ])('%j', (answer, pointer, message) => {
    expect(problemsOf(answer)).toMatchObject([{ pointer, message }])
  })
})

test('hostile names and values are data', () => {
  const answer = JSON.parse(
    '{"tours":[{"id":"__proto__","__proto__":{"kind":"survey"},"constructor":1}],"tags":[{"id":"toString"}]}',
  )
  const document = documentOf(answer)
  expect(document.experiences[0]?.kind).toBe('tour')
  expect(Object.keys(document.experiences[0] ?? {})).toEqual(['id', '__proto__', 'constructor', 'kind'])
  expect(({} as Record<string, unknown>).kind).toBeUndefined()

  const circular: Record<string, unknown> = {}
  circular.tours = [circular]
  expect(problemsOf(circular)).toMatchObject([{ code: 'too_deep' }])
  expect(problemsOf([{ tours: [{ id: 't', position: 1n }] }, { tours: [{ id: 't', position: 2n }] }])).toMatchObject([
    { pointer: '/0/tours/0/position' },
    { pointer: '/1/tours/0/position' },
    { code: 'conflict' },
  ])
})

function documentOf(answers: unknown) {
  const result = importChameleonCatalog(answers)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}

function problemsOf(answers: unknown) {
  const result = importChameleonCatalog(answers)
  return result.ok ? [] : result.problems
}
