import { describe, expect, it } from 'vitest'
import { answer, create, least, now, profileWith, seen } from './support.js'

const said = (given: Record<string, unknown>, more: Parameters<typeof create>[0] = {}) =>
  answer(create({ ...more, params: { ...least, ...given } }))

describe('messages of a refused creation', () => {
  it.each([
    [{ model_kind: 'banner' }, 'model_kind: not "tour" or "survey": "banner"; write "tour" or "survey"'],
    [{ model_kind: 'Tour' }, 'model_kind: not "tour" or "survey": "Tour"; write "tour" or "survey"'],
    [{ model_kind: null }, 'model_kind: missing; write "tour" or "survey"'],
    [{ model_id: undefined }, 'model_id: missing; write the id of a tour or survey'],
    [{ model_id: null }, 'model_id: missing; write the id of a tour or survey'],
    [{ model_id: {} }, 'model_id: not a text: an object; write it in quotes'],
    [{ profile_id: undefined }, 'profile_id: missing; name the profile by profile_id, uid or email'],
    [{ profile_id: '' }, 'profile_id: empty text; write a text, or leave it out'],
    [{ profile_id: undefined, uid: '' }, 'uid: empty text; write a text, or leave it out'],
    [{ uid: 1e308 }, 'uid: not a whole number below 2^53: 1e+308; write it as a text'],
    [{ uid: 1.5 }, 'uid: not a whole number below 2^53: 1.5; write it as a text'],
    [{ uid: true }, 'uid: not a text: true; write it in quotes'],
    [{ email: '' }, 'email: empty text; write a text, or leave it out'],
    [{ idempotency_key: 7 }, 'idempotency_key: not a text: 7; write it in quotes'],
    [{ idempotency_key: 'k'.repeat(8193) }, 'idempotency_key: longer than 8192 characters: 8193; write a shorter text'],
    [{ once: 'true' }, 'once: not a boolean: "true"; write true or false, without quotes'],
    [{ use_segmentation: 0 }, 'use_segmentation: not a boolean: 0; write true or false, without quotes'],
    [
      { redirect: true },
      'redirect: not a parameter of this dialect: true; leave it out, or set the dialect to "2021-08"',
    ],
    [
      { redirect: 'yes' },
      'redirect: not a parameter of this dialect: "yes"; leave it out, or set the dialect to "2021-08"',
    ],
    [{ from: '2029-02-30' }, 'from: no such date or time: "2029-02-30"; check the day, hour, minute and second'],
    [
      { until: 'soon' },
      'until: not an instant: "soon"; write "2029-02-03T10:00:00Z", "2029-02-03 10:00:00", "2029-02-03", Unix seconds, "$now" or "+45d"',
    ],
    [{ from: '+99999999w' }, 'from: instant beyond the years 0000 to 9999: "+99999999w"'],
    [
      { from: '$now', until: '2029-02-30' },
      'until: no such date or time: "2029-02-30"; check the day, hour, minute and second',
    ],
    [
      { from: '2029-03-01', until: '2029-02-28' },
      'until: before from: 2029-02-28T00:00:00Z is before 2029-03-01T00:00:00Z; write an instant that is not before from',
    ],
    [
      { from: '+2d', until: '2029-02-04' },
      'until: before from: 2029-02-04T00:00:00Z is before 2029-02-05T10:00:00Z, as "+2d" counts from now, which is 2029-02-03T10:00:00Z; write an instant that is not before from',
    ],
    [{ delivery_ids_limit: 4 }, 'delivery_ids_limit: not a whole number from 1 to 3: 4; write a number in that range'],
    [
      { delivery_ids_position: -1 },
      'delivery_ids_position: not a position: -1; write "first", "last", or one whole number from 0',
    ],
    [{ delivery_ids_at_limit: 'pop' }, 'delivery_ids_at_limit: not "error" or "drop": "pop"; write "error" or "drop"'],
    [{ form: '2029-01-01' }, '"form": unknown parameter; did you mean "from"?'],
    [{ untill: '2029-01-01' }, '"untill": unknown parameter; did you mean "until"?'],
    [{ idempotencyKey: 'k' }, '"idempotencyKey": unknown parameter; did you mean "idempotency_key"?'],
    [{ UID: 7 }, '"UID": unknown parameter; did you mean "uid"?'],
    [{ skip_url_matches: true }, '"skip_url_matches": unknown parameter; did you mean "skip_url_match"?'],
    [{ profile_id: undefined, uid: 'u9' }, 'uid: no profile was seen with it: "u9"; identify the user first'],
  ])('422 for %j', (given, message) => {
    expect(said(given)).toEqual([422, message])
  })

  it("says once that a parameter is the other dialect's, whatever its value (D1)", () => {
    expect(said({ delivery_ids_limit: 0 }, { settings: { dialect: '2021-08' } })).toEqual([
      422,
      'delivery_ids_limit: not a parameter of this dialect: 0; leave it out, or set the dialect to "current"',
    ])
  })

  it("says of the seeds' own sample, sent in 2026, that +45d counts from now (T4)", () => {
    const sample = { from: '2029-02-03', until: '+45d' }
    expect(said(sample, { at: Date.UTC(2026, 0, 1) })).toEqual([
      422,
      'until: before from: 2026-02-15T00:00:00Z is before 2029-02-03T00:00:00Z, as "+45d" counts from now, which is 2026-01-01T00:00:00Z; write an instant that is not before from',
    ])
  })

  it.each([
    [{ model_id: 'nowhere' }, 'model_id: unknown tour: "nowhere"; name one that is in the catalog'],
    [{ model_id: 'gone' }, 'model_id: experience removed from the catalog: "gone"; name one that is in it'],
    [{ model_id: 'nps' }, 'model_kind: "nps" is a survey: "tour"; write "survey"'],
    [{ profile_id: 'u9' }, 'profile_id: unknown profile: "u9"; name one that exists, or use uid or email'],
  ])('404 for %j', (given, message) => {
    expect(said(given)).toEqual([404, message])
  })

  it.each([
    [{ model_id: 'draft' }, 'model_id: experience not live, never published: "draft"; publish it and retry'],
    [
      { model_id: 'future' },
      'model_id: experience not live, published from 2029-02-03T10:00:00.001Z: "future"; publish it and retry',
    ],
    [
      { model_id: 'ended' },
      'model_id: experience not live, unpublished at 2029-02-03T10:00:00Z: "ended"; publish it and retry',
    ],
  ])('409 for %j', (given, message) => {
    expect(said(given)).toEqual([409, message])
  })

  it('409 where the new delivery itself would be dropped', () => {
    const full = profileWith([{ id: 'a' }, { id: 'b' }, { id: 'c' }])
    const given = { delivery_ids_at_limit: 'drop', delivery_ids_position: 'last' }
    expect(said(given, { profile: full, id: 'd' })).toEqual([
      409,
      'delivery_ids_position: the new delivery itself would be dropped, beyond the limit of 3: "last"; use "first" or an index below 3',
    ])
  })

  it('422 for a profile never seen, and for ids that are taken', () => {
    expect(said({}, { profile: seen({ seen: false }) })).toEqual([
      422,
      'profile_id: profile never seen: "u1"; wait for a first page, identify, track, trigger or interaction',
    ])
    expect(said({}, { id: 'nps' })).toEqual([
      422,
      'id: already the id of an experience: "nps"; choose an id that nothing else has',
    ])
    expect(said({}, { id: 'a', profile: profileWith([{ id: 'a' }]) })).toEqual([
      422,
      'id: already the id of a delivery: "a"; choose an id that nothing else has',
    ])
    expect(said({}, { id: '' })).toEqual([422, 'id: empty text; choose another id'])
  })

  it('says everything that is wrong with a body at once (D12)', () => {
    const params = { model_kind: 'banner', once: 'yes', from: 'x', delivery_ids_limit: 0, onec: true }
    expect(create({ params })).toEqual({
      status: 422,
      body: {
        code: 422,
        messages: [
          '"onec": unknown parameter; did you mean "once"?',
          'model_id: missing; write the id of a tour or survey',
          'profile_id: missing; name the profile by profile_id, uid or email',
          'model_kind: not "tour" or "survey": "banner"; write "tour" or "survey"',
          'from: not an instant: "x"; write "2029-02-03T10:00:00Z", "2029-02-03 10:00:00", "2029-02-03", Unix seconds, "$now" or "+45d"',
          'once: not a boolean: "yes"; write true or false, without quotes',
          'delivery_ids_limit: not a whole number from 1 to 3: 0; write a number in that range',
        ],
      },
    })
  })

  it.each([
    [null, 'delivery: not an object: null; send the parameters by their names'],
    [[], 'delivery: not an object: an array; send the parameters by their names'],
    ['{}', 'delivery: not an object: "{}"; send the parameters by their names'],
    [
      Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`p${n}`, n])),
      'delivery: more than 200 parameters: 201; send those that are documented',
    ],
  ])('422 for a body %j', (params, message) => {
    expect(answer(create({ params }))).toEqual([422, message])
  })

  it('does not take what is inherited for given', () => {
    const inherited: unknown = Object.create({ ...least, once: 7 })
    expect(answer(create({ params: inherited, at: now }))).toEqual([
      422,
      'model_kind: missing; write "tour" or "survey"',
      'model_id: missing; write the id of a tour or survey',
      'profile_id: missing; name the profile by profile_id, uid or email',
    ])
  })
})
