import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDocument, readProfile, readTraceEvent, writeProfile } from '../../src/authoring/index.js'
import { toProfileEvent } from '../../src/authoring/trace-event.js'
import { apply } from '../../src/history/index.js'
import { delivery } from '../../src/model/delivery.js'
import { type Profile, profile } from '../../src/model/index.js'
import { tell } from './tell.js'

const problemsOf = (text: string): string[] => {
  const parsed = parseDocument(text)
  if (!parsed.ok) throw new Error('no document')
  const result = readProfile(parsed.value.value, { locate: parsed.value.locate, file: 'p' })
  return result.ok ? [] : result.problems.map(tell)
}

describe('readProfile', () => {
  it('takes an id for a profile that nothing is known of', () => {
    expect(readProfile({ id: 'u1' })).toEqual({ ok: true, value: profile('u1'), warnings: [] })
  })

  it('fills in what is left out', () => {
    const wire = {
      id: 'u1',
      uid: '7',
      traits: { plan: 'trial', constructor: 1 },
      interactions: [
        { experience_id: 'nps', started_at: '1970-01-01T00:00:02Z', state: 'completed', group_kind: 'api_edit' },
        { experience_id: 'tour', started_at: 1 },
      ],
      deliveries: [
        { id: 'd1', created_at: 1, model_kind: 'tour', model_id: 'tour' },
        { id: 'd2', created_at: 1, model_kind: 'tour', model_id: 'tour', at: 2 },
      ],
      tracked_at: { upgraded: 3, constructor: 4 },
      page_at: 5,
    }
    const read = readProfile(wire)
    const rest = { groupId: null, deferUntil: null, assumed: false }
    expect(read.ok && read.value).toEqual(
      profile('u1', {
        uid: '7',
        seen: true,
        traits: { plan: 'trial', constructor: 1 },
        interactions: [
          {
            id: 'tour@1000',
            experienceId: 'tour',
            startedAt: 1_000,
            groupKind: 'automatic',
            state: 'started',
            stateAt: null,
            ...rest,
          },
          {
            id: 'nps@2000',
            experienceId: 'nps',
            startedAt: 2_000,
            groupKind: 'delivery',
            state: 'completed',
            stateAt: 2_000,
            ...rest,
          },
        ],
        deliveries: [
          delivery({ id: 'd1', createdAt: 1_000, modelKind: 'tour', modelId: 'tour', profileId: 'u1' }),
          delivery({
            id: 'd2',
            createdAt: 1_000,
            modelKind: 'tour',
            modelId: 'tour',
            profileId: 'u1',
            state: 'triggered',
            stateAt: 2_000,
            at: 2_000,
          }),
        ],
        deliveryIds: ['d1'],
        trackedAt: { upgraded: 3_000, constructor: 4_000 },
        pageAt: 5_000,
        sessionStartedAt: 5_000,
      }),
    )
  })

  it('takes a delivery alone for no sign that the profile was seen (D2)', () => {
    const deliveries = [{ id: 'd1', created_at: 1, model_kind: 'tour', model_id: 'tour' }]
    const read = readProfile({ id: 'u1', deliveries })
    expect(read.ok && read.value.seen).toBe(false)
  })

  it('gives deliveries the defaults of a dialect (D1)', () => {
    const deliveries = [{ id: 'd1', created_at: 1, model_kind: 'tour', model_id: 'tour' }]
    const [current, earlier] = (['current', '2021-08'] as const).map((dialect) => {
      const read = readProfile({ id: 'u1', deliveries }, { dialect })
      return read.ok ? read.value.deliveries[0] : undefined
    })
    expect(current).toMatchObject({ skipTriggers: true, skipUrlMatch: true })
    expect(earlier).toMatchObject({ skipTriggers: false, skipUrlMatch: false })
  })

  it('says everything that is wrong at once', () => {
    const text = `id: 7
traits: [1]
interactions:
  - { id: i, experience_id: nps, started_at: 2029-02-30 }
  - { id: i, experience_id: nps, started_at: 0, state: snoozed }
deliveries:
  - { id: d1, created_at: 0, model_kind: tour, model_id: t, profile_id: u2 }
  - { id: d1, created_at: 0, model_kind: quiz, model_id: t, from: 2, until: 1 }
tracked_at: { upgraded: soon }
`
    expect(problemsOf(text)).toEqual([
      'p:1:5 /id wrong_type: expected an id, found 7 | quote it: "7"',
      'p:2:9 /traits wrong_type: expected an object, found a list of 1',
      'p:4:46 /interactions/0/started_at invalid_value: no such date or time: "2029-02-30" | check the day, hour, minute and second',
      'p:5:5 /interactions/1 missing_key: a snooze without its end | give "defer_until", an instant',
      'p:5:11 /interactions/1/id duplicate_id: duplicate interaction id "i"',
      'p:8:11 /deliveries/1/id duplicate_id: duplicate delivery id "d1"',
      'p:8:42 /deliveries/1/model_kind unknown_value: unknown model_kind "quiz" | known: "tour", "survey"',
      'p:8:67 /deliveries/1/from out_of_order: "from" is after "until": 2, 1',
      'p:9:25 /tracked_at/upgraded invalid_value: not an instant: "soon" | write "2029-02-03T10:00:00Z", "2029-02-03 10:00:00", "2029-02-03", Unix seconds, "$now" or "+45d"',
    ])
  })

  it('holds the order of attempts to the pending deliveries (E1)', () => {
    const text = `id: u1
deliveries:
  - { id: a, created_at: 0, model_kind: tour, model_id: t, profile_id: u2 }
  - { id: b, created_at: 0, model_kind: tour, model_id: t, at: 1 }
  - { id: c, created_at: 0, model_kind: tour, model_id: t }
delivery_ids: [a, a, b, x]
`
    expect(problemsOf(text)).toEqual([
      'p:3:72 /deliveries/0/profile_id contradiction: a delivery of another profile: "u2"',
      'p:6:15 /delivery_ids missing_reference: pending delivery "c" is not among "delivery_ids" | list it, or leave "delivery_ids" out to have them as they are listed',
      'p:6:19 /delivery_ids/1 unknown_reference: a delivery that is listed twice: "a"',
      'p:6:22 /delivery_ids/2 unknown_reference: no pending delivery: "b"',
      'p:6:25 /delivery_ids/3 unknown_reference: no pending delivery: "x"',
    ])
  })

  it('warns of keys that look misspelt', () => {
    const { warnings } = readProfile({
      id: 'u1',
      trait: {},
      interactions: [{ experience_id: 'a', started_at: 0, stat: 'x' }],
    })
    expect(warnings.map(({ message, help }) => `${message} ${help}`)).toEqual([
      'unknown key "trait" did you mean "traits"?',
      'unknown key "stat" did you mean "state"?',
    ])
  })

  it('refuses what is circular, and what comes from the future', () => {
    const circular: Record<string, unknown> = { id: 'u1' }
    circular.traits = circular
    expect(readProfile(circular)).toMatchObject({ ok: false, problems: [{ code: 'too_deep' }] })
    expect(readProfile({ version: 2, id: 'u1' })).toMatchObject({ ok: false, problems: [{ code: 'newer_version' }] })
  })
})

