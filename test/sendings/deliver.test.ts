import { describe, expect, it } from 'vitest'
import { commit, type Scene } from '../../src/deliveries/index.js'
import { defaultSettings, type Profile } from '../../src/model/index.js'
import { advance, type Dispatch, deliverDispatch, gatherRecipientsNow } from '../../src/sendings/index.js'
import { ann, bob, engine, made, now } from './support.js'

const sceneOf = (user: Profile): Scene => ({
  settings: defaultSettings,
  experience: (id) => engine.experiences[engine.indexOf.get(id) ?? -1]?.source,
  profileById: (id) => (id === user.id ? user : undefined),
  profileIdByUid: () => undefined,
  profileIdByEmail: () => undefined,
})

const experienceOf = (delivery: object) => ({
  type: 'experience',
  delivery: { model_kind: 'tour', model_id: 'pricing', ...delivery },
})

function dispatched(delivery: object, recipient: object = {}) {
  const channel = experienceOf(delivery)
  const params = {
    message: { channels: [channel, 'email'] },
    schedule: { type: 'immediate' },
    recipients: [{ member_id: 'ann', ...recipient }, { email: 'jan@example.com' }],
  }
  const { sending } = advance(made(params), now)
  const { dispatches } = gatherRecipientsNow(engine, sending, [ann])
  return { sending, dispatch: dispatches[0] as Dispatch, other: dispatches[1] as Dispatch }
}

const deliver = (user: Profile, delivery: object = {}, recipient: object = {}) => {
  const { sending, dispatch } = dispatched(delivery, recipient)
  return commit(user, deliverDispatch(sceneOf(user), sending, dispatch, { now }))
}

describe('N7: the dispatch is a delivery', () => {
  it("made by D's rules, with the dispatch's id and the sending's key", () => {
    expect(deliver(ann, { until: '+2d', once: true })).toMatchObject({
      status: 201,
      delivery: {
        id: 's1:ann',
        profileId: 'ann',
        modelId: 'pricing',
        once: true,
        until: now + 2 * 86_400_000,
        idempotencyKey: 'sending:s1',
      },
      profile: { deliveryIds: ['s1:ann'] },
    })
  })

  it('D5: a second time, the first one', () => {
    const first = deliver(ann)
    if (!('profile' in first)) throw new Error('refused')
    expect(deliver(first.profile)).toEqual({ status: 200, delivery: first.delivery, profile: first.profile })
  })

  it('D5: by a key of its own, which several sendings may share', () => {
    expect(deliver(ann, { idempotency_key: 'spring' })).toMatchObject({ delivery: { idempotencyKey: 'spring' } })
    const keyless = deliver(ann, { idempotency_key: null })
    expect(keyless).toMatchObject({ delivery: { idempotencyKey: 'sending:s1' } })
  })

  it('D7: refused where there is no room', () => {
    const full = { ...ann, deliveryIds: ['a', 'b', 'c'] }
    expect(deliver(full)).toMatchObject({ status: 409 })
    expect(deliver(full, { delivery_ids_at_limit: 'drop' })).toMatchObject({ status: 201 })
  })

  it('D2: refused for somebody else', () => {
    expect(deliver(bob)).toMatchObject({ status: 404 })
  })

  it.each([
    [undefined, undefined, null],
    [{ a: 1, b: 1 }, undefined, { a: 1, b: 1 }],
    [{ a: 1, b: 1 }, { b: 2 }, { a: 1, b: 2 }],
    [undefined, { b: 2 }, { b: 2 }],
    ['text', { b: 2 }, 'text'],
    [[1], { b: 2 }, [1]],
    [{ a: 1 }, {}, { a: 1 }],
  ])('E6: options %j with properties %j are %j', (options, properties, expected) => {
    const given = options === undefined ? {} : { options }
    const recipient = properties === undefined ? {} : { properties }
    expect(deliver(ann, given, recipient)).toMatchObject({ delivery: { options: expected } })
  })
})

it('N7: is found wherever it stands among the channels', () => {
  const params = {
    message: { channels: ['email', experienceOf({ once: true })] },
    channels_preference: ['experience'],
    schedule: { type: 'immediate' },
    recipients: [{ member_id: 'ann' }],
  }
  const { sending } = advance(made(params), now)
  const [dispatch] = gatherRecipientsNow(engine, sending, [ann]).dispatches
  expect(commit(ann, deliverDispatch(sceneOf(ann), sending, dispatch as Dispatch, { now }))).toMatchObject({
    status: 201,
    delivery: { id: 's1:ann', modelId: 'pricing', once: true },
  })
})

it('throws for what is no delivery of that sending', () => {
  const { sending, dispatch, other } = dispatched({})
  expect(() => deliverDispatch(sceneOf(ann), sending, other, { now })).toThrow(
    'dispatch "s1#1" is no delivery of sending "s1"',
  )
  expect(() => deliverDispatch(sceneOf(ann), { ...sending, id: 's2' }, dispatch, { now })).toThrow(
    'dispatch "s1:ann" is no delivery of sending "s2"',
  )
  const byEmail = { ...sending, message: { channels: [{ type: 'email' }] } } as const
  expect(() => deliverDispatch(sceneOf(ann), byEmail, dispatch, { now })).toThrow(
    'dispatch "s1:ann" is no delivery of sending "s1"',
  )
})
