import { describe, expect, it } from 'vitest'
import { commit, removeDelivery } from '../../src/deliveries/index.js'
import { apply } from '../../src/history/index.js'
import { profile } from '../../src/model/index.js'
import { create, least, now, profileWith, seen } from './support.js'

describe('commit (D9)', () => {
  it('applies an operation to the profile that it was computed from', () => {
    const outcome = create()
    const committed = commit(seen(), outcome)
    expect(committed).toMatchObject({
      status: 201,
      delivery: { id: 'd1' },
      profile: { version: 1, deliveryIds: ['d1'] },
    })
  })

  it('refuses the second of two creations at a time, and a retry of it succeeds', () => {
    const first = commit(seen(), create({ id: 'a' }))
    if ('body' in first) throw new Error('refused')
    expect(commit(first.profile, create({ id: 'b' }))).toEqual({
      status: 429,
      body: {
        code: 429,
        messages: [
          'profile_id: changed meanwhile, from version 0 to 1: "u1"; send one request at a time for a profile, and retry',
        ],
      },
    })
    expect(commit(first.profile, create({ profile: first.profile, id: 'b' }))).toMatchObject({ status: 201 })
  })

  it('refuses after anything else that happened to the profile', () => {
    const start = profileWith([{ id: 'a' }])
    const paged = apply(start, { type: 'page', at: now + 1, href: '/x' })
    expect(commit(paged, removeDelivery(start, 'a', { now }))).toMatchObject({ status: 429 })
  })

  it('leaves the profile as it is for a repeat', () => {
    const start = profileWith([{ id: 'a', idempotency_key: 'k' }])
    const committed = commit(start, create({ profile: start, id: 'b', params: { ...least, idempotency_key: 'k' } }))
    expect(committed).toEqual({ status: 200, delivery: start.deliveries[0], profile: start })
  })

  it('hands a refusal on', () => {
    const refusal = create({ params: null })
    expect(commit(seen(), refusal)).toBe(refusal)
  })

  it('throws for the profile of somebody else', () => {
    expect(() => commit(profile('u2'), create())).toThrow('outcome for profile "u1" committed to "u2"')
  })
})
