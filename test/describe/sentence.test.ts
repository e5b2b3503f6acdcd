import { describe, expect, it } from 'vitest'
import {
  type CandidateExplanation,
  describeCandidate,
  describeSettled,
  type Finding,
  type SettledDelivery,
} from '../../src/explain.js'
import type { Code } from '../../src/model/index.js'
import { candidate, compared, day, delivered, explained, hour, minute, now, segmented } from './told.js'

const live = (given: Partial<Finding & { check: 'live' }>): Finding => ({
  check: 'live',
  passes: false,
  publishedAt: now - day,
  unpublishedAt: null,
  removed: false,
  ...given,
})

const url = (op: 'any' | 'all', ...rules: (Finding & { check: 'url' })['rules']): Finding => ({
  check: 'url',
  passes: false,
  skipped: false,
  arrived: false,
  op,
  rules,
})

const contains = { url: '/app', matchType: 'simple', matches: false } as const
const starts = { url: 'https://y.test/', matchType: 'starts_with', matches: false } as const

const history = (given: Partial<Finding & { check: 'history' }>): Finding => ({
  check: 'history',
  passes: false,
  recurrence: { kind: 'none' },
  endedAt: now - 2 * day,
  deferUntil: null,
  ...given,
})

const group = (given: Partial<(Finding & { check: 'limits' })['groups'][number]>) => ({
  id: 'hourly',
  full: true,
  window: '1h',
  size: 1,
  count: 1,
  shows: [{ experienceId: 'tour', interactionId: 'i1', startedAt: now - 30 * minute }],
  roomAt: now + 30 * minute,
  ...given,
})

const limits = (...groups: (Finding & { check: 'limits' })['groups']): Finding => ({
  check: 'limits',
  passes: false,
  exempt: false,
  groups,
})

const dated = (given: Partial<Finding & { check: 'window' }>): Finding => ({
  check: 'window',
  passes: false,
  from: null,
  until: null,
  ...given,
})

const waits: Finding = {
  check: 'triggers',
  passes: false,
  skipped: false,
  triggers: [
    { on: 'click', element: '#help', name: null },
    { on: 'time_on_page', seconds: 30 },
  ],
}

type Row = readonly [CandidateExplanation | SettledDelivery['code'], string]

