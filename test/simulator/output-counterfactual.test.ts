import { describe, expect, it } from 'vitest'
import type { Change } from '../../src/explain.js'
import { writeCounterfactual } from '../../src/simulator/index.js'

const at = Date.UTC(2029, 1, 3)
const instant = '2029-02-03T00:00:00Z'
const rule = { url: '/app', matchType: 'starts_with', matches: true } as const
const update = { kind: 'delivery', by: 'author', deliveryId: 'd1' } as const
const updated = { kind: 'delivery', by: 'author', delivery_id: 'd1' }

/** Each kind of change as data. */
const written: { readonly [Kind in Change['kind']]: readonly (readonly [Change & { kind: Kind }, object])[] } = {
  wait: [
    [
      { kind: 'wait', by: 'time', until: at },
      { kind: 'wait', by: 'time', until: instant },
    ],
  ],
  load: [
    [
      { kind: 'load', by: 'user' },
      { kind: 'load', by: 'user' },
    ],
  ],
  page: [
    [
      { kind: 'page', by: 'user', href: 'h', op: 'all', rules: [rule] },
      {
        kind: 'page',
        by: 'user',
        href: 'h',
        url_op: 'all',
        rules: [{ url: '/app', match_type: 'starts_with', matches: true }],
      },
    ],
  ],
  trigger: [
    [
      { kind: 'trigger', by: 'user', trigger: { on: 'time_on_page', seconds: 3 } },
      { kind: 'trigger', by: 'user', trigger: { on: 'time_on_page', seconds: 3 } },
    ],
  ],
  trait: [
    [
      { kind: 'trait', by: 'user', fact: 'a', path: '$.b', from: 1, to: 2, operator: 'equal', value: 2, holds: true },
      { kind: 'trait', by: 'user', fact: 'a', path: '$.b', from: 1, to: 2, operator: 'equal', value: 2, holds: true },
    ],
  ],
  track: [
    [
      { kind: 'track', by: 'user', event: 'e' },
      { kind: 'track', by: 'user', event: 'e' },
    ],
  ],
  enable: [
    [
      { kind: 'enable', by: 'author' },
      { kind: 'enable', by: 'author' },
    ],
  ],
  delivery: [
    [
      { ...update, field: 'from', from: at, to: null },
      { ...updated, field: 'from', from: instant, to: null },
    ],
    [
      { ...update, field: 'until', from: at, to: null },
      { ...updated, field: 'until', from: instant, to: null },
    ],
    [
      { ...update, field: 'once', from: true, to: false },
      { ...updated, field: 'once', from: true, to: false },
    ],
    [
      { ...update, field: 'useSegmentation', from: true, to: false },
      { ...updated, field: 'use_segmentation', from: true, to: false },
    ],
    [
      { ...update, field: 'skipUrlMatch', from: false, to: true },
      { ...updated, field: 'skip_url_match', from: false, to: true },
    ],
    [
      { ...update, field: 'skipTriggers', from: false, to: true },
      { ...updated, field: 'skip_triggers', from: false, to: true },
    ],
  ],
  delivery_position: [
    [
      { kind: 'delivery_position', by: 'author', deliveryId: 'd1', above: 'd2', to: 0 },
      { kind: 'delivery_position', by: 'author', delivery_id: 'd1', above: 'd2', to: 0 },
    ],
  ],
  remove_delivery: [
    [
      { kind: 'remove_delivery', by: 'author', deliveryId: 'd1' },
      { kind: 'remove_delivery', by: 'author', delivery_id: 'd1' },
    ],
  ],
  publish: [
    [
      { kind: 'publish', by: 'author', experienceId: 'x', at },
      { kind: 'publish', by: 'author', experience_id: 'x', at: instant },
    ],
  ],
  unpublish: [
    [
      { kind: 'unpublish', by: 'author', experienceId: 'x' },
      { kind: 'unpublish', by: 'author', experience_id: 'x' },
    ],
  ],
  url_rules: [
    [
      { kind: 'url_rules', by: 'author', experienceId: 'x' },
      { kind: 'url_rules', by: 'author', experience_id: 'x' },
    ],
  ],
  segment: [
    [
      { kind: 'segment', by: 'author', experienceId: 'x' },
      { kind: 'segment', by: 'author', experience_id: 'x' },
    ],
  ],
  control_group: [
    [
      { kind: 'control_group', by: 'author', experienceId: 'x', from: [90, 10] },
      { kind: 'control_group', by: 'author', experience_id: 'x', from: [90, 10] },
    ],
  ],
  recurrence: [
    [
      { kind: 'recurrence', by: 'author', experienceId: 'x', from: { kind: 'none' }, to: { kind: 'page' } },
      { kind: 'recurrence', by: 'author', experience_id: 'x', from: { kind: 'none' }, to: { kind: 'page' } },
    ],
  ],
  group_size: [
    [
      { kind: 'group_size', by: 'author', groupId: 'g', from: 1, to: 2 },
      { kind: 'group_size', by: 'author', group_id: 'g', from: 1, to: 2 },
    ],
  ],
  exempt: [
    [
      { kind: 'exempt', by: 'author', experienceId: 'x' },
      { kind: 'exempt', by: 'author', experience_id: 'x' },
    ],
  ],
  position: [
    [
      { kind: 'position', by: 'author', experienceId: 'x', above: 'y', from: null, to: -1 },
      { kind: 'position', by: 'author', experience_id: 'x', above: 'y', from: null, to: -1 },
    ],
  ],
  automatic_order: [
    [
      { kind: 'automatic_order', by: 'author', to: ['tour', 'survey'] },
      { kind: 'automatic_order', by: 'author', to: ['tour', 'survey'] },
    ],
  ],
  without_show: [
    [
      { kind: 'without_show', by: 'nobody', interactionId: 'i', experienceId: 'x', at },
      { kind: 'without_show', by: 'nobody', interaction_id: 'i', experience_id: 'x', at: instant },
    ],
  ],
}

const rows: readonly (readonly [Change, object])[] = Object.values(written).flat()

describe('counterfactuals as data', () => {
  it.each(rows.map(([change, output]) => ({ change, output })))('$change.kind', ({ change, output }) => {
    const one = { id: 'd1', via: 'delivery', experienceId: 'x', code: 'busy', more: true, never: false } as const
    expect(writeCounterfactual({ ...one, sets: [[change, change]] })).toEqual({
      id: 'd1',
      via: 'delivery',
      experience_id: 'x',
      code: 'busy',
      sets: [[output, output]],
      more: true,
      never: false,
    })
  })
})
