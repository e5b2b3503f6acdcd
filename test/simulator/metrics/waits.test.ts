import { describe, expect, it } from 'vitest'
import { catalogOf, line, load, measure } from './replaying.js'

const catalog = catalogOf(`
experiences:
  - { id: first, kind: survey, published_at: 2029-01-01, recurrence: { kind: page } }
  - { id: second, kind: tour, published_at: 2029-01-01 }
  - { id: third, kind: tour, published_at: 2029-02-04 }
`)
const seen = (at: string) =>
  line({ type: 'interaction', at, profile_id: 'u1', experience_id: 'second', state: 'completed' })

describe('what is only outranked', () => {
  it('waits by itself, however much else does, on each day once', () => {
    // On the 3rd second waits alone; on the 4th, on two page loads, third does so too.
    const loads = ['2029-02-03T10:00:00Z', '2029-02-04T10:00:00Z', '2029-02-04T11:00:00Z'].map((at) => load('u1', at))
    const [, second, third] = measure(catalog, loads).summary.experiences
    expect(second?.starvation).toEqual({ users: 1, days: 2, by: [{ id: 'first', count: 3 }] })
    expect(third?.starvation).toEqual({ users: 1, days: 1, by: [{ id: 'first', count: 2 }] })
  })

  it('waits no more once it was seen, and has not waited in vain', () => {
    const [, second] = measure(catalog, [load('u1', '10:00:00'), seen('10:30:00')]).summary.experiences
    expect(second?.starvation).toEqual({ users: 0, days: 0, by: [] })
  })
})

it('what is held back by itself, too, is not only outranked', () => {
  const [, second] = measure(catalog, [seen('09:00:00'), load('u1', '10:00:00')]).summary.experiences
  expect(second?.holds).toEqual({ recurrence: 1 })
  expect(second?.blockers).toEqual({ any: { recurrence: 1, outranked: 1 }, sole: {} })
})
