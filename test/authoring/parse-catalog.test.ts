import { describe, expect, it } from 'vitest'
import { parseCatalog, parseCatalogs, readCatalog, urlRule } from '../../src/authoring/index.js'
import { catalog, experience, limitGroup } from '../../src/model/index.js'
import { tell, tellAll } from './tell.js'

const whole = `
version: 1
settings: { dialect: 2021-08, delivery_ids_limit: 5, automatic_order: [tour, survey], expired_deliveries: release }
tags: [ { id: new_feature, uid: nf, name: New Feature } ]
segments:
  - id: trial_admins
    name: Admins on trial
    conditions: { all: [ { fact: plan, operator: equal, value: trial }, { condition: admins } ] }
  - id: admins
    conditions: { any: [ { fact: role, operator: in, value: [admin, owner] }, { fact: history.nps, path: $.shows, operator: greaterThan, value: 2 } ] }
experiences:
  - id: welcome
    kind: tour
    name: Welcome
    published_at: 2029-01-01T00:00:00Z
    unpublished_at: 2029-02-01
    position: 0
    tag_ids: [new_feature]
    segment_id: trial_admins
    url: [ { url: /dashboard, match_type: simple }, { url: "^https://[a-z]+/$", match_type: regex } ]
    url_op: all
    start_url: https://app.example.com/dashboard
    triggers: [ { on: click, element: "#help" }, { on: custom, name: opened }, { on: time_on_page, seconds: 2.5 } ]
    recurrence: { kind: every, amount: 2, unit: week }
    experiment_range: [87.3, 7.3]
  - id: nps
    kind: survey
    segment: { not: { condition: admins } }
    recurrence: { kind: event, event: upgraded }
    rate_unlimit_at: 1861920000
    colour: blue
limit_groups:
  - { id: session, name: One, description: per session, kind: tags, tag_ids: [new_feature], rate_limit_size: 1, rate_limit_kind: session, count: shows }
  - { id: list, kind: campaigns, campaign_ids: [nps, welcome], rate_limit_size: 0, rate_limit_kind: 91d, exempt_shows: count }
`

