import { describe, expect, it } from 'vitest'
import { catalogText, cli, files, traceText } from './cli.js'

const path = files({
  'c.yaml': catalogText,
  't.jsonl': traceText,
  'new.json': '{ "id": "u1", "traits": { "role": "guest" } }',
})
const base = ['explain', '--catalog', path('c.yaml')]
const over = (...more: string[]) => cli([...base, '--trace', path('t.jsonl'), '--profile-id', 'u1', ...more])

describe('oncue explain, one moment', () => {
  const moment = [
    ...base,
    '--profile',
    path('new.json'),
    '--href',
    'https://x.test/app',
    '--at',
    '2029-02-03T10:00:00Z',
  ]

  it('gives each check of each candidate, with what it compared', async () => {
    expect(await cli(moment)).toEqual({
      code: 0,
      out: `tour shows to u1 at 2029-02-03T10:00:00Z
  on https://x.test/app

  candidate  way        code              in words            until
  nps        automatic  segment_mismatch  not in its segment
  tour       automatic  shown             shows

nps  segment_mismatch: not in its segment
  ✓ live           published since 2029-01-01T00:00:00Z
  ✓ control group  no experiment
  ✓ page           every page
  ✗ segment        its conditions
      ✗ segment admins
        ✗ all of
          ✗ role equal "admin" (it is "guest")
  ✓ history        not ended before; shows until it is ended, and never again
  ✓ limits         in 1 limit group
      ✓ hourly has room: 0 of 1
  ✓ triggers       waits for nothing
  it will not show by waiting

tour  shown: shows
  ✓ live           published since 2029-01-01T00:00:00Z
  ✓ control group  no experiment
  ✓ page           one of its rules must match
      ✓ simple "/app"
  ✓ segment        everyone
  ✓ history        not ended before; may show on every page load
  ✓ limits         in 1 limit group
      ✓ hourly has room: 0 of 1
  ✓ triggers       waits for nothing
`,
      err: '',
    })
  })

  it('gives one candidate, or says which there are', async () => {
    const { out } = await cli([...moment, '--experience', 'nps'])
    expect(out).toContain('nps  segment_mismatch')
    expect(out).not.toContain('tour  shown')
    expect(await cli([...moment, '--experience', 'tuor'])).toEqual({
      code: 2,
      out: '',
      err: 'error: no experience or delivery "tuor"\n  help: did you mean "tour"?\n',
    })
  })

  it('answers in JSON', async () => {
    const { out } = await cli([...moment, '--experience', 'nps', '--json'])
    expect(JSON.parse(out)).toMatchObject({
      profile_id: 'u1',
      outcome: 'show',
      winner: 'tour',
      candidates: [
        {
          id: 'nps',
          code: 'segment_mismatch',
          next_at: null,
          checks: [
            { check: 'live', passes: true, published_at: '2029-01-01T00:00:00Z' },
            { check: 'control_group' },
            { check: 'url', rules: [] },
            {
              check: 'segment',
              passes: false,
              conditions: {
                condition: 'admins',
                holds: false,
                is: { all: [{ fact: 'role', operator: 'equal', value: 'admin', actual: 'guest', holds: false }] },
              },
            },
            { check: 'history' },
            { check: 'limits', groups: [{ id: 'hourly', full: false, rate_limit_size: 1, count: 0, room_at: null }] },
            { check: 'triggers' },
          ],
        },
      ],
    })
  })
})

const limited = `  ✗ limits         in 1 limit group
      ✗ hourly is full: 1 of 1
        filled by nps at 2029-02-03T10:00:00Z
        room again at 2029-02-03T11:00:00Z
  ✓ triggers       waits for nothing
  it could show from 2029-02-03T11:00:00Z (in 30 min), if nothing else changes until then
`