const instant = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 })
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null })
const id = fc.string({ minLength: 1, maxLength: 8 })

const interaction = fc
  .record({
    id,
    experienceId: id,
    startedAt: instant,
    groupKind: fc.constantFrom('automatic', 'delivery', 'link', 'other'),
    groupId: maybe(id),
    assumed: fc.boolean(),
    end: fc.oneof(
      fc.constant({ state: 'started', stateAt: null, deferUntil: null } as const),
      fc.record({ state: fc.constantFrom('completed', 'exited'), stateAt: instant, deferUntil: fc.constant(null) }),
      fc.record({ state: fc.constant('snoozed'), stateAt: instant, deferUntil: instant }),
    ),
  })
  .map(({ end, ...rest }) => ({ ...rest, ...end }))

const aDelivery = fc
  .record({
    id,
    createdAt: instant,
    updatedAt: instant,
    modelKind: fc.constantFrom('tour', 'survey'),
    modelId: id,
    profileId: fc.constant('u1'),
    idempotencyKey: maybe(id),
    options: maybe(fc.dictionary(id, fc.boolean())),
    dates: fc.tuple(maybe(instant), maybe(instant)),
    once: fc.boolean(),
    skipUrlMatch: fc.boolean(),
    state: fc.constantFrom('pending', 'triggered', 'discarded', 'removed', 'dropped'),
    redirectState: fc.constantFrom('none', 'sent', 'arrived', 'spent'),
  })
  .map(({ dates: [from, until], ...rest }) => {
    const [first, last] = from !== null && until !== null && from > until ? [until, from] : [from, until]
    const stateAt = rest.state === 'pending' ? null : rest.createdAt
    const at = rest.state === 'triggered' ? rest.createdAt : null
    return delivery({ ...rest, from: first, until: last, stateAt, at })
  })