describe('parseCatalog', () => {
  it('brings a document into the model', () => {
    expect(parseCatalog(whole)).toEqual({
      ok: true,
      warnings: [],
      value: catalog({
        settings: {
          dialect: '2021-08',
          deliveryIdsLimit: 5,
          automaticOrder: ['tour', 'survey'],
          expiredDeliveries: 'release',
          zones: [],
        },
        tags: [{ id: 'new_feature', uid: 'nf', name: 'New Feature' }],
        segments: [
          {
            id: 'trial_admins',
            name: 'Admins on trial',
            conditions: { all: [{ fact: 'plan', operator: 'equal', value: 'trial' }, { condition: 'admins' }] },
          },
          {
            id: 'admins',
            name: null,
            conditions: {
              any: [
                { fact: 'role', operator: 'in', value: ['admin', 'owner'] },
                { fact: 'history.nps', path: '$.shows', operator: 'greaterThan', value: 2 },
              ],
            },
          },
        ],
        experiences: [
          experience({
            id: 'welcome',
            kind: 'tour',
            name: 'Welcome',
            publishedAt: Date.parse('2029-01-01T00:00:00Z'),
            unpublishedAt: Date.parse('2029-02-01T00:00:00Z'),
            position: 0,
            tagIds: ['new_feature'],
            segment: { condition: 'trial_admins' },
            urlRules: [
              { url: '/dashboard', matchType: 'simple' },
              urlRule({ url: '^https://[a-z]+/$', matchType: 'regex' }),
            ],
            urlOp: 'all',
            startUrl: 'https://app.example.com/dashboard',
            triggers: [
              { on: 'click', element: '#help', name: null },
              { on: 'custom', element: null, name: 'opened' },
              { on: 'time_on_page', seconds: 2.5 },
            ],
            recurrence: { kind: 'every', amount: 2, unit: 'week' },
            experimentRange: [87.3, 7.3],
          }),
          experience({
            id: 'nps',
            kind: 'survey',
            segment: { not: { condition: 'admins' } },
            recurrence: { kind: 'event', event: 'upgraded' },
            rateUnlimitAt: 1_861_920_000_000,
          }),
        ],
        limitGroups: [
          limitGroup({
            id: 'session',
            name: 'One',
            description: 'per session',
            kind: 'tags',
            tagIds: ['new_feature'],
            rateLimitSize: 1,
            rateLimitKind: 'session',
            count: 'shows',
          }),
          limitGroup({
            id: 'list',
            kind: 'campaigns',
            campaignIds: ['nps', 'welcome'],
            rateLimitSize: 0,
            rateLimitKind: '91d',
            exemptShows: 'count',
          }),
        ],
      }),
    })
  })

  it('takes null as absent, everywhere', () => {
    const text =
      'settings:\ntags: null\nexperiences: [ { id: a, kind: tour, name: null, url: null, segment: null, recurrence: null } ]'
    const read = parseCatalog(text)
    expect(read.ok && read.value).toEqual(catalog({ experiences: [experience({ id: 'a', kind: 'tour' })] }))
  })

  it('reports every problem of a document at once, in the order of its text (C5)', () => {
    const text = `
settings: { dialect: curent, delivery_ids_limit: 0, zones: [Europe/Berlinn], automatic_order: [tour] }
tags: [ { id: 5 }, { id: a }, { id: a } ]
segments:
  - id: seen
    conditions: { all: [ { fact: history.nps, operator: equl, value: 1 } ] }
  - id: first
    conditions: { any: [ { condition: second }, { fact: history.nsp, operator: equal, value: 1 } ] }
  - id: second
    conditions: { condition: first }
experiences:
  - id: nps
    kind: tuor
    published_at: 2029-02-30
    url: [ { url: "(", match_type: regex } ]
    segment_id: sean
    segment: { all: [] }
    tag_ids: [b, 7]
    recurrence: { kind: every, amount: 0 }
    triggers: [ { on: click }, { on: tap }, { on: time_on_page, seconds: "5" } ]
    experiment_range: [0, 101]
  - kind: survey
    published_at: 2029-02-03
    unpublished_at: 2029-02-02
  - 5
limit_groups:
  - { id: g, kind: tags, rate_limit_size: -1, rate_limit_kind: 7days }
  - { id: h, kind: campaigns, campaign_ids: [npss], rate_limit_size: 1.5, rate_limit_kind: 0d, zone: Mars, tag_ids: [a] }
`
    expect(tellAll(parseCatalog(text, { file: 'c.yaml' }))).toEqual([
      'c.yaml:2:22 /settings/dialect unknown_value: unknown dialect "curent" | did you mean "current"?',
      'c.yaml:2:50 /settings/delivery_ids_limit invalid_value: expected a whole number from 1 to 1000, found 0',
      'c.yaml:2:61 /settings/zones/0 invalid_value: unknown time zone "Europe/Berlinn" | write a name of the IANA database, as "Europe/Berlin"',
      'c.yaml:2:95 /settings/automatic_order wrong_type: expected ["survey", "tour"] or ["tour", "survey"], found a list of 1',
      'c.yaml:3:15 /tags/0/id wrong_type: expected an id, found 5 | quote it: "5"',
      'c.yaml:3:37 /tags/2/id duplicate_id: duplicate tag id "a" | first given at line 3, column 26',
      'c.yaml:6:57 /segments/0/conditions/all/0/operator unknown_operator: unknown operator "equl" | did you mean "equal"?',
      'c.yaml:8:57 /segments/1/conditions/any/1/fact unknown_reference: unknown experience "nsp" in fact "history.nsp" | did you mean "nps"?',
      'c.yaml:10:30 /segments/2/conditions/condition reference_cycle: a segment refers to itself: "first" → "second" → "first"',
      'c.yaml:13:11 /experiences/0/kind unknown_value: unknown kind "tuor" | did you mean "tour"?',
      'c.yaml:14:19 /experiences/0/published_at invalid_value: no such date or time: "2029-02-30" | check the day, hour, minute and second',
      'c.yaml:15:19 /experiences/0/url/0/url invalid_value: regex pattern refused: a group that is not closed, or has more than 100 around it, at character 1',
      'c.yaml:16:17 /experiences/0/segment_id unknown_reference: unknown segment "sean" | did you mean "seen"?',
      'c.yaml:17:5 /experiences/0/segment contradiction: both "segment_id" and "segment" are given | keep one of them',
      'c.yaml:18:15 /experiences/0/tag_ids/0 unknown_reference: unknown tag "b"',
      'c.yaml:18:18 /experiences/0/tag_ids/1 wrong_type: expected an id, found 7 | quote it: "7"',
      'c.yaml:19:17 /experiences/0/recurrence missing_key: missing key "unit" | expected { kind: every, amount, unit }',
      'c.yaml:19:40 /experiences/0/recurrence/amount invalid_value: expected a whole number from 1 to 1000000, found 0',
      'c.yaml:20:17 /experiences/0/triggers/0 missing_key: a click trigger without element or name | give an element (a CSS selector) or a name',
      'c.yaml:20:38 /experiences/0/triggers/1/on unknown_value: unknown trigger "tap" | known: "click", "hover", "input", "custom", "element_match", "time_on_page"',
      'c.yaml:20:74 /experiences/0/triggers/2/seconds wrong_type: expected a number of seconds from 0 to 86400, found "5" | write it without quotes: 5',
      'c.yaml:21:27 /experiences/0/experiment_range/1 invalid_value: expected a number from 0 to 100, found 101',
      'c.yaml:22:5 /experiences/1 missing_key: missing key "id" | expected an experience { id, kind, … }',
      'c.yaml:24:21 /experiences/1/unpublished_at contradiction: unpublished_at 2029-02-02T00:00:00Z is before published_at 2029-02-03T00:00:00Z | give a later end',
      'c.yaml:25:5 /experiences/2 wrong_type: expected an experience { id, kind, … }, found 5',
      'c.yaml:27:5 /limit_groups/0 missing_key: a group of kind "tags" without tag_ids | list its tag_ids',
      'c.yaml:27:43 /limit_groups/0/rate_limit_size invalid_value: expected a whole number, 0 or more, found -1',
      'c.yaml:27:64 /limit_groups/0/rate_limit_kind invalid_value: not a window: "7days" | write "7d" (s, m, h, d, w), a calendar "day", "week", "month", "quarter" or "year", "session" or "lifetime"',
      'c.yaml:28:46 /limit_groups/1/campaign_ids/0 unknown_reference: unknown experience "npss" | did you mean "nps"?',
      'c.yaml:28:70 /limit_groups/1/rate_limit_size invalid_value: expected a whole number, 0 or more, found 1.5',
      'c.yaml:28:92 /limit_groups/1/rate_limit_kind invalid_value: not a window: "0d" | write "7d" (s, m, h, d, w), a calendar "day", "week", "month", "quarter" or "year", "session" or "lifetime"',
      'c.yaml:28:102 /limit_groups/1/zone invalid_value: unknown time zone "Mars" | write a name of the IANA database, as "Europe/Berlin"',
      'c.yaml:28:108 /limit_groups/1/tag_ids contradiction: tag_ids in a group of kind "campaigns" | tag_ids belongs to kind "tags"',
    ])
  })

  const refused: readonly (readonly [text: string, told: readonly string[]])[] = [
    [
      '5',
      [
        '1:1 (document) wrong_type: expected a catalog: an object of experiences, segments, tags, limit_groups and settings, found 5',
      ],
    ],
    [
      '[]',
      [
        '1:1 (document) wrong_type: expected a catalog: an object of experiences, segments, tags, limit_groups and settings, found a list of 0',
      ],
    ],
    [
      'version: 2\nexperiences: 5',
      ['1:10 /version newer_version: version 2 is newer than this library, which reads version 1 | update oncue'],
    ],
    ['version: "1"', ['1:10 /version wrong_type: expected 1, found "1"']],
    ['experiences: {}', ['1:14 /experiences wrong_type: expected a list, found an object']],
    [
      'experiences: [ { id: "", kind: tour } ]',
      ['1:22 /experiences/0/id invalid_value: expected an id of 1 to 256 characters, found ""'],
    ],
    [
      'experiences: [ { id: a, kind: tour, position: .nan, published_at: "+1d" } ]',
      [
        '1:47 /experiences/0/position wrong_type: expected a number, found NaN',
        '1:67 /experiences/0/published_at invalid_value: no clock to count "+1d" from | write an absolute instant, as "2029-02-03T10:00:00Z"',
      ],
    ],
    [
      'experiences: [ { id: a, kind: tour, position: .inf, published_at: 1861920000000 } ]',
      [
        '1:47 /experiences/0/position invalid_value: expected a finite number, found Infinity',
        '1:67 /experiences/0/published_at invalid_value: instant beyond the years 0000 to 9999: 1861920000000 | milliseconds? Unix time is written in seconds: 1861920000',
      ],
    ],
    [
      'experiences: [ { id: a, kind: tour, segment: { condition: nobody } } ]',
      ['1:59 /experiences/0/segment/condition unknown_reference: unknown segment "nobody"'],
    ],
    [
      'settings: { sendings: { prescheduled_minutes: 1441, failed_after_minutes: 0, preparing_minutes: 1.5 } }',
      [
        '1:47 /settings/sendings/prescheduled_minutes invalid_value: expected a whole number of minutes from 0 to 1440, found 1441',
        '1:75 /settings/sendings/failed_after_minutes invalid_value: expected a whole number of minutes from 1 to 1440, found 0',
        '1:97 /settings/sendings/preparing_minutes invalid_value: expected a whole number of minutes from 0 to 1440, found 1.5',
      ],
    ],
    [
      'settings: { sendings: [] }',
      ['1:23 /settings/sendings wrong_type: expected an object of settings for sendings, found a list of 0'],
    ],
    [
      'segments: [ { id: a, conditions: { condition: a } } ]',
      ['1:47 /segments/0/conditions/condition reference_cycle: a segment refers to itself: "a" → "a"'],
    ],
    [
      `segments: [ { id: a, conditions: ${'{ not: '.repeat(32)}{ all: [] }${' }'.repeat(32)} } ]`,
      [`1:258 /segments/0/conditions${'/not'.repeat(32)} too_deep: conditions nest at most 32 deep, found more`],
    ],
  ]
  it.each(refused)('refuses %j', (text, told) => {
    expect(tellAll(parseCatalog(text))).toEqual(told)
  })

  it('counts what it does not list', () => {
    const items = Array.from({ length: 250 }, () => '{ id: a, kind: trip }').join(', ')
    const told = tellAll(parseCatalog(`experiences: [ ${items} ]`))
    // 250 unknown kinds and 249 repeated ids: 499, of which 99 are listed.
    expect(told).toHaveLength(100)
    expect(told.at(-1)).toBe('(document) too_many_problems: 400 more problems | 99 are listed: correct them first')
  })

  it.each([
    ['hour', 878_400],
    ['day', 36_600],
    ['week', 5_228],
    ['month', 1_200],
    ['year', 100],
  ])('H4: takes no recurrence that is longer than a hundred years, in %s', (unit, most) => {
    const every = (amount: number) =>
      parseCatalog(
        `experiences: [{ id: a, kind: tour, recurrence: { kind: every, amount: ${amount}, unit: ${unit} } }]`,
      )
    expect(every(most).ok).toBe(true)
    expect(every(most + 1)).toMatchObject({
      problems: [
        {
          pointer: '/experiences/0/recurrence/amount',
          code: 'invalid_value',
          message: `longer than a hundred years: ${most + 1} ${unit}`,
          help: `write at most ${most}, or "kind: none" for never again`,
          line: 1,
        },
      ],
    })
  })

  it('bounds what segments amount to with their references followed, before anyone follows them', () => {
    const chain = Array.from({ length: 20_000 }, (_, n) => ({ id: `s${n}`, conditions: { condition: `s${n + 1}` } }))
    const chained = parseCatalog(JSON.stringify({ segments: chain }))
    // Every 32nd is one too many, and the last refers to nobody: 624 + 1, of which 99 are listed.
    expect(new Set(chained.ok ? [] : chained.problems.slice(0, 99).map(({ code }) => code))).toEqual(
      new Set(['too_deep']),
    )
    expect(tellAll(chained).at(-1)).toMatch('526 more problems')
    const twice = (id: string): unknown => ({ all: [{ condition: id }, { condition: id }] })
    const doubling = [
      { id: 's0', conditions: { all: [] } },
      ...Array.from({ length: 30 }, (_, n) => ({ id: `s${n + 1}`, conditions: twice(`s${n}`) })),
    ]
    expect(tellAll(readCatalog({ segments: doubling }))).toEqual([
      // s(n) has 3 + 2 · s(n − 1) parts, from s(0) = 1: so 2^(n + 2) − 3, and s(12) is the first beyond 10000.
      '/segments/12/conditions too_many_nodes: a condition has at most 10000 parts, references followed; found more',
    ])
  })

  it('takes no longer for a million mistakes than for the document', () => {
    const items = Array.from({ length: 300 }, () => ({ id: 'a', kind: 'tour', tag_ids: Array(1_000).fill(1) }))
    const read = parseCatalog(JSON.stringify({ experiences: items }))
    // Each tag of each experience, and each id but the first.
    expect(tellAll(read).at(-1)).toBe(
      '(document) too_many_problems: 300200 more problems | 99 are listed: correct them first',
    )
  })

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '🦉', ' ', '/~1'])('takes %j as an id', (id) => {
    const text = JSON.stringify({
      tags: [{ id }],
      segments: [{ id, conditions: { fact: `history.${id}`, path: '$.shows', operator: 'equal', value: 0 } }],
      experiences: [{ id, kind: 'tour', tag_ids: [id], segment_id: id }],
      limit_groups: [{ id, kind: 'campaigns', campaign_ids: [id], rate_limit_size: 1, rate_limit_kind: '1d' }],
    })
    const read = parseCatalog(text)
    expect(tellAll(read)).toEqual([])
    expect(read.ok && read.value.experiences[0]?.id).toBe(id)
  })

  it.each(['__proto__', 'constructor', 'toString'])('does not find %j where nobody put it', (id) => {
    const text = JSON.stringify({ experiences: [{ id: 'a', kind: 'tour', tag_ids: [id], segment_id: id }] })
    expect(tellAll(parseCatalog(text))).toEqual([
      `1:52 /experiences/0/tag_ids/0 unknown_reference: unknown tag "${id}"`,
      `1:${69 + id.length} /experiences/0/segment_id unknown_reference: unknown segment "${id}"`,
    ])
  })

  it('takes what is left out of the settings of sendings as it is for everyone', () => {
    const read = parseCatalog('settings: { sendings: { failed_after_minutes: 30 } }')
    const minute = 60_000
    expect(read.ok && read.value.settings.sendings).toEqual({
      prescheduledMs: 5 * minute,
      failedAfterMs: 30 * minute,
      preparingMs: 0,
      transmittingMs: 0,
    })
    expect(parseCatalog('settings: { sendings: null }')).toMatchObject({ ok: true, value: catalog() })
  })

  it('warns of keys that look misspelt, and of no others (C1)', () => {
    const read = parseCatalog(`
expereinces: []
settings: { deliveryIdsLimit: 5, colour: red, sendings: { failedAfterMinutes: 3 } }
experiences:
  - id: a
    uid: other
    kind: tour
    publishedAt: 2029-01-01
    urls: [ { url: /, match_type: simple, matchtype: exact } ]
    stats: { shows: 3 }
    triggers: [ { on: click, name: x, elment: y } ]
`)
    expect(read.warnings.map(tell)).toEqual([
      '3:13 /settings/deliveryIdsLimit unknown_key: unknown key "deliveryIdsLimit" | did you mean "delivery_ids_limit"?',
      '3:59 /settings/sendings/failedAfterMinutes unknown_key: unknown key "failedAfterMinutes" | did you mean "failed_after_minutes"?',
      '8:5 /experiences/0/publishedAt unknown_key: unknown key "publishedAt" | did you mean "published_at"?',
      '9:5 /experiences/0/urls unknown_key: unknown key "urls" | did you mean "url"?',
      '11:39 /experiences/0/triggers/0/elment unknown_key: unknown key "elment" | did you mean "element"?',
    ])
    expect(read.ok).toBe(true)
  })

  it('tells of a tombstone nothing but that it is one', () => {
    const read = parseCatalog(
      'experiences: [ { id: a, kind: tour, removed: true, segment_id: gone, tag_ids: [gone] } ]',
    )
    expect(read.ok && read.value.experiences).toEqual([
      experience({ id: 'a', kind: 'tour', removed: true, tagIds: ['gone'] }),
    ])
  })
})