describe('oncue explain, over a trace', () => {
  it('gives the digest of an experience, and the last page load in full', async () => {
    // At 10:00 tour passes every check behind nps; that comes nearer than any page load on which a check failed.
    expect(await over('--experience', 'tour')).toEqual({
      code: 0,
      out: `tour for u1, over 4 page loads, 2029-02-03T10:00:00Z to 2029-02-03T11:10:00Z
it showed 1 time: 2029-02-03T11:00:00Z

  reason        times  first                 last                  in words
  shown             1  2029-02-03T11:00:00Z  2029-02-03T11:00:00Z  shows
  url_mismatch      1  2029-02-03T11:10:00Z  2029-02-03T11:10:00Z  not on its pages
  rate_limited      1  2029-02-03T10:30:00Z  2029-02-03T10:30:00Z  a limit group is full
  outranked         1  2029-02-03T10:00:00Z  2029-02-03T10:00:00Z  something else goes first

came nearest without showing at 2029-02-03T10:00:00Z (line 2): outranked, with 7 of 7 checks passed
  on https://x.test/app

the last page load, of line 5: nothing shows to u1 at 2029-02-03T11:10:00Z
  on https://x.test/home

  candidate  way        code          in words          until
  tour       automatic  url_mismatch  not on its pages

tour  url_mismatch: not on its pages
  ✓ live           published since 2029-01-01T00:00:00Z
  ✓ control group  no experiment
  ✗ page           one of its rules must match
      ✗ simple "/app"
  ✓ segment        everyone
  ✓ history        ended at 2029-02-03T11:00:00Z; may show on every page load
  ✗ limits         in 1 limit group
      ✗ hourly is full: 1 of 1
        filled by tour at 2029-02-03T11:00:00Z
        room again at 2029-02-03T12:00:00Z
  ✓ triggers       waits for nothing
  it will not show by waiting, but it may on another page
`,
      err: '',
    })
  })

  it('counts from an instant on, and until one', async () => {
    const { out } = await over(
      '--experience',
      'tour',
      '--from',
      '2029-02-03T10:10:00Z',
      '--until',
      '2029-02-03T10:59:59Z',
    )
    expect(out).toContain(
      'tour for u1, over 1 page load, 2029-02-03T10:30:00Z to 2029-02-03T10:30:00Z\nit never showed\n',
    )
    expect(out).toContain(limited)
  })

  it('gives the page load at an instant, or the last before it', async () => {
    for (const at of ['2029-02-03T10:30:00Z', '2029-02-03T10:59:59.999Z']) {
      const { out } = await over('--experience', 'tour', '--at', at)
      expect(out).toContain('the page load of line 3: nothing shows to u1 at 2029-02-03T10:30:00Z\n')
      expect(out).toContain(limited)
    }
  })

  it('asks what would have shown on a page load that the trace does not have', async () => {
    const { out } = await over('--at', '2029-02-03T10:45:00Z', '--href', 'https://x.test/app?again')
    expect(out).toContain('a page load that the trace does not have: nothing shows to u1 at 2029-02-03T10:45:00Z\n')
    expect(out).toContain('tour       automatic  rate_limited  a limit group is full')
    const later = await over('--at', '2029-02-04', '--href', 'https://x.test/app?again')
    expect(later.out).toContain('tour shows to u1 at 2029-02-04T00:00:00Z\n')
  })

  it('answers in JSON', async () => {
    const { out } = await over('--experience', 'tour', '--json')
    expect(JSON.parse(out)).toMatchObject({
      profile_id: 'u1',
      id: 'tour',
      page_loads: 4,
      from: '2029-02-03T10:00:00Z',
      until: '2029-02-03T11:10:00Z',
      reasons: [
        { code: 'shown', count: 1, first: '2029-02-03T11:00:00Z', last: '2029-02-03T11:00:00Z' },
        { code: 'url_mismatch', count: 1 },
        { code: 'rate_limited', count: 1 },
        { code: 'outranked', count: 1 },
      ],
      shows: [{ at: '2029-02-03T11:00:00Z', href: 'https://x.test/app', on: 'page', via: 'automatic' }],
      nearest: { line: 2, at: '2029-02-03T10:00:00Z', passed: 7, candidate: { id: 'tour', code: 'outranked' } },
      last: { line: 5, outcome: 'none', href: 'https://x.test/home' },
      partial: false,
    })
  })

  it('says so where the trace has no such profile, experience or delivery', async () => {
    const trace = path('t.jsonl')
    const nobody = await cli([...base, '--trace', trace, '--profile-id', 'u9'])
    expect(nobody.err).toBe(
      `error: no page load of profile "u9" in ${trace}\n  help: is it the right id? ids are compared as text\n`,
    )
    expect(nobody.code).toBe(2)
    const nothing = await over('--delivery', 'd1')
    expect(nothing).toEqual({ code: 2, out: '', err: 'error: no experience or delivery "d1"\n  help: nps, tour\n' })
  })
})

describe('oncue explain, asked for too little or too much', () => {
  it.each([
    [[], 'missing --profile or --trace', 'oncue explain --help shows both'],
    [['--trace', 't'], 'missing --profile-id', 'whose page loads in the trace are meant?'],
    [['--profile', 'p'], 'missing --href', 'a profile is asked about on a page, at an instant'],
    [['--profile', 'p', '--trace', 't'], 'both --profile and --trace are given', 'keep one of them'],
    [['--experience', 'a', '--delivery', 'b'], 'both --experience and --delivery are given', 'keep one of them'],
  ])('%j: %s', async (more, message, help) => {
    expect(await cli([...base, ...more])).toEqual({ code: 2, out: '', err: `error: ${message}\n  help: ${help}\n` })
  })
})
