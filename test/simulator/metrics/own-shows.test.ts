import { describe, expect, it } from 'vitest'
import { userRows } from '../../../src/simulator/metrics/user-rows.js'
import { catalogOf, line, load, measure } from './replaying.js'

const catalog = catalogOf(`
experiences:
  - { id: "tour:7", kind: tour, published_at: 2029-01-01, recurrence: { kind: page } }
  - { id: "tour:8", kind: tour, published_at: 2029-01-01, recurrence: { kind: page } }
`)

describe("the engine's own shows", () => {
  it('are all of them, the tenth too (E6)', () => {
    const loads = Array.from({ length: 10 }, (_, k) => load('u1', `10:0${k}:00`))
    const { summary, replay } = measure(catalog, loads)
    expect(userRows(replay.population)).toEqual([{ profileId: 'u1', shows: [['tour:7', 10]] }])
    expect(summary.experiences[0]).toMatchObject({ automatic: 10, users: 1 })
  })

  it('are not what was recorded, whatever its id looks like', () => {
    const recorded = { type: 'interaction', profile_id: 'u:1', experience_id: 'tour:8', state: 'completed' }
    const { summary, replay } = measure(catalog, [line({ ...recorded, at: '10:00:00' })])
    expect(userRows(replay.population)).toEqual([{ profileId: 'u:1', shows: [] }])
    expect(summary.experiences[1]).toMatchObject({ users: 0 })
  })
})
