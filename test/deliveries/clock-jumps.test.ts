import { describe, expect, it } from 'vitest'
import { apply } from '../../src/history/index.js'
import type { Profile } from '../../src/model/index.js'
import { create, least, now, seen } from './support.js'

const dayMs = 86_400_000
const yearMs = 365 * dayMs

/** A profile with one delivery more, made at an instant. */
function withDelivery(start: Profile, id: string, at: number, given: object = {}): Profile {
  const outcome = create({ profile: start, id, at, params: { ...least, ...given } })
  if (!('event' in outcome) || outcome.event === null) throw new Error(JSON.stringify(outcome))
  return apply(start, outcome.event)
}

describe('deliveries, where the clock jumps', () => {
  it('T4: days count from the now of the request, whatever was before', () => {
    const ahead = withDelivery(seen(), 'a', now + 10 * yearMs, { until: '+45d' })
    const back = withDelivery(ahead, 'b', now, { until: '+45d' })
    expect(back.deliveries.map(({ id, until }) => [id, until])).toEqual([
      ['a', now + 10 * yearMs + 45 * dayMs],
      ['b', now + 45 * dayMs],
    ])
  })

  it('D8: the place in the queue is that of the request, not of the clock', () => {
    const ahead = withDelivery(seen(), 'a', now + 10 * yearMs)
    expect(withDelivery(ahead, 'b', now).deliveryIds).toEqual(['b', 'a'])
  })

  it('D5: a key is known for ever, before it was given too', () => {
    const start = withDelivery(seen(), 'a', now, { idempotency_key: 'k' })
    for (const at of [now - 10 * yearMs, now + 10 * yearMs]) {
      const again = create({ profile: start, id: 'b', at, params: { ...least, idempotency_key: 'k' } })
      expect(again).toMatchObject({ status: 200, delivery: { id: 'a' }, event: null })
    }
  })
})
