import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTraceEvent } from '../../src/authoring/trace.js'
import { type TraceEvent, toProfileEvent } from '../../src/authoring/trace-event.js'
import { formatInstant } from '../../src/conditions/index.js'

const at = '2029-02-03T10:00:00Z'
const ten = Date.UTC(2029, 1, 3, 10)
const parts = { at: ten, profileId: 'u1', eventId: null }
const someone = { at, profile_id: 'u1' }

const read = (line: unknown): TraceEvent => {
  const result = readTraceEvent(line)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.value
}
const problems = (line: unknown) => {
  const result = readTraceEvent(line)
  return result.ok ? [] : result.problems
}

describe('each type of line', () => {
  it.each<[string, object, TraceEvent]>([
    ['page', { ...someone, href: 'x' }, { type: 'page', ...parts, href: 'x', peek: false }],
    ['page, named', { type: 'page', ...someone, href: '' }, { type: 'page', ...parts, href: '', peek: false }],
    [
      'page that only asks',
      { ...someone, href: 'x', peek: true, event_id: 'e1' },
      { type: 'page', ...parts, eventId: 'e1', href: 'x', peek: true },
    ],
    [
      'page with numbers for ids and null for nothing',
      { type: null, at: ten / 1000, profile_id: 7, event_id: 8, href: 'x', peek: null },
      { type: 'page', at: ten, profileId: '7', eventId: '8', href: 'x', peek: false },
    ],
    ['identify, empty', { type: 'identify', ...someone }, { type: 'identify', ...parts }],
    [
      'identify',
      { type: 'identify', ...someone, uid: 42, email: 'a@b.c', traits: { plan: null, n: 1 }, disabled: true },
      { type: 'identify', ...parts, uid: '42', email: 'a@b.c', traits: { plan: null, n: 1 }, disabled: true },
    ],
    [
      'identify that clears',
      { type: 'identify', ...someone, uid: null, email: null, traits: null, disabled: null },
      { type: 'identify', ...parts, uid: null, email: null },
    ],
    [
      'trigger',
      { type: 'trigger', ...someone, on: 'click', element: '#help' },
      { type: 'trigger', ...parts, on: 'click', element: '#help', name: null },
    ],
    [
      'track',
      { type: 'track', ...someone, event: 'order', properties: { total: 3 } },
      { type: 'track', ...parts, event: 'order' },
    ],
    [
      'interaction',
      { type: 'interaction', ...someone, experience_id: 'nps', state: 'started', group_kind: 'api_edit', group_id: 9 },
      {
        type: 'interaction',
        ...parts,
        experienceId: 'nps',
        state: 'started',
        deferUntil: null,
        groupKind: 'api_edit',
        groupId: '9',
      },
    ],
    [
      'a snooze counted from the line itself',
      { type: 'interaction', ...someone, experience_id: 'nps', state: 'snoozed', defer_until: '+7d' },
      {
        type: 'interaction',
        ...parts,
        experienceId: 'nps',
        state: 'snoozed',
        deferUntil: Date.UTC(2029, 1, 10, 10),
        groupKind: null,
        groupId: null,
      },
    ],
    [
      'an end, whose defer_until says nothing',
      { type: 'interaction', ...someone, experience_id: 'nps', state: 'exited', defer_until: at },
      {
        type: 'interaction',
        ...parts,
        experienceId: 'nps',
        state: 'exited',
        deferUntil: null,
        groupKind: null,
        groupId: null,
      },
    ],
    [
      'deliver, its parameters as they came',
      { type: 'deliver', ...someone, event_id: 'e1', id: 5, model_id: 3, from: '+1d', expect: { status: 422 } },
      { type: 'deliver', ...parts, eventId: 'e1', id: '5', params: { profile_id: 'u1', model_id: 3, from: '+1d' } },
    ],
    [
      'deliver to whoever has a uid',
      { type: 'deliver', at, uid: 42 },
      { type: 'deliver', ...parts, profileId: null, id: null, params: { uid: 42 } },
    ],
    [
      'deliver.update',
      { type: 'deliver.update', ...someone, id: 'd1', until: null, uid: 'x' },
      { type: 'deliver.update', ...parts, id: 'd1', params: { until: null, uid: 'x' } },
    ],
    [
      'deliver.remove',
      { type: 'deliver.remove', ...someone, id: 'd1' },
      { type: 'deliver.remove', ...parts, id: 'd1' },
    ],
    [
      "sending, its parameters as they came; whoever the line names, it is nobody's",
      { type: 'sending', ...someone, event_id: 'e1', id: 5, audience: { type: 'reference', id: 15 }, expect: {} },
      {
        type: 'sending',
        at: ten,
        profileId: null,
        eventId: 'e1',
        id: '5',
        params: { audience: { type: 'reference', id: 15 } },
      },
    ],
    [
      'sending without a name',
      { type: 'sending', at, draft: true },
      { type: 'sending', ...parts, profileId: null, id: null, params: { draft: true } },
    ],
    [
      'sending.update',
      { type: 'sending.update', at, id: 's1', schedule: null },
      { type: 'sending.update', ...parts, profileId: null, id: 's1', params: { schedule: null } },
    ],
    [
      'sending.cancel',
      { type: 'sending.cancel', ...someone, id: 's1' },
      { type: 'sending.cancel', ...parts, profileId: null, id: 's1' },
    ],
    [
      'catalog',
      { type: 'catalog', at, experiences: [{ id: 'a', removed: true }], settings: {} },
      { type: 'catalog', ...parts, profileId: null, edit: { experiences: [{ id: 'a', removed: true }], settings: {} } },
    ],
    ['tick', { type: 'tick', at }, { type: 'tick', ...parts, profileId: null }],
    [
      'list',
      { type: 'list', ...someone, limit: 1, before: 'd1' },
      { type: 'list', ...parts, query: { profile_id: 'u1', limit: 1, before: 'd1' } },
    ],
  ])('%s', (_, line, event) => {
    expect(read(line)).toStrictEqual(event)
  })
})

