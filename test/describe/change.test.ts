import { describe, expect, it } from 'vitest'
import { type Change, describeChange, describeChangeSet, describeCounterfactual } from '../../src/explain.js'
import { now } from './told.js'

const rule = { url: '/app', matchType: 'simple', matches: true } as const
const trait = { kind: 'trait', by: 'user', path: null, operator: 'equal', holds: true } as const

/** Each kind of change in each of the ways in which it can be said. */
const changes: { readonly [Kind in Change['kind']]: readonly (readonly [Change & { kind: Kind }, string])[] } = {
  wait: [[{ kind: 'wait', by: 'time', until: now }, 'wait until 3 Feb 2029 10:00 UTC']],
  load: [[{ kind: 'load', by: 'user' }, 'load the page']],
  page: [
    [
      { kind: 'page', by: 'user', href: 'https://x.test/app', op: 'any', rules: [rule, { ...rule, url: '/b' }] },
      'load another page, such as "https://x.test/app" (it must contain "/app" or contain "/b")',
    ],
    [
      { kind: 'page', by: 'user', href: 'https://x.test/app', op: 'any', rules: [] },
      'load another page, such as "https://x.test/app"',
    ],
  ],
  trigger: [
    [
      { kind: 'trigger', by: 'user', trigger: { on: 'click', element: '#help', name: null } },
      'make a click on "#help" on the page',
    ],
    [
      { kind: 'trigger', by: 'user', trigger: { on: 'custom', element: null, name: 'exported' } },
      'make a custom event named "exported" on the page',
    ],
    [{ kind: 'trigger', by: 'user', trigger: { on: 'time_on_page', seconds: 1 } }, 'stay on the page for 1 second'],
    [
      { kind: 'trigger', by: 'user', trigger: { on: 'time_on_page', seconds: 2.5 } },
      'stay on the page for 2.5 seconds',
    ],
  ],
  trait: [
    // Where the value is all that is asked for, it is not said twice.
    [{ ...trait, fact: 'plan', from: 'free', to: 'pro', value: 'pro' }, 'set plan to "pro" (it is "free")'],
    [
      { ...trait, fact: 'seats', from: undefined, to: 4, operator: 'greaterThan', value: 3 },
      'set seats to 4 (it is not set, and must be greater than 3)',
    ],
    [
      { ...trait, fact: 'plan', from: 'free', to: 'free ', value: 'free', holds: false },
      'set plan to "free " (it is "free", and must not be "free")',
    ],
    [
      { ...trait, fact: 'address', path: '$.city', from: 'x', to: undefined, operator: 'chameleon.nx', value: null },
      'take address $.city away (it is "x")',
    ],
  ],
  track: [[{ kind: 'track', by: 'user', event: 'ticket_closed' }, 'track "ticket_closed"']],
  enable: [[{ kind: 'enable', by: 'author' }, 'enable the profile']],
  delivery: [
    [
      { kind: 'delivery', by: 'author', deliveryId: 'd1', field: 'until', from: now, to: null },
      'take away until of delivery d1 (3 Feb 2029 10:00 UTC)',
    ],
    [
      { kind: 'delivery', by: 'author', deliveryId: 'd1', field: 'from', from: now, to: null },
      'take away from of delivery d1 (3 Feb 2029 10:00 UTC)',
    ],
    [
      { kind: 'delivery', by: 'author', deliveryId: 'd1', field: 'useSegmentation', from: true, to: false },
      'set use_segmentation of delivery d1 to false',
    ],
    [
      { kind: 'delivery', by: 'author', deliveryId: 'd1', field: 'once', from: true, to: false },
      'set once of delivery d1 to false',
    ],
    [
      { kind: 'delivery', by: 'author', deliveryId: 'd1', field: 'skipUrlMatch', from: false, to: true },
      'set skip_url_match of delivery d1 to true',
    ],
    [
      { kind: 'delivery', by: 'author', deliveryId: 'd1', field: 'skipTriggers', from: false, to: true },
      'set skip_triggers of delivery d1 to true',
    ],
  ],
  delivery_position: [
    [
      { kind: 'delivery_position', by: 'author', deliveryId: 'd2', above: 'd1', to: 0 },
      'place delivery d2 before d1 (delivery_ids_position 0)',
    ],
  ],
  remove_delivery: [[{ kind: 'remove_delivery', by: 'author', deliveryId: 'd1' }, 'remove delivery d1']],
  publish: [[{ kind: 'publish', by: 'author', experienceId: 'nps', at: now }, 'publish nps']],
  unpublish: [[{ kind: 'unpublish', by: 'author', experienceId: 'tour' }, 'unpublish tour']],
  url_rules: [[{ kind: 'url_rules', by: 'author', experienceId: 'nps' }, 'give nps other URL rules']],
  segment: [[{ kind: 'segment', by: 'author', experienceId: 'nps' }, 'give nps another segment']],
  control_group: [
    [
      { kind: 'control_group', by: 'author', experienceId: 'nps', from: [90, 10] },
      'take away the control group of nps (90 to 10)',
    ],
  ],
  recurrence: [
    [
      { kind: 'recurrence', by: 'author', experienceId: 'nps', from: { kind: 'none' }, to: { kind: 'page' } },
      'let nps recur so that it may show on every page load (now it shows until it is ended, and never again)',
    ],
  ],
  group_size: [
    [{ kind: 'group_size', by: 'author', groupId: 'one_per_week', from: 1, to: 2 }, 'raise one_per_week from 1 to 2'],
  ],
  exempt: [[{ kind: 'exempt', by: 'author', experienceId: 'nps' }, 'exempt nps from limits (rate_unlimit_at)']],
  position: [
    [
      { kind: 'position', by: 'author', experienceId: 'nps', above: 'tour', from: null, to: -1 },
      'place nps before tour (position -1)',
    ],
  ],
  automatic_order: [
    [
      { kind: 'automatic_order', by: 'author', to: ['tour', 'survey'] },
      'let tours go before surveys (automatic_order)',
    ],
  ],
  without_show: [
    [
      { kind: 'without_show', by: 'nobody', interactionId: 'i1', experienceId: 'tour', at: now },
      'not have shown tour at 3 Feb 2029 10:00 UTC',
    ],
  ],
}