/** Each code in each of the ways in which it can be said. */
const sentences: Readonly<Record<Code, readonly Row[]>> = {
  shown: [
    [candidate('shown'), 'nps shows: it is the first that passes every check'],
    [candidate('shown', [], delivered), 'delivery d1 of nps shows: it is the first that passes every check'],
  ],
  redirected: [
    [
      candidate('redirected', [url('any', contains)], delivered),
      'delivery d1 of nps sends the page on to where nps starts: the page "https://x.test/home" must contain "/app", ' +
        'and every other check passes',
    ],
  ],
  armed: [
    [
      candidate('armed', [waits]),
      'nps does not show yet: it waits on this page for a click on "#help" or 30 seconds on the page',
    ],
  ],
  profile_disabled: [[candidate('profile_disabled'), 'nps does not show: profile u1 is disabled, and shown nothing']],
  profile_unseen: [[candidate('profile_unseen'), 'nps does not show: nothing was ever recorded of profile u1']],
  before_from: [
    [
      candidate('before_from', [dated({ from: now + day + 2 * hour })], delivered),
      'delivery d1 of nps does not show: it begins at 4 Feb 2029 12:00 UTC (in 1 d 2 h)',
    ],
  ],
  after_until: [
    [
      candidate('after_until', [dated({ until: now - 1 })], delivered),
      'delivery d1 of nps does not show: it was over at 3 Feb 2029 09:59:59.999 UTC (1 ms ago)',
    ],
  ],
  not_live: [
    [candidate('not_live', [live({ publishedAt: null })]), 'nps does not show: nps is not live (never published)'],
    [
      candidate('not_live', [live({ publishedAt: now + hour })], { nextAt: now + hour }),
      'nps does not show: nps is not live (to be published at 3 Feb 2029 11:00 UTC, in 1 h)',
    ],
    [
      candidate('not_live', [live({ unpublishedAt: now - hour })]),
      'nps does not show: nps is not live (unpublished at 3 Feb 2029 09:00 UTC)',
    ],
    [
      candidate('not_live', [live({ publishedAt: now + hour, unpublishedAt: now - hour })]),
      'nps does not show: nps is not live (to be published at 3 Feb 2029 11:00 UTC, but unpublished before that, at ' +
        '3 Feb 2029 09:00 UTC)',
    ],
    [
      candidate('not_live', [live({ removed: true })], delivered),
      'delivery d1 of nps does not show: nps is not live (not in the catalog any more)',
    ],
  ],
  url_mismatch: [
    [
      candidate('url_mismatch', [url('any', contains)]),
      'nps does not show: the page "https://x.test/home" must contain "/app"',
    ],
    [
      candidate('url_mismatch', [url('any', contains, starts)]),
      'nps does not show: the page "https://x.test/home" must contain "/app" or start with "https://y.test/"',
    ],
    [
      // What matches already needs no saying.
      candidate('url_mismatch', [
        url(
          'all',
          contains,
          { url: '/home', matchType: 'simple', matches: true },
          {
            url: '/home',
            matchType: 'inverse_simple',
            matches: false,
          },
        ),
      ]),
      'nps does not show: the page "https://x.test/home" must contain "/app" and not contain "/home"',
    ],
    [
      candidate('url_mismatch', [
        url(
          'any',
          ...(['exact', 'inverse_exact', 'regex', 'wildcard', 'simple'] as const).map((matchType) => ({
            url: 'a',
            matchType,
            matches: false,
          })),
        ),
      ]),
      'nps does not show: the page "https://x.test/home" must be "a", not be "a", match the regular expression "a" or ' +
        '2 more',
    ],
  ],
  segment_mismatch: [
    [
      candidate('segment_mismatch', [
        segmented({
          kind: 'segment',
          holds: false,
          segmentId: 'admins',
          condition: {
            kind: 'all',
            holds: false,
            conditions: [
              compared('plan', 'equal', { value: 'team', actual: 'team', holds: true }),
              compared('role', 'equal', { value: 'admin', actual: 'guest' }),
            ],
          },
        }),
      ]),
      'nps does not show: profile u1 is not in segment admins, for which role must be "admin" (it is "guest")',
    ],
    [
      candidate(
        'segment_mismatch',
        [segmented(compared('address', 'chameleon.in', { value: 'x', path: '$.city' }))],
        delivered,
      ),
      'delivery d1 of nps does not show: profile u1 is not in its segment, for which address $.city must contain "x" ' +
        '(it is not set)',
    ],
  ],
  already_seen: [
    [
      candidate('already_seen', [{ check: 'once', passes: false, once: true, shows: 2 }], delivered),
      'delivery d1 of nps does not show: it is for those who never saw nps, which was seen 2 times',
    ],
  ],
  recurrence: [
    [
      candidate('recurrence', [history({})]),
      'nps does not show: it ended at 1 Feb 2029 10:00 UTC, and shows until it is ended, and never again',
    ],
    [
      candidate('recurrence', [history({ recurrence: { kind: 'every', amount: 3, unit: 'day' } })], {
        nextAt: now + day,
      }),
      'nps does not show: it ended at 1 Feb 2029 10:00 UTC, and may show again 3 days after it ended, from 4 Feb 2029 ' +
        '10:00 UTC (in 1 d)',
    ],
    [
      candidate('recurrence', [history({ recurrence: { kind: 'event', event: 'ticket "closed"' } })]),
      'nps does not show: it ended at 1 Feb 2029 10:00 UTC, and may show again once "ticket \\"closed\\"" is tracked ' +
        'after it ended',
    ],
  ],
  snoozed: [
    [
      candidate('snoozed', [history({ endedAt: null, deferUntil: now + day })], { nextAt: now + day }),
      'nps does not show: it is snoozed until 4 Feb 2029 10:00 UTC (in 1 d)',
    ],
  ],
  rate_limited: [
    [
      candidate('rate_limited', [limits(group({}))], { nextAt: now + 30 * minute }),
      'nps does not show: limit group hourly is full (1 of 1 in 1 h, filled by tour at 3 Feb 2029 09:30 UTC), with room from ' +
        '3 Feb 2029 10:30 UTC (in 30 min)',
    ],
    [
      candidate('rate_limited', [
        limits(
          group({}),
          group({ id: 'roomy', full: false }),
          group({ id: 'none', size: 0, count: 0, shows: [], roomAt: null }),
        ),
      ]),
      'nps does not show: limit group hourly is full (1 of 1 in 1 h, filled by tour at 3 Feb 2029 09:30 UTC), with room from ' +
        '3 Feb 2029 10:30 UTC (in 30 min) and limit group none is full (0 of 0 in 1 h), with no room by waiting',
    ],
  ],
  control_group: [
    [
      candidate('control_group', [{ check: 'control_group', passes: false, percent: 93.5, range: [90, 100] }]),
      'nps does not show: profile u1 is in its control group: percent 93.5 is within 90 to 100',
    ],
    [
      candidate('control_group', [{ check: 'control_group', passes: false, percent: 3, range: [87.3, 7.3] }]),
      'nps does not show: profile u1 is in its control group: percent 3 is within 87.3 to 7.3, around 100',
    ],
  ],
  busy: [[candidate('busy'), 'nps does not show: the page is busy with something that has not ended']],
  outranked: [[candidate('outranked'), 'nps does not show: delivery d9 of tour goes before it']],
  triggered: [['triggered', 'delivery d1 of nps does not show again: it showed at 2 Feb 2029 10:00 UTC']],
  discarded: [['discarded', 'delivery d1 of nps does not show: it was discarded at 2 Feb 2029 10:00 UTC']],
  removed: [['removed', 'delivery d1 of nps does not show: it was removed at 2 Feb 2029 10:00 UTC']],
  dropped: [['dropped', 'delivery d1 of nps does not show: it was dropped at 2 Feb 2029 10:00 UTC to make room']],
}