describe('what cannot be read, all at once and in full', () => {
  const missing = (key: string) => ({ code: 'missing_key', pointer: '', message: `missing key "${key}"` })

  it.each<[string, unknown, unknown[]]>([
    ['nothing at all', {}, [missing('at'), missing('profile_id'), missing('href')]],
    ['no object', [], [{ code: 'wrong_type', pointer: '', message: 'expected an object, found an array' }]],
    ['null', null, [{ code: 'wrong_type', pointer: '', message: 'expected an object, found null' }]],
    [
      'types',
      { at: true, profile_id: {}, href: 5, peek: 'yes', event_id: [] },
      [
        { code: 'wrong_type', pointer: '/at', message: 'expected text or a number, found true' },
        { code: 'wrong_type', pointer: '/profile_id', message: 'expected text or a number, found an object' },
        { code: 'wrong_type', pointer: '/event_id', message: 'expected text or a number, found an array' },
        { code: 'wrong_type', pointer: '/href', message: 'expected text, found 5' },
        { code: 'wrong_type', pointer: '/peek', message: 'expected true or false, found "yes"' },
      ],
    ],
    [
      'ids that are none',
      { at, profile_id: '', event_id: 2 ** 53, href: 'x' },
      [
        { code: 'empty', pointer: '/profile_id', message: 'empty profile_id' },
        {
          code: 'wrong_type',
          pointer: '/event_id',
          message: 'expected text or a whole number up to 2^53, found 9007199254740992',
          help: 'write it as text',
        },
      ],
    ],
    [
      'text beyond the limit',
      { ...someone, href: 'x'.repeat(8_193) },
      [{ code: 'too_long', pointer: '/href', message: 'longer than 8192 characters: 8193', help: 'shorten it' }],
    ],
    [
      'an instant that no calendar has, beside something else',
      { type: 'track', at: '2029-02-30', profile_id: 'u1' },
      [
        missing('event'),
        {
          code: 'invalid_instant',
          pointer: '/at',
          message: 'no such date or time: "2029-02-30"',
          help: 'check the day, hour, minute and second',
        },
      ],
    ],
    [
      'an instant that counts from nowhere',
      { ...someone, at: '+1d', href: 'x' },
      [
        {
          code: 'invalid_instant',
          pointer: '/at',
          message: 'no clock to count "+1d" from',
          help: 'write an absolute instant, as "2029-02-03T10:00:00Z"',
        },
      ],
    ],
    [
      'a snooze for ever',
      { type: 'interaction', ...someone, experience_id: 'nps', state: 'snoozed', defer_until: null },
      [
        {
          code: 'missing_key',
          pointer: '',
          message: 'a snooze without its end',
          help: 'give "defer_until", an instant or "+7d" from "at"',
        },
      ],
    ],
    [
      'a snooze until no time, of nothing',
      { type: 'interaction', ...someone, state: 'snoozed', defer_until: 'later' },
      [
        missing('experience_id'),
        {
          code: 'invalid_instant',
          pointer: '/defer_until',
          message: 'not an instant: "later"',
          help: 'write "2029-02-03T10:00:00Z", "2029-02-03 10:00:00", "2029-02-03", Unix seconds, "$now" or "+45d"',
        },
      ],
    ],
    [
      'a state that is none',
      { type: 'interaction', ...someone, experience_id: 'nps', state: 'complete' },
      [
        {
          code: 'unknown_value',
          pointer: '/state',
          message: 'unknown state "complete"',
          help: 'did you mean "completed"?',
        },
      ],
    ],
    [
      'a trigger that follows from the page load',
      { type: 'trigger', ...someone, on: 'time_on_page' },
      [
        {
          code: 'unknown_value',
          pointer: '/on',
          message: 'unknown on "time_on_page"',
          help: 'known: "click", "hover", "input", "custom", "element_match"',
        },
      ],
    ],
    [
      'an array of traits',
      { type: 'identify', ...someone, traits: [] },
      [{ code: 'wrong_type', pointer: '/traits', message: 'expected an object, found an array' }],
    ],
    [
      'a misspelt type',
      { type: 'idntify' },
      [
        {
          code: 'unknown_event',
          pointer: '/type',
          message: 'unknown event type "idntify"',
          help: 'did you mean "identify"?',
        },
      ],
    ],
    [
      'a type that is no text',
      { type: 5, at },
      [
        {
          code: 'unknown_value',
          pointer: '/type',
          message: 'unknown type 5',
          help:
            'known: "page", "identify", "trigger", "track", "interaction", "deliver", "deliver.update", ' +
            '"deliver.remove", "sending", "sending.update", "sending.cancel", "catalog", "tick", "list"',
        },
      ],
    ],
    ...['sending.update', 'sending.cancel'].map<[string, unknown, unknown[]]>((type) => [
      `${type} of nothing`,
      { type, at },
      [{ code: 'missing_key', pointer: '', message: 'missing key "id"' }],
    ]),
  ])('%s', (_, line, expected) => {
    expect(problems(line)).toStrictEqual(expected)
  })

  it('nests as deep as the limit, and names it beyond', () => {
    const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)
    expect(problems({ type: 'deliver', ...someone, options: nested(64) })).toEqual([])
    expect(problems({ type: 'deliver', ...someone, 'a/b': nested(200_000) })).toStrictEqual([
      {
        code: 'too_deep',
        pointer: '/a~1b',
        message: 'nested more than 64 levels deep',
        help: 'the limit is 64 levels of objects and lists',
      },
    ])
  })

  it('counts what a program holds in many places as often as it is there', () => {
    let shared: unknown = 1
    for (let level = 0; level < 60; level += 1) shared = [shared, shared]
    expect(problems({ type: 'deliver', ...someone, options: shared })).toStrictEqual([
      {
        code: 'too_many_values',
        pointer: '/options',
        message: 'more than 1000000 values',
        help: 'the limit is 1000000 values',
      },
    ])
  })

  it('refuses a type that is no text, whatever it can do', () => {
    for (const type of [{ toString: 1 }, ['page'], 7]) {
      expect(problems({ type, ...someone })).toMatchObject([{ pointer: '/type' }])
    }
  })

  it('stands where the document has the line', () => {
    const result = readTraceEvent({ at, profile_id: 'u1' }, { pointer: '/events/3' })
    expect(result).toStrictEqual({
      ok: false,
      problems: [{ code: 'missing_key', pointer: '/events/3', message: 'missing key "href"' }],
    })
  })
})