const rows: readonly (readonly [Change, string])[] = Object.values(changes).flat()

describe('a change in words', () => {
  it.each(rows.map(([change, words]) => ({ change, words })))('$change.kind: $words', ({ change, words }) => {
    expect(describeChange(change)).toBe(words)
  })

  it('shows its time in the zone that is asked for', () => {
    expect(describeChange({ kind: 'wait', by: 'time', until: now }, { zone: () => 3_600_000 })).toBe(
      'wait until 3 Feb 2029 11:00 UTC+1',
    )
  })
})

const [first, second] = [
  { kind: 'load', by: 'user' },
  { kind: 'enable', by: 'author' },
] as const

describe('a set of changes in words', () => {
  it('has all of them, however many', () => {
    expect(describeChangeSet([first])).toBe('load the page')
    expect(describeChangeSet([first, second])).toBe('load the page and enable the profile')
    expect(describeChangeSet([first, second, first, second, first])).toBe(
      'load the page, enable the profile, load the page, enable the profile and load the page',
    )
  })

  it.each([
    [[], false, true, 'it would never show: nothing but the past would have to be otherwise'],
    [[], false, false, 'no changes were found after which it would show'],
    [[[first]], false, false, 'it would show after this'],
    [[[first], [second]], false, false, 'it would show after any one of these'],
    [[[first], [second]], true, false, 'it would show after any one of these, and maybe after others'],
  ] as const)('%j is led by what it is', (sets, more, never, lead) => {
    const one = { id: 'nps', via: 'automatic', experienceId: 'nps', code: 'busy', sets, more, never } as const
    expect(describeCounterfactual(one)).toEqual({ id: 'nps', lead, sets: sets.map((set) => describeChangeSet(set)) })
  })
})
