import { describe, expect, it } from 'vitest'
import { compare } from '../../../src/simulator/compare/compare.js'
import { catalogOf, load, traceOf } from './traces.js'

/** A survey for a segment, or for everyone. */
const forSegment = (segment: string | null, rest = ''): ReturnType<typeof catalogOf> =>
  catalogOf(`
segments:
  - { id: pro, conditions: { fact: plan, operator: equal, value: pro } }
  - { id: admin, conditions: { fact: role, operator: equal, value: admin } }
experiences:
  - { id: nps, kind: survey, published_at: 2029-01-01${segment === null ? '' : `, segment: ${segment}`}${rest} }
limit_groups:
  - { id: weekly, kind: tour, rate_limit_size: 1, rate_limit_kind: 7d }
`)

const admin = { type: 'identify', at: '2029-02-03T09:00:00Z', profile_id: 'u1', traits: { role: 'admin' } }

/** What became of one page load of an admin of whose plan nothing was said. */
async function changeFrom(before: string | null, after: string | null): Promise<string> {
  const trace = traceOf([admin, load('u1', '10:00:00')])
  const { comparison } = await compare(forSegment(before), forSegment(after), trace)
  return Object.entries(comparison.pageLoads).find(([, times]) => times > 0)?.[0] ?? ''
}

describe('a change is unknown', () => {
  it('where who shows is out of the segment for want of a trait, or in it', async () => {
    expect(await changeFrom(null, '{ condition: pro }')).toBe('unknown')
    expect(await changeFrom('{ condition: pro }', null)).toBe('unknown')
    expect(await changeFrom('{ not: { condition: admin } }', '{ not: { condition: pro } }')).toBe('unknown')
  })

  it('not where the trait that is missing settles nothing', async () => {
    // The role is named and decides; the plan, whatever it is, cannot turn the whole.
    const either = '{ all: [ { condition: pro }, { not: { condition: admin } } ] }'
    expect(await changeFrom(null, either)).toBe('lost')
    expect(
      await changeFrom('{ not: { condition: admin } }', '{ any: [ { condition: pro }, { condition: admin } ] }'),
    ).toBe('gained')
    // Here it can.
    expect(await changeFrom(null, '{ all: [ { condition: pro }, { condition: admin } ] }')).toBe('unknown')
    expect(await changeFrom(null, '{ any: [ { condition: pro }, { not: { condition: admin } } ] }')).toBe('unknown')
  })

  it('not where both answer the same', async () => {
    expect(await changeFrom('{ condition: pro }', '{ condition: pro }')).toBe('unchanged')
    expect(await changeFrom(null, '{ not: { condition: pro } }')).toBe('unchanged')
  })

  it('not where it is history that is missing, which the replay knows', async () => {
    const seen = '{ fact: history.nps, path: $.shows, operator: greaterThan, value: 0 }'
    expect(await changeFrom(null, seen)).toBe('lost')
  })

  it('not where the trace named the trait before, though it is gone by now', async () => {
    const had = { ...admin, traits: { plan: 'pro' } }
    const gone = { ...admin, at: '2029-02-03T09:30:00Z', traits: { plan: null } }
    const trace = traceOf([had, gone, load('u1', '10:00:00')])
    const { comparison } = await compare(forSegment(null), forSegment('{ condition: pro }'), trace)
    expect(comparison.pageLoads).toMatchObject({ lost: 1, unknown: 0 })
  })

  it('by what was named when a timer fired, not by what its profile says next', async () => {
    const waiting = ', triggers: [ { on: time_on_page, seconds: 10 } ]'
    const everyone = forSegment(null, waiting)
    const pros = forSegment('{ condition: pro }', waiting)
    // The timer of 10:00:10 fires when the next event is met, which is the first to name the plan.
    const named = { type: 'identify', at: '2029-02-03T10:00:30Z', profile_id: 'u1', traits: { plan: 'free' } }
    const trace = traceOf([load('u1', '10:00:00'), named])
    for (const [before, after] of [
      [everyone, pros],
      [pros, everyone],
    ] as const) {
      const { comparison } = await compare(before, after, trace)
      expect(comparison.triggers).toEqual({ unchanged: 0, gained: 0, lost: 0, moved: 0, unknown: 1 })
    }
  })
})