const rows = Object.entries(sentences).flatMap(([code, all]) =>
  all.map(([what, sentence]) => ({ code, what, sentence })),
)

describe('the sentence of', () => {
  it.each(rows)('$code: $sentence', ({ what, sentence }) => {
    if (typeof what === 'string') {
      const delivery = { id: 'd1', experienceId: 'nps', code: what, at: now - day }
      expect(describeSettled(explained([]), delivery).sentence).toBe(sentence)
    } else {
      const winner = candidate('shown', [], { id: 'd9', via: 'delivery', experienceId: 'tour' })
      const explanation = explained([winner, what], { winner: 'd9', outcome: 'show' })
      expect(describeCandidate(explanation, what).sentence).toBe(sentence)
    }
  })

  it('a delivery that was settled at no known time says no time', () => {
    const delivery = { id: 'd1', experienceId: 'nps', code: 'dropped', at: null } as const
    expect(describeSettled(explained([]), delivery).sentence).toBe(
      'delivery d1 of nps does not show: it was dropped to make room',
    )
  })

  it('a group with more shows than fit counts the rest', () => {
    const shows = Array.from({ length: 5 }, (_, k) => ({
      experienceId: `t${k}`,
      interactionId: `i${k}`,
      startedAt: now - (5 - k) * minute,
    }))
    const full = candidate('rate_limited', [limits(group({ size: 5, count: 5, shows, roomAt: null }))])
    expect(describeCandidate(explained([full]), full).sentence).toBe(
      'nps does not show: limit group hourly is full (5 of 5 in 1 h, filled by t0 at 3 Feb 2029 09:55 UTC, ' +
        't1 at 3 Feb 2029 09:56 UTC, t2 at 3 Feb 2029 09:57 UTC and 2 more), with no room by waiting',
    )
  })
})
