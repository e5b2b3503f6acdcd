import { describe, expect, it } from 'vitest'
import { catalogOf, line, load, measure } from './replaying.js'

const two = (group: string) =>
  catalogOf(`
experiences:
  - { id: a, kind: survey, published_at: 2029-01-01 }
  - { id: b, kind: tour, published_at: 2029-01-01 }
limit_groups:
  - { id: g, ${group} }
`)
const ofTwo = two('kind: all, rate_limit_size: 2, rate_limit_kind: 1h')
const nothing = { id: 'g', users: 0, share: 0, fullSeconds: 0, filledBy: [], days: [] }

describe('a limit group', () => {
  it('of two is not filled by one', () => {
    const { metrics, summary } = measure(ofTwo, [load('u1', '10:00:00')])
    expect(summary.groups).toMatchObject([nothing])
    expect(metrics.groups).toEqual([]) // there is nothing to tell
  })

  it('is filled by the second within its window, and not by one that comes a window later (L4)', () => {
    // a at 10:00; b a second before 11:00, at which a no longer counts.
    const filled = measure(ofTwo, [load('u1', '10:00:00'), load('u1', '10:59:59'), load('u1', '12:00:00')])
    expect(filled.summary.groups).toMatchObject([{ users: 1, fullSeconds: 1, filledBy: [{ id: 'b', count: 1 }] }])
    const apart = measure(ofTwo, [load('u1', '10:00:00'), load('u1', '11:00:00'), load('u1', '12:00:00')])
    expect(apart.summary.groups).toMatchObject([nothing])
  })

  it('is not filled by what is not in it', () => {
    const tours = two('kind: tour, rate_limit_size: 1, rate_limit_kind: lifetime')
    // To u1 a is shown, to u2 b besides: one of the two is full.
    const { summary } = measure(tours, [load('u1', '10:00:00'), load('u2', '10:00:00'), load('u2', '11:00:00')])
    expect(summary.groups).toMatchObject([{ users: 1, share: 1 / 2, filledBy: [{ id: 'b', count: 1 }] }])
  })

  it('of none is always full, and so filled by nothing: not by what was recorded either (L10)', () => {
    const none = two('kind: all, rate_limit_size: 0, rate_limit_kind: 1h')
    const shown = line({
      type: 'interaction',
      at: '10:00:00',
      profile_id: 'u1',
      experience_id: 'a',
      state: 'completed',
    })
    const { summary } = measure(none, [shown, load('u1', '10:30:00')])
    expect(summary.groups).toMatchObject([{ ...nothing, alwaysFull: true }])
  })

  it('of nobody is full for none of them', () => {
    expect(measure(ofTwo, []).summary.groups).toEqual([{ ...nothing, alwaysFull: false }])
  })
})