const anyProfile: fc.Arbitrary<Profile> = fc
  .record({
    traits: fc.dictionary(
      fc.oneof(id, fc.constantFrom('__proto__', 'constructor')),
      fc.json({ maxDepth: 3 }).map((text): unknown => JSON.parse(text)),
    ),
    seen: fc.boolean(),
    busy: fc.boolean(),
    disabled: fc.boolean(),
    uid: maybe(fc.string()),
    version: fc.nat(),
    interactions: fc.uniqueArray(interaction, { selector: (one) => one.id, maxLength: 5 }),
    deliveries: fc.uniqueArray(aDelivery, { selector: (one) => one.id, maxLength: 5 }),
    trackedAt: fc.dictionary(fc.oneof(id, fc.constantFrom('__proto__', 'constructor')), instant),
    pageAt: maybe(instant),
    armed: fc.uniqueArray(id),
  })
  .map(({ interactions, deliveries, ...rest }) =>
    profile('u1', {
      ...rest,
      interactions: interactions.sort((a, b) => a.startedAt - b.startedAt || (a.id < b.id ? -1 : 1)),
      deliveries,
      deliveryIds: deliveries
        .filter(({ state }) => state === 'pending')
        .map((one) => one.id)
        .reverse(),
      sessionStartedAt: rest.pageAt,
    }),
  )

describe('writeProfile', () => {
  it('writes what readProfile reads back as the same profile, in either dialect', () => {
    fc.assert(
      fc.property(anyProfile, fc.constantFrom('current' as const, '2021-08' as const), (original, dialect) => {
        const text = JSON.stringify(writeProfile(original))
        const read = readProfile(JSON.parse(text), { dialect })
        expect(read).toEqual({ ok: true, value: original, warnings: [] })
      }),
    )
  })

  it('writes what a trace makes of the longest names so that it can be read again', () => {
    const name = 'n'.repeat(8_192)
    const line = { type: 'interaction', at: 1, profile_id: name, experience_id: name, state: 'started', group_kind: '' }
    const read = readTraceEvent(line)
    const event = read.ok ? toProfileEvent(read.value) : null
    if (event === null) throw new Error('no event')
    const page = { type: 'page', at: 2, href: name } as const
    const made = apply(apply(profile(name), event), page)
    expect(made.interactions).toMatchObject([{ id: `${name}@1000`, groupKind: '' }])
    expect(readProfile(JSON.parse(JSON.stringify(writeProfile(made))))).toEqual({ ok: true, value: made, warnings: [] })
  })
})
