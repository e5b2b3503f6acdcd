import { describe, expect, it } from 'vitest'
import { removeDelivery } from '../../src/deliveries/index.js'
import { answer, now, profileWith } from './support.js'

const abc = profileWith([{ id: 'a' }, { id: 'b' }, { id: 'c' }])

describe('a removal (D6, D10)', () => {
  it('takes the delivery out and keeps its row', () => {
    const removed = { ...abc.deliveries[1], state: 'removed', stateAt: now + 9 }
    expect(removeDelivery(abc, 'b', { now: now + 9 })).toEqual({
      status: 200,
      delivery: removed,
      profileId: 'u1',
      baseVersion: 3,
      event: {
        type: 'deliveries',
        at: now + 9,
        deliveries: [abc.deliveries[0], removed, abc.deliveries[2]],
        deliveryIds: ['a', 'c'],
        idempotencyKeys: {},
      },
    })
  })

  it('of an unknown delivery is 404', () => {
    expect(answer(removeDelivery(abc, 'z', { now }))).toEqual([
      404,
      'id: unknown delivery: "z"; name one of profile "u1"',
    ])
  })

  it('of one that was dropped is 409', () => {
    const dropping = { delivery_ids_limit: 1, delivery_ids_at_limit: 'drop', delivery_ids_position: 'first' }
    const profile = profileWith([{ id: 'a' }, { id: 'b', ...dropping }])
    expect(answer(removeDelivery(profile, 'a', { now }))).toEqual([
      409,
      'id: delivery was dropped at 2029-02-03T10:00:00Z and cannot be removed: "a"; create another one',
    ])
  })
})
