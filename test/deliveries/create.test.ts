import { describe, expect, it } from 'vitest'
import { createDelivery, type Outcome } from '../../src/deliveries/index.js'
import { delivery } from '../../src/model/delivery.js'
import { profile } from '../../src/model/index.js'
import { answer, create, least, now, profileWith, sceneOf, seen } from './support.js'

const made = (outcome: Outcome) => {
  if ('body' in outcome) throw new Error(outcome.body.messages.join('\n'))
  return outcome.delivery
}

describe('a new delivery (D1)', () => {
  const given = { id: 'd1', createdAt: now, modelKind: 'tour', modelId: 'pricing', profileId: 'u1' } as const

  it('has the defaults of the dialect current', () => {
    expect(create()).toEqual({
      status: 201,
      profileId: 'u1',
      baseVersion: 0,
      delivery: delivery({ ...given, skipTriggers: true, skipUrlMatch: true }),
      event: {
        type: 'deliveries',
        at: now,
        deliveries: [delivery({ ...given, skipTriggers: true, skipUrlMatch: true })],
        deliveryIds: ['d1'],
        idempotencyKeys: {},
      },
    })
  })

  it('has the defaults of the dialect 2021-08', () => {
    const outcome = create({ settings: { dialect: '2021-08' } })
    expect(made(outcome)).toEqual(delivery({ ...given, skipTriggers: false, skipUrlMatch: false }))
  })

  it('takes every field, and a redirect in 2021-08', () => {
    const params = {
      ...least,
      idempotency_key: 'k',
      options: { title: 'Upcoming changes', n: [1, null] },
      from: '2029-02-03',
      until: '+45d',
      use_segmentation: true,
      once: true,
      redirect: true,
      skip_triggers: true,
      skip_url_match: true,
    }
    expect(made(create({ params, settings: { dialect: '2021-08' } }))).toEqual(
      delivery({
        ...given,
        idempotencyKey: 'k',
        options: { title: 'Upcoming changes', n: [1, null] },
        from: Date.UTC(2029, 1, 3),
        // 45 days of 24 h after 2029-02-03T10:00:00Z: 25 in February, 20 in March (T3).
        until: Date.UTC(2029, 2, 20, 10),
        useSegmentation: true,
        once: true,
        redirect: true,
        skipTriggers: true,
        skipUrlMatch: true,
      }),
    )
  })

  it('takes null for what is not given', () => {
    const nulls = {
      uid: null,
      email: null,
      idempotency_key: null,
      options: null,
      from: null,
      until: null,
      once: null,
      skip_triggers: null,
      delivery_ids_limit: null,
      delivery_ids_position: null,
      delivery_ids_at_limit: null,
    }
    expect(create({ params: { ...least, ...nulls } })).toEqual(create())
  })

  it('leaves parameters alone that nobody knows, and those of a trace line', () => {
    const line = {
      type: 'deliver',
      at: '2029-02-03',
      id: 'x',
      event_id: 7,
      expect: {},
      state: 'pending',
      campaign: 'q3',
    }
    expect(create({ params: { ...line, ...least } })).toEqual(create())
  })
})

describe('what names the profile (D2)', () => {
  const model = { model_kind: 'tour', model_id: 'pricing' }
  const cases: [string, Record<string, unknown>, string][] = [
    ['profile_id', { profile_id: 'u1' }, 'u1'],
    ['uid as text', { uid: '542213' }, 'u1'],
    ['uid as number', { uid: 542213 }, 'u1'],
    ['email', { email: 'jo@example.com' }, 'u1'],
    ['profile_id before uid', { profile_id: 'u1', uid: '7' }, 'u1'],
    ['uid before email', { uid: 7, email: 'jo@example.com' }, 'u2'],
    ['a number as profile_id', { profile_id: 42 }, '42'],
    ['null is not given', { profile_id: null, uid: null, email: 'jo@example.com' }, 'u1'],
  ]
  it.each(cases)('%s', (_, params, profileId) => {
    const others = [profile('u2', { uid: '7', seen: true }), profile('42', { seen: true })]
    const outcome = createDelivery(sceneOf([seen(), ...others]), { ...model, ...params }, { now, id: 'd1' })
    expect(outcome).toMatchObject({ status: 201, profileId, delivery: { profileId } })
  })
})

