import { describe, expect, it } from 'vitest'
import { parseCatalog } from '../../src/authoring/parse-catalog.js'
import { parseScenario, type ReplayScenario } from '../../src/authoring/scenario.js'

const at = '2029-02-03T10:00:00Z'
const ten = Date.UTC(2029, 1, 3, 10)
const catalog = { experiences: [{ id: 'nps', kind: 'survey' }] }
const page = { at, profile_id: 'u1', href: 'x' }
const given = { title: 'a title', catalog }

const replay = (value: unknown): ReplayScenario => {
  const result = parseScenario(value)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  if (result.value.kind !== 'replay') throw new Error('expected a replay')
  return result.value
}
const problems = (value: unknown) => {
  const result = parseScenario(value)
  return result.ok ? [] : result.problems
}
/** What one event's `expect` is read as. */
const expectation = (event: object, expected: unknown) =>
  replay({ ...given, events: [{ ...event, expect: expected }] }).steps[0]?.expectation
const expectationProblems = (event: object, expected: unknown) =>
  problems({ ...given, events: [{ ...event, expect: expected }] })

const yaml = `
title: a delivery outranks an automatic tour
rules: [E1, L7]
version: 1
catalog:
  experiences:
    - { id: nps, kind: survey }
events:
  - { at: 2029-02-03T10:00:00Z, type: deliver, id: d1, profile_id: u1, model_kind: survey, model_id: nps, expect: { status: 409 } }
  - { at: 2029-02-03, profile_id: u1, href: x }
  - at: 2029-02-03T10:02:00Z
    profile_id: u1
    href: x
    expect: { outcome: none, reasons: { nps: not_live }, next_at: { nps: null } }
`

describe('a scenario that replays a trace', () => {
  it('is read from YAML, each step with its line', () => {
    const result = parseScenario(yaml, { file: 'e1.yaml' })
    expect(result).toMatchObject({
      ok: true,
      value: {
        kind: 'replay',
        title: 'a delivery outranks an automatic tour',
        rules: ['E1', 'L7'],
        behaviour: 'assumed',
        warnings: [],
        catalog: { experiences: [{ id: 'nps', kind: 'survey', publishedAt: null }] },
        steps: [
          {
            event: { type: 'deliver', at: ten, id: 'd1', params: { model_kind: 'survey', model_id: 'nps' } },
            expectation: { status: 409 },
            pointer: '/events/0',
            line: 9,
          },
          { event: { type: 'page', at: Date.UTC(2029, 1, 3) }, expectation: null, pointer: '/events/1', line: 10 },
          {
            event: { type: 'page', at: ten + 120_000 },
            expectation: { outcome: 'none', reasons: { nps: 'not_live' }, next_at: { nps: null } },
            pointer: '/events/2',
            line: 11,
          },
        ],
      },
    })
  })

  it('is read from JSON, and from a value, which has no lines', () => {
    const value = { ...given, behaviour: 'recorded', events: [{ ...page, expect: { outcome: 'none' } }] }
    expect(parseScenario(JSON.stringify(value))).toMatchObject({ ok: true, value: { behaviour: 'recorded' } })
    expect(replay(value).steps).toMatchObject([{ pointer: '/events/0', line: null }])
    expect(replay(value).rules).toEqual([])
  })

  it('hands on what looks misspelt in the catalog', () => {
    const odd = { experiences: [{ id: 'nps', kind: 'survey', publishd_at: at }] }
    expect(replay({ ...given, catalog: odd, events: [{ ...page, expect: {} }] }).warnings).toMatchObject([
      { code: 'unknown_key', pointer: '/catalog/experiences/0/publishd_at' },
    ])
  })
})