it('with a clock, `at` may count from it', () => {
  expect(readTraceEvent({ ...someone, at: '+1d', href: 'x' }, { now: ten })).toMatchObject({
    value: { at: Date.UTC(2029, 1, 4, 10) },
  })
})

describe('hostile names are names', () => {
  const hostile = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '😀', ' ']

  it.each(hostile)('%s', (name) => {
    const line = JSON.parse(
      `{"type":"identify","at":"${at}","profile_id":"${name}","uid":"${name}","traits":{"${name}":{"__proto__":1}}}`,
    ) as unknown
    const event = read(line)
    if (event.type !== 'identify') throw new Error('another type')
    expect(event.profileId).toBe(name)
    expect(event.uid).toBe(name)
    expect(Object.keys(event.traits ?? {})).toEqual([name])
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('a parameter called `__proto__` is one like any other', () => {
    const line = JSON.parse(`{"type":"deliver","at":"${at}","__proto__":{"polluted":true}}`) as unknown
    const event = read(line)
    if (event.type !== 'deliver') throw new Error('another type')
    expect(Object.keys(event.params)).toEqual(['__proto__'])
    expect((event.params as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('a type called like an inherited property is unknown', () => {
    expect(problems({ type: 'constructor', at })).toMatchObject([{ code: 'unknown_event', pointer: '/type' }])
  })
})

describe('in the words of the model', () => {
  it.each<[object, object | null]>([
    [
      { ...someone, href: 'x' },
      { type: 'page', at: ten, href: 'x' },
    ],
    [{ ...someone, href: 'x', peek: true }, null],
    [
      { type: 'identify', ...someone, uid: 1, traits: { a: 1 } },
      { type: 'identify', at: ten, uid: '1', traits: { a: 1 } },
    ],
    [
      { type: 'trigger', ...someone, on: 'custom', name: 'go' },
      { type: 'trigger', at: ten, on: 'custom', element: null, name: 'go' },
    ],
    [
      { type: 'track', ...someone, event: 'order' },
      { type: 'track', at: ten, event: 'order' },
    ],
    [
      { type: 'interaction', ...someone, experience_id: 'nps', state: 'completed' },
      {
        type: 'interaction',
        at: ten,
        experienceId: 'nps',
        state: 'completed',
        deferUntil: null,
        groupKind: null,
        groupId: null,
      },
    ],
    [{ type: 'deliver', ...someone }, null],
    [{ type: 'tick', at }, null],
    [{ type: 'list', ...someone }, null],
  ])('%o', (line, event) => {
    expect(toProfileEvent(read(line))).toStrictEqual(event)
  })
})

describe('laws', () => {
  const odd = fc.constantFrom<unknown>(
    undefined,
    null,
    '',
    'x',
    'x'.repeat(8_193),
    0,
    1.5,
    2 ** 53,
    true,
    false,
    [],
    {},
  )
  const instant = fc.integer({ min: 0, max: 4e12 }).map(formatInstant)
  const line = fc.record(
    {
      type: fc.constantFrom<unknown>('page', null, undefined),
      at: fc.oneof(instant, fc.constantFrom<unknown>('2029-02-30', '$now', 1e13, ''), odd),
      profile_id: fc.oneof(fc.string(), odd),
      event_id: fc.oneof(fc.string(), odd),
      href: fc.oneof(fc.webUrl(), odd),
      peek: odd,
    },
    { requiredKeys: [] },
  )

  it('a page load reads the same with and without a schema', () => {
    fc.assert(
      fc.property(line, (page) => {
        // `null` is no type either, but does not take the short way.
        const result = readTraceEvent(page)
        const long = readTraceEvent({ ...page, type: null })
        expect(result).toStrictEqual(long)
      }),
      { numRuns: 2000 },
    )
  })

  it('never throws, and never refuses without a reason', () => {
    const types = fc.constantFrom('page', 'identify', 'trigger', 'track', 'interaction', 'deliver', 'catalog', 'list')
    const anything = fc.oneof(
      fc.anything(),
      fc.tuple(types, fc.dictionary(fc.string(), fc.anything())).map(([type, rest]) => ({ ...rest, type, at })),
    )
    fc.assert(
      fc.property(anything, (value) => {
        const result = readTraceEvent(value)
        if (!result.ok) for (const { message } of result.problems) expect(message).toMatch(/^[^A-Z.].*[^.]$/s)
      }),
      { numRuns: 1000 },
    )
  })
})