describe('statuses of creation', () => {
  const full = profileWith([{ id: 'a' }, { id: 'b' }, { id: 'c' }])
  const cases: [string, Parameters<typeof create>[0], number][] = [
    ['a survey', { params: { ...least, model_kind: 'survey', model_id: 'nps' } }, 201],
    ['the wrong kind of a survey (D3)', { params: { ...least, model_id: 'nps' } }, 404],
    ['the wrong kind of a tour (D3)', { params: { ...least, model_kind: 'survey' } }, 404],
    ['a kind outside the list (D3)', { params: { ...least, model_kind: 'banner' } }, 422],
    ['an unknown experience (D3)', { params: { ...least, model_id: 'nowhere' } }, 404],
    ['an experience called __proto__', { params: { ...least, model_id: '__proto__' } }, 404],
    ['a removed experience (C6)', { params: { ...least, model_id: 'gone' } }, 404],
    ['a draft (D3)', { params: { ...least, model_id: 'draft' } }, 409],
    ['published one millisecond later (C2)', { params: { ...least, model_id: 'future' } }, 409],
    ['published at this instant (C2)', { params: { ...least, model_id: 'just_out' } }, 201],
    ['unpublished at this instant (C2)', { params: { ...least, model_id: 'ended' } }, 409],
    ['unpublished one millisecond later (C2)', { params: { ...least, model_id: 'ending' } }, 201],
    ['an unknown profile_id (D2)', { params: { ...least, profile_id: 'u9' } }, 404],
    ['an unknown uid (D2)', { params: { ...least, profile_id: null, uid: 'u9' } }, 422],
    ['an unknown email (D2)', { params: { ...least, profile_id: null, email: 'x@example.com' } }, 422],
    [
      'a uid in other letters',
      { profile: seen({ uid: 'Jo' }), params: { ...least, profile_id: null, uid: 'jo' } },
      422,
    ],
    ['a profile never seen (D2)', { profile: seen({ seen: false }) }, 422],
    ['a disabled profile', { profile: seen({ disabled: true }) }, 201],
    ['from after until (D4)', { params: { ...least, from: '2029-02-05', until: '2029-02-04' } }, 422],
    ['from at until (D4)', { params: { ...least, from: '2029-02-05', until: '2029-02-05' } }, 201],
    ['until past (D4)', { params: { ...least, until: '2020-01-01' } }, 201],
    ['until before 1970, and no from (D4)', { params: { ...least, until: '1960-01-01' } }, 201],
    ['from before 1970, and no until (D4)', { params: { ...least, from: '1960-01-01' } }, 201],
    ['a key of 8,192 characters', { params: { ...least, idempotency_key: 'k'.repeat(8192) } }, 201],
    [
      '200 parameters',
      { params: { ...Object.fromEntries(Array.from({ length: 197 }, (_, n) => [`p${n}`, n])), ...least } },
      201,
    ],
    ['no such day (T3)', { params: { ...least, from: '2029-02-30' } }, 422],
    ['redirect in current (D1)', { params: { ...least, redirect: false } }, 422],
    [
      'delivery_ids_limit in 2021-08 (D1)',
      { params: { ...least, delivery_ids_limit: 1 }, settings: { dialect: '2021-08' } },
      422,
    ],
    ['redirect in 2021-08 (D1)', { params: { ...least, redirect: true }, settings: { dialect: '2021-08' } }, 201],
    ['a full list (D7)', { profile: full, id: 'd' }, 409],
    [
      'a full list, dropping (D7)',
      { profile: full, id: 'd', params: { ...least, delivery_ids_at_limit: 'drop' } },
      201,
    ],
    ['an empty key (D5)', { params: { ...least, idempotency_key: '' } }, 422],
    ['an id taken by an experience (D6)', { id: 'nps' }, 422],
    ['an id taken by a removed experience (D6)', { id: 'gone' }, 422],
    ['an id taken by a delivery (D6)', { profile: profileWith([{ id: 'a' }]), id: 'a' }, 422],
    ['an empty id', { id: '' }, 422],
  ]
  it.each(cases)('%s', (_, attempt, status) => {
    expect(answer(create(attempt))[0]).toBe(status)
  })
})

describe('the order of checks (D5): each is met only where those before it pass', () => {
  const full = profileWith([{ id: 'a', idempotency_key: 'used' }, { id: 'b' }, { id: 'c' }])
  const everything = { once: 1, profile_id: 'u9', model_kind: 'tour', model_id: 'nps', idempotency_key: 'used' }
  const steps: [string, Record<string, unknown>, number][] = [
    ['the body', {}, 422],
    ['the profile', { once: true }, 404],
    ['the experience', { once: true, profile_id: 'u1' }, 404],
    ['the key', { once: true, profile_id: 'u1', model_id: 'draft' }, 200],
    ['live and the limit', { once: true, profile_id: 'u1', model_id: 'draft', idempotency_key: 'new' }, 409],
    ['the limit', { once: true, profile_id: 'u1', model_id: 'pricing', idempotency_key: 'new' }, 409],
  ]
  it.each(steps)('%s', (_, given, status) => {
    expect(answer(create({ profile: full, id: 'd', params: { ...everything, ...given } }))[0]).toBe(status)
  })

  it('says that it is not live and that there is no room, at once (D12)', () => {
    expect(answer(create({ profile: full, id: 'd', params: { ...least, model_id: 'draft' } }))).toEqual([
      409,
      'model_id: experience not live, never published: "draft"; publish it and retry',
      'too many pending deliveries: 3, and the limit is 3; set delivery_ids_at_limit to "drop", or remove one first',
    ])
  })
})