describe('a catalog of its own file', () => {
  const value = { title: 'a title', catalog_file: '../c.yaml', events: [{ ...page, expect: {} }] }

  it('is read by whoever has files', () => {
    const result = parseScenario(value, {
      readCatalogFile: (path) => parseCatalog(JSON.stringify(catalog), { file: path }),
    })
    expect(result).toMatchObject({ ok: true, value: { catalog: { experiences: [{ id: 'nps' }] } } })
  })

  it('keeps its own name and places in its problems', () => {
    const result = parseScenario(value, {
      file: 's.yaml',
      readCatalogFile: (path) => parseCatalog('{"tags": 5}', { file: path }),
    })
    expect(result).toMatchObject({ ok: false, problems: [{ file: '../c.yaml', pointer: '/tags', line: 1 }] })
  })

  it('cannot be had where there are no files', () => {
    expect(parseScenario(value, { file: 's.yaml' })).toStrictEqual({
      ok: false,
      problems: [
        {
          code: 'unreadable_file',
          pointer: '/catalog_file',
          message: 'no files can be read here: "../c.yaml"',
          help: 'write the catalog under "catalog"',
          file: 's.yaml',
        },
      ],
    })
  })
})

describe('a scenario of a catalog that must not load', () => {
  const duplicate = {
    experiences: [
      { id: 'a', kind: 'tour' },
      { id: 'a', kind: 'tour' },
    ],
  }

  it('says what was expected and what was found, as pointers into the catalog', () => {
    const result = parseScenario({
      title: 'ids',
      catalog: duplicate,
      problems: ['/experiences/1/id', '/b', '/b', '/a'],
    })
    expect(result).toMatchObject({
      ok: true,
      value: {
        kind: 'refusal',
        expected: ['/a', '/b', '/experiences/1/id'],
        found: ['/experiences/1/id'],
        problems: [{ code: 'duplicate_id', pointer: '/catalog/experiences/1/id' }],
      },
    })
  })

  it('finds nothing in one that loads', () => {
    const result = parseScenario({ ...given, problems: ['/experiences/1/id'] })
    expect(result).toMatchObject({ ok: true, value: { expected: ['/experiences/1/id'], found: [] } })
  })

  it('which is a problem of a scenario that replays', () => {
    expect(problems({ title: 'ids', catalog: duplicate, events: [{ ...page, expect: {} }] })).toMatchObject([
      { code: 'duplicate_id', pointer: '/catalog/experiences/1/id' },
    ])
  })
})

