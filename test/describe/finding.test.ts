import { describe, expect, it } from 'vitest'
import { type CheckName, describeFinding, type Evidence, type Finding } from '../../src/explain.js'
import { compared, day, hour, now } from './told.js'

const said = (words: string, passes: boolean | null = null, ...parts: Evidence[]): Evidence => ({
  passes,
  words,
  parts,
})

const full = {
  id: 'hourly',
  full: true,
  window: '1h',
  size: 1,
  count: 1,
  shows: [{ experienceId: 'tour', interactionId: 'i1', startedAt: now - hour }],
  roomAt: now + hour,
}

type Rows = {
  readonly [Name in CheckName]: readonly (readonly [Finding & { check: Name }, string, readonly Evidence[]])[]
}

const history = {
  check: 'history',
  passes: true,
  recurrence: { kind: 'page' },
  endedAt: null,
  deferUntil: null,
} as const
const live = { check: 'live', passes: true, publishedAt: now - day, unpublishedAt: null, removed: false } as const
const url = { check: 'url', passes: true, skipped: false, arrived: false, op: 'any', rules: [] } as const
const segment = { check: 'segment', passes: true, skipped: false, tree: null } as const
const once = { check: 'once', passes: true, once: false, shows: 1 } as const
const limits = { check: 'limits', passes: true, exempt: false, groups: [] } as const
const triggers = { check: 'triggers', passes: true, skipped: false, triggers: [] } as const
const dates = { check: 'window', passes: true, from: null, until: null } as const

/** Each check in each of the ways in which it can be said. */
const findings: Rows = {
  window: [
    [dates, 'no dates', []],
    [{ ...dates, from: now }, 'from 3 Feb 2029 10:00 UTC', []],
    [{ ...dates, until: now }, 'until 3 Feb 2029 10:00 UTC', []],
    [{ ...dates, from: now - day, until: now }, 'from 2 Feb 2029 10:00 UTC until 3 Feb 2029 10:00 UTC', []],
  ],
  live: [
    [live, 'published since 2 Feb 2029 10:00 UTC', []],
    [{ ...live, unpublishedAt: now + day }, 'published since 2 Feb 2029 10:00 UTC until 4 Feb 2029 10:00 UTC', []],
    [{ ...live, passes: false, unpublishedAt: now }, 'unpublished at 3 Feb 2029 10:00 UTC', []],
    [{ ...live, passes: false, publishedAt: null }, 'never published', []],
    [{ ...live, passes: false, removed: true }, 'not in the catalog any more', []],
  ],
  control_group: [
    [{ check: 'control_group', passes: true, percent: 20, range: null }, 'no experiment', []],
    [
      { check: 'control_group', passes: true, percent: 20, range: [90, 100] },
      'its percent is 20, the control group has 90 to 100',
      [],
    ],
  ],
  url: [
    [url, 'every page', []],
    [{ ...url, skipped: true }, 'not asked: skip_url_match', []],
    [{ ...url, arrived: true }, 'arrived where the delivery sent it', []],
    [
      { ...url, op: 'all', rules: [{ url: '/"a"', matchType: 'exact', matches: false }] },
      'all of its rules must match',
      [said('exact "/\\"a\\""', false)],
    ],
  ],
  segment: [
    [segment, 'everyone', []],
    [{ ...segment, skipped: true }, 'not asked: use_segmentation is false', []],
    [
      {
        ...segment,
        tree: {
          kind: 'any',
          holds: true,
          conditions: [
            { kind: 'not', holds: true, condition: compared('plan', 'in', { value: ['a'], actual: 'b' }) },
            { kind: 'segment', holds: true, segmentId: 'all', condition: { kind: 'all', holds: true, conditions: [] } },
            { kind: 'any', holds: true, conditions: [] },
          ],
        },
      },
      'its conditions',
      [
        said(
          'any of',
          true,
          said('not', true, said('plan in ["a"] (it is "b")', false)),
          said('segment all', true, said('all of', true)),
          said('any of nothing, which is a yes', true),
        ),
      ],
    ],
  ],
  once: [
    [once, 'not asked: once is false', []],
    [{ ...once, once: true }, 'seen 1 time before', []],
  ],
  history: [
    [history, 'not ended before; may show on every page load', []],
    [
      {
        ...history,
        recurrence: { kind: 'every', amount: 1, unit: 'week' },
        endedAt: now - hour,
        deferUntil: now + hour,
      },
      'ended at 3 Feb 2029 09:00 UTC, snoozed until 3 Feb 2029 11:00 UTC; may show again 1 week after it ended',
      [],
    ],
  ],
  limits: [
    [limits, 'in no limit group', []],
    [{ ...limits, exempt: true }, 'exempt: rate_unlimit_at is set', []],
    [
      { ...limits, passes: false, groups: [full, { ...full, id: 'daily', full: false, window: 'day', size: 2 }] },
      'in 2 limit groups',
      [
        said(
          'hourly is full: 1 of 1 in 1 h',
          false,
          said('filled by tour at 3 Feb 2029 09:00 UTC'),
          said('room again at 3 Feb 2029 11:00 UTC'),
        ),
        said('daily has room: 1 of 2 today', true),
      ],
    ],
    [
      { ...limits, passes: false, groups: [{ ...full, size: 0, count: 0, shows: [], roomAt: null }] },
      'in 1 limit group',
      [said('hourly is full: 0 of 0 in 1 h', false, said('no room again by waiting'))],
    ],
  ],
  triggers: [
    [triggers, 'waits for nothing', []],
    [{ ...triggers, skipped: true }, 'not asked: skip_triggers', []],
    [
      {
        ...triggers,
        passes: false,
        triggers: [
          { on: 'hover', element: '#a', name: 'b' },
          { on: 'input', element: null, name: null },
          { on: 'element_match', element: '.c', name: null },
        ],
      },
      'waits for a hover on "#a" named "b", an input or a match of an element on ".c"',
      [],
    ],
  ],
}

const rows = Object.values(findings).flatMap((all) => all.map(([finding, words, parts]) => ({ finding, words, parts })))

describe('a check in words', () => {
  it.each(rows)('$finding.check: $words', ({ finding, words, parts }) => {
    const { check, passes } = finding
    expect(describeFinding(finding, now)).toMatchObject({ check, passes, words, parts })
  })

  it.each([
    ['7d', 'in 7 d'],
    ['90m', 'in 1 h 30 min'],
    ['quarter', 'this quarter'],
    ['session', 'this session'],
    ['lifetime', 'ever'],
    ['no window', 'in "no window"'],
  ])('says that a limit of %s counts %s', (window, words) => {
    const { parts } = describeFinding({ ...limits, groups: [{ ...full, full: false, window }] }, now)
    expect(parts[0]?.words).toBe(`hourly has room: 1 of 1 ${words}`)
  })

  it('lists ten shows of a full group, and counts the rest', () => {
    const shows = Array.from({ length: 12 }, (_, k) => ({
      experienceId: `t${k}`,
      interactionId: `i${k}`,
      startedAt: now,
    }))
    const { parts } = describeFinding({ ...limits, passes: false, groups: [{ ...full, shows }] }, now)
    const lines = parts[0]?.parts.map(({ words }) => words)
    expect(lines?.slice(9)).toEqual([
      'filled by t9 at 3 Feb 2029 10:00 UTC',
      'filled by 2 shows more',
      'room again at 3 Feb 2029 11:00 UTC',
    ])
  })
})