describe('parseCatalogs', () => {
  it('merges documents by collection, references across them included', () => {
    const read = parseCatalogs([
      { text: 'settings: { delivery_ids_limit: 9 }\ntags: [ { id: t } ]\nexperiences: [ { id: a, kind: tour } ]' },
      { text: 'settings: { dialect: current }\nexperiences: [ { id: b, kind: survey, tag_ids: [t] } ]' },
    ])
    expect(read.ok && read.value.experiences.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(read.ok && read.value.settings.deliveryIdsLimit).toBe(9)
  })

  it('tells in which document each problem is', () => {
    const read = parseCatalogs([
      { file: 'a.yaml', text: 'settings: { zones: [] }\nexperiences: [ { id: a, kind: tour } ]' },
      {
        file: 'b.json',
        text: '{"settings": {"zones": []},\n "experiences": [{"id": "a", "kind": "tour", "tag_ids": ["t"]}]}',
      },
    ])
    expect(tellAll(read)).toEqual([
      'b.json:1:15 /settings/zones contradiction: setting "zones" is given twice | first given in a.yaml',
      'b.json:2:25 /experiences/0/id duplicate_id: duplicate experience id "a" | first given in a.yaml at line 2, column 22',
      'b.json:2:58 /experiences/0/tag_ids/0 unknown_reference: unknown tag "t"',
    ])
  })

  it('reports what cannot be parsed, of every document, and does not guess about the rest', () => {
    const read = parseCatalogs([
      { file: 'a.json', text: '{' },
      { file: 'b.yaml', text: '' },
      { file: 'c.yaml', text: 'experiences: [ { id: a, kind: tour, segment_id: in_a } ]' },
    ])
    expect(tellAll(read)).toEqual([
      'a.json:1:2 (document) syntax: the document ends inside an object | it begins at line 1, column 1',
      'b.yaml:1:1 (document) empty_document: the document is empty',
    ])
  })
})

describe('readCatalog', () => {
  it('sets its base before every pointer', () => {
    expect(tellAll(readCatalog({ tags: [{ id: '' }, { id: 'a' }, { id: 'a' }] }, { base: '/catalog' }))).toEqual([
      '/catalog/tags/0/id invalid_value: expected an id of 1 to 256 characters, found ""',
      '/catalog/tags/2/id duplicate_id: duplicate tag id "a" | first given at /catalog/tags/1/id',
    ])
  })

  it('refuses what is circular or deep before it is walked', () => {
    const circle: Record<string, unknown> = {}
    circle.experiences = circle
    expect(readCatalog(circle)).toMatchObject({ ok: false, problems: [{ code: 'too_deep' }] })
    let deep: unknown = 1
    for (let level = 0; level < 200_000; level += 1) deep = [deep]
    expect(readCatalog(deep)).toMatchObject({ ok: false, problems: [{ code: 'too_deep' }] })
    let wide: unknown = 1
    for (let level = 0; level < 40; level += 1) wide = Array(1_000).fill(wide)
    expect(readCatalog(wide)).toMatchObject({ ok: false, problems: [{ code: 'too_many_values' }] })
  })
})
