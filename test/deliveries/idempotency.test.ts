import { describe, expect, it } from 'vitest'
import { commit, removeDelivery } from '../../src/deliveries/index.js'
import { apply } from '../../src/history/index.js'
import { type Profile, profile } from '../../src/model/index.js'
import { create, least, now, profileWith, seen } from './support.js'

const repeat = (start: Profile, key: string, given: Record<string, unknown> = {}) =>
  create({ profile: start, id: 'again', params: { ...least, idempotency_key: key, ...given } })

describe('a repeated key (D5)', () => {
  it.each(['k', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '🎉', ' ', '\u0000', '\ud800'])(
    'answers %j with the first delivery, and changes nothing',
    (key) => {
      expect(repeat(seen(), key).status).toBe(201)
      const start = profileWith([{ id: 'a', idempotency_key: key }])
      expect(repeat(start, key)).toEqual({
        status: 200,
        delivery: start.deliveries[0],
        profileId: 'u1',
        baseVersion: 1,
        event: null,
      })
      expect(Object.entries(start.idempotencyKeys)).toEqual([[key, 'a']])
    },
  )

  it('keeps all keys, hostile ones too, beside each other', () => {
    const start = profileWith([
      { id: 'a', idempotency_key: '__proto__' },
      { id: 'b', idempotency_key: 'constructor' },
      { id: 'c', idempotency_key: 'k' },
    ])
    expect(Object.entries(start.idempotencyKeys)).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['k', 'c'],
    ])
  })

  it('is exact: neither case nor space is the same key', () => {
    const start = profileWith([{ id: 'a', idempotency_key: 'k' }])
    expect(repeat(start, 'K').status).toBe(201)
    expect(repeat(start, 'k ').status).toBe(201)
  })

  it('is a repeat whatever else was asked for, and with the same id', () => {
    const start = profileWith([{ id: 'a', idempotency_key: 'k' }])
    const params = { ...least, model_kind: 'survey', model_id: 'nps', idempotency_key: 'k' }
    expect(create({ profile: start, id: 'a', params })).toMatchObject({ status: 200, delivery: { modelId: 'pricing' } })
  })

  it('holds after removal', () => {
    const start = profileWith([{ id: 'a', idempotency_key: 'k' }])
    const removed = commit(start, removeDelivery(start, 'a', { now }))
    if ('body' in removed) throw new Error('refused')
    expect(repeat(removed.profile, 'k')).toMatchObject({ status: 200, delivery: { id: 'a', state: 'removed' } })
  })

  it('holds after a drop', () => {
    const start = profileWith([
      { id: 'a', idempotency_key: 'k' },
      { id: 'b', delivery_ids_limit: 1, delivery_ids_at_limit: 'drop', delivery_ids_position: 'first' },
    ])
    expect(repeat(start, 'k')).toMatchObject({ status: 200, delivery: { id: 'a', state: 'dropped' } })
  })

  it('holds after the show, and answers with the delivery as it now is', () => {
    const start = profileWith([{ id: 'a', idempotency_key: 'k' }])
    const show = { experienceId: 'pricing', deliveryId: 'a', interactionId: 'u1:1', completed: false, href: '/x' }
    const shown = apply(start, { type: 'show', at: now + 5, ...show })
    expect(repeat(shown, 'k')).toMatchObject({ status: 200, delivery: { id: 'a', state: 'triggered', at: now + 5 } })
  })

  it('comes before live and the limit, so that a retry of a success succeeds', () => {
    const start = profileWith([{ id: 'a', idempotency_key: 'k' }, { id: 'b' }, { id: 'c' }])
    expect(repeat(start, 'k').status).toBe(200)
    expect(repeat(start, 'k', { model_id: 'draft' }).status).toBe(200)
    expect(repeat(start, 'other').status).toBe(409)
  })

  it('is not used up by a creation that was refused', () => {
    const full = profileWith([{ id: 'a' }, { id: 'b' }, { id: 'c' }])
    expect(repeat(full, 'k')).toMatchObject({ status: 409 })
    expect(Object.keys(full.idempotencyKeys)).toEqual([])
  })

  it('is not null: a creation without a key repeats none', () => {
    const start = profileWith([{ id: 'a', idempotency_key: 'null' }])
    expect(create({ profile: start, id: 'b' })).toMatchObject({ status: 201, delivery: { id: 'b' } })
  })

  it('that names no delivery is no fault of the request', () => {
    const broken = seen({ idempotencyKeys: { k: 'nowhere' } })
    expect(() => repeat(broken, 'k')).toThrow('idempotency key "k" names no delivery of the profile')
  })

  it('is per profile', () => {
    const other = profile('u1', { seen: true, idempotencyKeys: {} })
    expect(repeat(other, 'k').status).toBe(201)
  })
})