describe('what is wrong with a scenario, all at once and in full', () => {
  const events = [{ ...page, expect: { outcome: 'none' } }]

  it.each<[string, unknown, unknown[]]>([
    [
      'no scenario',
      [],
      [
        {
          code: 'wrong_type',
          pointer: '',
          message: 'expected a scenario, found an array',
          help: 'write an object with title, catalog and events',
        },
      ],
    ],
    [
      'nothing in it',
      {},
      [
        { code: 'missing_key', pointer: '', message: 'missing key "title"' },
        {
          code: 'missing_key',
          pointer: '',
          message: 'missing key "catalog"',
          help: 'give "catalog" or "catalog_file"',
        },
        { code: 'missing_key', pointer: '', message: 'missing key "events"', help: 'give "events" or "problems"' },
      ],
    ],
    [
      'too much in it',
      { ...given, catalog_file: 'c.yaml', events, problems: [] },
      [
        {
          code: 'contradiction',
          pointer: '/catalog_file',
          message: 'both "catalog" and "catalog_file" are given',
          help: 'keep one of them',
        },
        {
          code: 'contradiction',
          pointer: '/problems',
          message: 'both "events" and "problems" are given',
          help: 'keep one of them',
        },
      ],
    ],
    [
      'keys and values',
      { ...given, title: '', rules: ['E1', 'Q1', 'L'], behavior: 'recorded', behaviour: 'record', events, xyz: 1 },
      [
        { code: 'empty', pointer: '/title', message: 'empty title' },
        { code: 'invalid_value', pointer: '/rules/1', message: 'expected a rule id, as "L4", found "Q1"' },
        { code: 'invalid_value', pointer: '/rules/2', message: 'expected a rule id, as "L4", found "L"' },
        {
          code: 'unknown_key',
          pointer: '/behavior',
          message: 'unknown key "behavior"',
          help: 'known: "$schema", "version", "catalog_file", "problems"',
        },
        {
          code: 'unknown_value',
          pointer: '/behaviour',
          message: 'unknown behaviour "record"',
          help: 'did you mean "recorded"?',
        },
        {
          code: 'unknown_key',
          pointer: '/xyz',
          message: 'unknown key "xyz"',
          help: 'known: "$schema", "version", "catalog_file", "problems"',
        },
      ],
    ],
    [
      'a version from the future, and nothing else of it',
      { version: 2, tittle: 'x' },
      [
        {
          code: 'newer_version',
          pointer: '/version',
          message: 'version 2 is newer than this library, which reads version 1',
          help: 'update oncue',
        },
      ],
    ],
    [
      'a version that never was',
      { ...given, version: 0, events },
      [{ code: 'wrong_type', pointer: '/version', message: 'expected 1, found 0' }],
    ],
    [
      'nothing expected',
      { ...given, events: [page] },
      [
        {
          code: 'no_expectation',
          pointer: '/events',
          message: 'nothing is expected',
          help: 'give at least one event an "expect"',
        },
      ],
    ],
    [
      'events that cannot be read, and their misspelt keys',
      {
        ...given,
        events: [
          { at, profile_id: 'u1' },
          { ...page, expct: {}, hreff: 'y', expect: {} },
          { type: 'deliver', at, model_id: 'nps', expected: {}, anything: 1, expect: {} },
        ],
      },
      [
        { code: 'missing_key', pointer: '/events/0', message: 'missing key "href"' },
        {
          code: 'unknown_key',
          pointer: '/events/1/expct',
          message: 'unknown key "expct" in "page"',
          help: 'known: "type", "event_id", "peek"',
        },
        {
          code: 'unknown_key',
          pointer: '/events/1/hreff',
          message: 'unknown key "hreff" in "page"',
          help: 'known: "type", "event_id", "peek"',
        },
        {
          code: 'unknown_key',
          pointer: '/events/2/expected',
          message: 'unknown key "expected" in "deliver"',
          help: 'known: "profile_id", "event_id", "id"',
        },
      ],
    ],
    [
      'a misspelt `expect`, which would pass',
      { ...given, events: [{ ...page, expcet: { outcome: 'show' } }] },
      [
        {
          code: 'unknown_key',
          pointer: '/events/0/expcet',
          message: 'unknown key "expcet" in "page"',
          help: 'did you mean "expect"?',
        },
      ],
    ],
  ])('%s', (_, value, expected) => {
    expect(problems(value)).toStrictEqual(expected)
  })

  it('stands at its line and column', () => {
    const text =
      'title: t\ncatalog: {}\nevents:\n  - { at: 2029-02-30, profile_id: u1, href: x, expect: { outcome: shown } }\n'
    expect(parseScenario(text, { file: 's.yaml' })).toMatchObject({
      ok: false,
      problems: [{ code: 'invalid_instant', pointer: '/events/0/at', file: 's.yaml', line: 4, column: 11 }],
    })
  })

  it('text that is no document is refused as such', () => {
    expect(parseScenario('{"title": ', { file: 's.json' })).toMatchObject({ ok: false, problems: [{ code: 'syntax' }] })
    expect(parseScenario(new Uint8Array([0xff, 0xfe]))).toMatchObject({ ok: false, problems: [{ code: 'not_text' }] })
  })

  it('a value that contains itself is too deep', () => {
    const value: Record<string, unknown> = { ...given, events: [] }
    value.events = [{ ...page, expect: { body: value } }]
    expect(problems(value)).toMatchObject([{ code: 'too_deep' }])
  })
})

