import { describe, expect, it } from 'vitest'
import { deliveryToWire } from '../../src/deliveries/index.js'
import { delivery } from '../../src/model/delivery.js'
import { now } from './support.js'

const pending = delivery({
  id: 'd1',
  createdAt: now,
  modelKind: 'tour',
  modelId: 'pricing',
  profileId: 'u1',
  idempotencyKey: 'k',
  options: { title: 'Hi' },
  from: Date.UTC(2029, 1, 3),
  until: Date.UTC(2029, 3, 20, 0, 0, 0, 5),
})

describe('a delivery on the wire (D1, T5)', () => {
  it('has the fields of the dialect current', () => {
    expect(deliveryToWire(pending, 'current')).toEqual({
      id: 'd1',
      created_at: '2029-02-03T10:00:00Z',
      updated_at: '2029-02-03T10:00:00Z',
      model_id: 'pricing',
      model_kind: 'tour',
      profile_id: 'u1',
      idempotency_key: 'k',
      options: { title: 'Hi' },
      from: '2029-02-03T00:00:00Z',
      until: '2029-04-20T00:00:00.005Z',
      use_segmentation: false,
      once: false,
      skip_triggers: true,
      skip_url_match: true,
      at: null,
      at_href: null,
      interaction_id: null,
      group_kind: 'delivery',
      state: 'pending',
    })
  })

  it('has redirect, and the old group_kind, in 2021-08', () => {
    const wire = deliveryToWire({ ...pending, redirect: true }, '2021-08')
    expect(wire).toEqual({ ...deliveryToWire(pending, 'current'), redirect: true, group_kind: 'api_edit' })
  })

  it('says when and where it was triggered, as its last change', () => {
    const at = now + 1_500
    const shown = {
      ...pending,
      state: 'triggered',
      stateAt: at,
      at,
      atHref: 'https://x.example/',
      interactionId: 'u1:1',
    } as const
    expect(deliveryToWire(shown, 'current')).toMatchObject({
      updated_at: '2029-02-03T10:00:01.500Z',
      at: '2029-02-03T10:00:01.500Z',
      at_href: 'https://x.example/',
      interaction_id: 'u1:1',
      state: 'triggered',
    })
  })

  it('keeps a later update before a show that was reported late', () => {
    const shown = { ...pending, updatedAt: now + 1_000, state: 'triggered', stateAt: now } as const
    expect(deliveryToWire(shown, 'current').updated_at).toBe('2029-02-03T10:00:01Z')
  })
})
