import { describe, expect, it, test } from 'vitest'
import { type Assumption, assumptionsOf, assumptionText } from '../../../src/simulator/metrics/assumptions.js'

const found = { warmUp: null, lifetimeGroups: [], missing: [], profiles: 9 }
const facts = (count: number) => Array.from({ length: count }, (_, k) => ({ fact: `f${k}`, profiles: k + 1 }))

const texts: readonly (readonly [Assumption, string])[] = [
  [{ code: 'page_loads_fixed' }, 'the page loads would have been the same whatever was shown'],
  [{ code: 'shows_completed' }, 'whatever shows is completed at once, unless a recorded interaction says otherwise'],
  [{ code: 'shows_end_as_recorded' }, 'a show ends only when a recorded interaction ends it'],
  [{ code: 'recorded_ignored' }, 'recorded interactions are left out'],
  [{ code: 'nothing_before_trace' }, 'nobody was shown anything before the trace begins, unless it records it'],
  [
    { code: 'limits_warm_up', group: 'g', until: 0 },
    'so limits may have had less room than here until 1970-01-01T00:00:00Z (g)',
  ],
  [{ code: 'lifetime_limits', groups: ['g', 'h'] }, 'and lifetime limits all along (g, h)'],
  [
    { code: 'facts_missing', facts: facts(2), profiles: 9 },
    'what a profile does not have is missing: f0 for 1 of 9 profiles, f1 for 2 of 9 profiles',
  ],
  [
    { code: 'facts_missing', facts: facts(7), profiles: 9 },
    'what a profile does not have is missing: f0 for 1 of 9 profiles, f1 for 2 of 9 profiles, ' +
      'f2 for 3 of 9 profiles, f3 for 4 of 9 profiles, f4 for 5 of 9 profiles and 2 more',
  ],
  [{ code: 'time_ends_with_last_event' }, "a profile's time ends with its last event: timers due later do not fire"],
]

test.each(texts)('%j is said in a sentence', (assumption, text) => {
  expect(assumptionText(assumption)).toBe(text)
})

describe('what has to be believed (P1, P2)', () => {
  const codes = (options: object, given: object = {}) =>
    assumptionsOf({ behaviour: 'assumed', recorded: 'use', ...options } as never, { ...found, ...given }).map(
      ({ code }) => code,
    )
  const always = ['nothing_before_trace', 'time_ends_with_last_event']

  it('is little where there is little to ask for', () => {
    expect(codes({})).toEqual(['page_loads_fixed', 'shows_completed', ...always])
  })

  it('is another thing where shows end as recorded, or recorded ones are left out', () => {
    expect(codes({ behaviour: 'recorded' })).toEqual(['page_loads_fixed', 'shows_end_as_recorded', ...always])
    expect(codes({ recorded: 'ignore' })).toEqual([
      'page_loads_fixed',
      'shows_completed',
      'recorded_ignored',
      ...always,
    ])
  })

  it('has what limits and facts add, in their order', () => {
    const given = {
      warmUp: { groupId: 'g', until: 5, pageLoads: 0, shows: 0 },
      lifetimeGroups: ['h'],
      missing: facts(1),
    }
    expect(
      assumptionsOf({ behaviour: 'assumed', recorded: 'use' } as never, { ...found, ...given }).slice(3, 6),
    ).toEqual([
      { code: 'limits_warm_up', group: 'g', until: 5 },
      { code: 'lifetime_limits', groups: ['h'] },
      { code: 'facts_missing', facts: facts(1), profiles: 9 },
    ])
  })
})