describe('what may be expected', () => {
  const onAny = {
    delivery_ids: ['d1'],
    deliveries: { d1: { state: 'pending', once: true } },
    sendings: { s1: { status: 'draft' } },
  }
  const decision = {
    outcome: 'show',
    experience_id: 'nps',
    via: 'delivery',
    delivery_id: 'd1',
    armed: [],
    reasons: { nps: 'shown', __proto__: 'busy' },
    full_groups: { nps: ['g'] },
    next_at: { nps: null },
    valid_until: null,
    ...onAny,
  }
  const call = { status: 201, body: { id: 'd1', messages: ['x'] }, ...onAny }
  const someone = { at, profile_id: 'u1' }

  it.each<[object, object]>([
    [page, decision],
    [{ type: 'trigger', ...someone, on: 'click' }, decision],
    [{ type: 'track', ...someone, event: 'order' }, decision],
    [{ type: 'deliver', ...someone }, call],
    [{ type: 'deliver.update', ...someone, id: 'd1' }, call],
    [{ type: 'deliver.remove', ...someone, id: 'd1' }, call],
    [{ type: 'list', ...someone }, call],
    [{ type: 'sending', at }, call],
    [{ type: 'sending.update', at, id: 's1' }, call],
    [{ type: 'sending.cancel', at, id: 's1' }, call],
    [{ type: 'catalog', at }, call],
    [{ type: 'identify', ...someone }, onAny],
    [{ type: 'interaction', ...someone, experience_id: 'nps', state: 'started' }, onAny],
    [{ type: 'tick', at }, onAny],
  ])('of %o', (event, expected) => {
    expect(expectation(event, expected)).toEqual(expected)
  })

  const known = {
    other: 'known: "delivery_ids", "deliveries", "sendings"',
    call: 'known: "status", "body", "delivery_ids", "deliveries", "sendings"',
    decision:
      'known: "outcome", "experience_id", "via", "delivery_id", "armed", "reasons", "full_groups", "next_at", ' +
      '"valid_until", "delivery_ids", "deliveries", "sendings"',
  }

  it.each<[string, object, unknown, unknown[]]>([
    [
      'a key of other events',
      page,
      { status: 200 },
      [
        {
          code: 'unknown_key',
          pointer: '/events/0/expect/status',
          message: '"status" cannot be expected of "page"',
          help: known.decision,
        },
      ],
    ],
    [
      'a decision of a call',
      { type: 'deliver', at },
      { outcome: 'show' },
      [
        {
          code: 'unknown_key',
          pointer: '/events/0/expect/outcome',
          message: '"outcome" cannot be expected of "deliver"',
          help: known.call,
        },
      ],
    ],
    [
      'an answer of a tick',
      { type: 'tick', at },
      { status: 200 },
      [
        {
          code: 'unknown_key',
          pointer: '/events/0/expect/status',
          message: '"status" cannot be expected of "tick"',
          help: known.other,
        },
      ],
    ],
    [
      'misspelt keys, each of them',
      page,
      { outcom: 'show', constructor: 1 },
      [
        {
          code: 'unknown_key',
          pointer: '/events/0/expect/outcom',
          message: 'unknown key "outcom" in "expect"',
          help: 'did you mean "outcome"?',
        },
        {
          code: 'unknown_key',
          pointer: '/events/0/expect/constructor',
          message: 'unknown key "constructor" in "expect"',
          help: known.decision,
        },
      ],
    ],
    [
      'a misspelt code',
      page,
      { reasons: { nps: 'rate_limit' } },
      [
        {
          code: 'unknown_value',
          pointer: '/events/0/expect/reasons/nps',
          message: 'unknown code "rate_limit"',
          help: 'did you mean "rate_limited"?',
        },
      ],
    ],
    [
      'an instant that is none',
      page,
      { next_at: { nps: '2029-02-30' }, deliveries: { d1: { at: 'soon' } } },
      [
        {
          code: 'invalid_instant',
          pointer: '/events/0/expect/next_at/nps',
          message: 'no such date or time: "2029-02-30"',
          help: 'check the day, hour, minute and second',
        },
        {
          code: 'invalid_instant',
          pointer: '/events/0/expect/deliveries/d1/at',
          message: 'not an instant: "soon"',
          help: 'write "2029-02-03T10:00:00Z", "2029-02-03 10:00:00", "2029-02-03", Unix seconds, "$now" or "+45d"',
        },
      ],
    ],
    [
      'nothing',
      page,
      null,
      [{ code: 'wrong_type', pointer: '/events/0/expect', message: 'expected an object, found null' }],
    ],
    [
      'an array for a map',
      page,
      { reasons: ['busy'] },
      [{ code: 'wrong_type', pointer: '/events/0/expect/reasons', message: 'expected an object, found an array' }],
    ],
    [
      'types',
      page,
      { outcome: 'hide', armed: 'nps', valid_until: true },
      [
        {
          code: 'unknown_value',
          pointer: '/events/0/expect/outcome',
          message: 'unknown outcome "hide"',
          help: 'known: "show", "redirect", "none"',
        },
        { code: 'wrong_type', pointer: '/events/0/expect/armed', message: 'expected an array, found "nps"' },
        {
          code: 'wrong_type',
          pointer: '/events/0/expect/valid_until',
          message: 'expected text or a number, found true',
        },
      ],
    ],
  ])('refuses %s', (_, event, expected, found) => {
    expect(expectationProblems(event, expected)).toStrictEqual(found)
  })

  it.each(['__proto__', 'constructor', 'prototype', 'toString'])('judges the code of an experience called %s', (id) => {
    const written = (code: string): unknown => JSON.parse(`{"reasons":{"${id}":"${code}"}}`)
    expect(Object.entries((expectation(page, written('busy')) as { reasons: object }).reasons)).toEqual([[id, 'busy']])
    expect(expectationProblems(page, written('bussy'))).toMatchObject([
      { pointer: `/events/0/expect/reasons/${id}`, message: 'unknown code "bussy"', help: 'did you mean "busy"?' },
    ])
  })
})

describe('instants are expected in any form, and compared in one (T5)', () => {
  it('as the keys of a decision', () => {
    const written = {
      valid_until: '2029-02-03 11:00:00',
      next_at: { a: '2029-02-03T12:00:00+01:00', b: ten / 1000, c: '+2h', d: null, at: '2029-02-04' },
    }
    expect(expectation(page, written)).toEqual({
      valid_until: '2029-02-03T11:00:00Z',
      next_at: {
        a: '2029-02-03T11:00:00Z',
        b: '2029-02-03T10:00:00Z',
        c: '2029-02-03T12:00:00Z',
        d: null,
        at: '2029-02-04T00:00:00Z',
      },
    })
  })

  it('as the fields of deliveries and answers, but not inside options', () => {
    const fields = {
      at: '2029-02-03',
      from: '$now',
      until: null,
      options: { at: '2029-02-03' },
      model_id: '2029-02-03',
    }
    const uniform = {
      at: '2029-02-03T00:00:00Z',
      from: at,
      until: null,
      options: { at: '2029-02-03' },
      model_id: '2029-02-03',
    }
    expect(expectation({ type: 'list', at }, { deliveries: { at: fields }, body: { items: [fields] } })).toEqual({
      deliveries: { at: uniform },
      body: { items: [uniform] },
    })
  })
})

it('tells a key that nobody knows where it stands, not its value', () => {
  const text = `title: a title
oops: 1
catalog:
  segments:
    - id: a
      conditions: { all: [{ fact: x, operator: equal, value: 1, wherever: 2 }] }
  experiences: [{ id: nps, kind: survey, segment_id: a }]
events:
  - { at: ${at}, profile_id: u1, href: x, surprise: 3, expect: { outcome: none, mood: 4 } }
`
  const told = problems(text).map(({ code, line, column, message }) => ({ code, line, column, message }))
  const columnOf = (line: number, key: string): number => (text.split('\n')[line - 1]?.indexOf(key) ?? -1) + 1
  expect(told).toEqual([
    { code: 'unknown_key', line: 2, column: 1, message: 'unknown key "oops"' },
    { code: 'unknown_key', line: 9, column: columnOf(9, 'surprise'), message: 'unknown key "surprise" in "page"' },
    { code: 'unknown_key', line: 9, column: columnOf(9, 'mood'), message: 'unknown key "mood" in "expect"' },
    { code: 'unknown_key', line: 6, column: columnOf(6, 'wherever'), message: 'unknown key "wherever" in a condition' },
  ])
})
