import { describe, expect, it } from 'vitest'
import { reasons } from '../../src/explain.js'
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

nps  segment_mismatch
  nps does not show: profile u1 is not in segment admins, for which role must be "admin" (it is "guest")
  ✓ live           published since 1 Jan 2029 00:00 UTC
  ✓ control group  no experiment
  ✓ page           every page
  ✗ segment        its conditions
      ✗ segment admins
        ✗ all of
          ✗ role equal "admin" (it is "guest")
  ✓ history        not ended before; shows until it is ended, and never again
  ✓ limits         in 1 limit group
      ✓ hourly has room: 0 of 1 in 1 h
  ✓ triggers       waits for nothing
  it will not show by waiting
  what to do: ${reasons.segment_mismatch.remedy}
  it would show after this:
    - set role to "admin" (it is "guest")

tour  shown
  tour shows: it is the first that passes every check
  ✓ live           published since 1 Jan 2029 00:00 UTC
  ✓ control group  no experiment
  ✓ page           one of its rules must match
      ✓ simple "/app"
  ✓ segment        everyone
  ✓ history        not ended before; may show on every page load
  ✓ limits         in 1 limit group
      ✓ hourly has room: 0 of 1 in 1 h
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
            {
              check: 'limits',
              groups: [
                { id: 'hourly', full: false, rate_limit_kind: '1h', rate_limit_size: 1, count: 0, room_at: null },
              ],
            },
            { check: 'triggers' },
          ],
        },
      ],
    })
  })
})

const elsewhere = 'load another page, such as "https://x.test/app" (it must contain "/app")'

// Had nps not shown, it would show now, and go before the tour.
const limited = `  ✗ limits         in 1 limit group
      ✗ hourly is full: 1 of 1 in 1 h
        filled by nps at 3 Feb 2029 10:00 UTC
        room again at 3 Feb 2029 11:00 UTC
  ✓ triggers       waits for nothing
  it could show from 3 Feb 2029 11:00 UTC (in 30 min), if nothing else changes until then
  what to do: ${reasons.rate_limited.remedy}
  it would show after any one of these:
    - wait until 3 Feb 2029 11:00 UTC
    - raise hourly from 1 to 2
    - exempt tour from limits (rate_unlimit_at)
    - let tours go before surveys (automatic_order) and not have shown nps at 3 Feb 2029 10:00 UTC
`

describe('oncue explain, the nearest miss first', () => {
  const several = `
experiences:
  - { id: far, kind: tour, published_at: 2029-01-01, url: [{ url: /b, match_type: simple }], segment: { all: [{ fact: a, operator: equal, value: 1 }] } }
  - { id: near, kind: tour, published_at: 2029-01-01, segment: { all: [{ fact: a, operator: equal, value: 1 }] } }
  - { id: wins, kind: tour, published_at: 2029-01-01 }
  - { id: nearest, kind: tour, published_at: 2029-01-01 }
`
  const given = files({ 'c.yaml': several, 'p.json': '{ "id": "u1" }' })
  const asked = ['explain', '--catalog', given('c.yaml'), '--profile', given('p.json'), '--href', 'https://x.test/']

  it('then what showed; the table keeps to the order of turns', async () => {
    const { out } = await cli([...asked, '--at', '2029-02-03'])
    // far, near, nearest, wins by id: nearest shows, and wins, which passes everything too, is the nearest miss.
    const heads = out.split('\n').filter((line) => /^(\w+ {2}\w+|what .*:)$/.test(line))
    expect(heads).toEqual([
      'what did not show, the nearest miss first:',
      'wins  outranked',
      'near  segment_mismatch',
      'far  url_mismatch',
      'what showed:',
      'nearest  shown',
    ])
    const rows = [...out.matchAll(/^ {2}(\w+) +automatic/gm)].map(([, id]) => id)
    expect(rows).toEqual(['far', 'near', 'nearest', 'wins'])
  })

  it('says who showed where only another one is asked for', async () => {
    const { out } = await cli([...asked, '--at', '2029-02-03', '--experience', 'wins'])
    expect(out).toContain('nearest shows to u1 at 2029-02-03T00:00:00Z\n')
    expect(out).toContain('  wins does not show: nearest goes before it\n')
    expect(out).not.toContain('what did not show')
  })

  it('says the same in colours as without', async () => {
    const argv = [...asked, '--at', '2029-02-03']
    const [plain, coloured, refused] = await Promise.all([
      cli(argv),
      cli(argv, { isTTY: true }),
      cli(argv, { isTTY: true, env: { NO_COLOR: '1' } }),
    ])
    expect(coloured.out).not.toBe(plain.out)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    expect(coloured.out.replace(/\u001b\[\d+m/g, '')).toBe(plain.out)
    expect(refused.out).toBe(plain.out)
  })
})

describe('oncue explain, text from outside', () => {
  const id = 'סיור \u202e"x"\u001b[2J'
  const wild = {
    experiences: [
      {
        id,
        kind: 'tour',
        published_at: 0,
        url: [{ url: '\u001b]0;x\u0007', match_type: 'simple' }],
        segment: { all: [{ fact: 'a\u009bb', operator: 'equal', value: '\u2066'.repeat(500) }] },
        triggers: [{ on: 'click', element: '\r\n' }],
      },
    ],
    limit_groups: [{ id: '\u202eg', kind: 'all', rate_limit_size: 0, rate_limit_kind: '1d' }],
  }
  const given = files({
    'c.json': JSON.stringify(wild),
    'p.json': '{ "id": "u\\u001b1", "traits": { "a\\u009bb": "\\u0000" } }',
  })
  const asked = [
    'explain',
    '--catalog',
    given('c.json'),
    '--profile',
    given('p.json'),
    '--href',
    'x\u0007',
    '--at',
    '2029-02-03',
  ]

  it('controls no terminal and turns no line around', async () => {
    const { out, code } = await cli(asked)
    expect(code).toBe(0)
    expect(out.match(/[^\P{Cc}\n]|\p{Bidi_Control}/gu)).toBeNull()
    // Quoted where it is no plain word; letters that run from the right stay as they are.
    expect(out).toContain('  "סיור \\u202e\\"x\\"\\u001b[2J" does not show: the page "x\\u0007" must contain "')
    expect(out).toContain('✗ "\\u202eg" is full: 0 of 0 in 1 d\n')
  })

  it('is data as it is', async () => {
    const { out } = await cli([...asked, '--json'])
    expect(JSON.parse(out).candidates[0].id).toBe(id)
  })
})

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

its page loads by hour:
  tour  ○●
  ● it showed   ○ it was held back

came nearest without showing at 2029-02-03T10:00:00Z (line 2): outranked, with 7 of 7 checks passed
  on https://x.test/app

the last page load, of line 5: nothing shows to u1 at 2029-02-03T11:10:00Z
  on https://x.test/home

  candidate  way        code          in words          until
  tour       automatic  url_mismatch  not on its pages

tour  url_mismatch
  tour does not show: the page "https://x.test/home" must contain "/app"
  ✓ live           published since 1 Jan 2029 00:00 UTC
  ✓ control group  no experiment
  ✗ page           one of its rules must match
      ✗ simple "/app"
  ✓ segment        everyone
  ✓ history        ended at 3 Feb 2029 11:00 UTC; may show on every page load
  ✗ limits         in 1 limit group
      ✗ hourly is full: 1 of 1 in 1 h
        filled by tour at 3 Feb 2029 11:00 UTC
        room again at 3 Feb 2029 12:00 UTC
  ✓ triggers       waits for nothing
  it will not show by waiting, but it may on another page
  what to do: ${reasons.url_mismatch.remedy}
  it would show after any one of these:
    - wait until 3 Feb 2029 12:00 UTC and ${elsewhere}
    - ${elsewhere} and raise hourly from 1 to 2
    - ${elsewhere} and exempt tour from limits (rate_unlimit_at)
    - ${elsewhere} and not have shown tour at 3 Feb 2029 11:00 UTC
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

  // Of u1 the trace has page loads from 10:00 to 11:10; what happened to it begins at 9:59 with an identify.
  const loads = 'the first page load is at 2029-02-03T10:00:00Z, the last at 2029-02-03T11:10:00Z'
  const events = 'the first event is at 2029-02-03T09:59:00Z, the last at 2029-02-03T11:10:00Z'
  it.each([
    [['--at', '2029-01-01'], 'no page load of profile "u1" by then', loads],
    [['--at', '2029-01-01', '--experience', 'tour'], 'no page load of profile "u1" by then', loads],
    [['--until', '2029-02-03T09:59:30Z'], 'no page load of profile "u1" in that time', loads],
    [['--from', '2029-03-20'], 'no page load of profile "u1" in that time', loads],
    [['--story', '--from', '2029-03-20'], 'no event of profile "u1" in that time', events],
    [['--story', '--until', '2029-01-20'], 'no event of profile "u1" in that time', events],
    [
      ['--from', '2029-04-01', '--until', '2029-03-01'],
      'the span from 2029-04-01T00:00:00Z until 2029-03-01T00:00:00Z is empty',
      'give --from the earlier instant',
    ],
    [
      ['--story', '--from', '2029-04-01', '--until', '2029-03-01'],
      'the span from 2029-04-01T00:00:00Z until 2029-03-01T00:00:00Z is empty',
      'give --from the earlier instant',
    ],
    [
      ['--story', '--line', '3', '--from', '2029-02-03'],
      '--line is one event, --from and --until are many',
      'keep one or the other',
    ],
  ])('says where there is something: %j', async (asked, message, help) => {
    expect(await over(...asked)).toEqual({ code: 2, out: '', err: `error: ${message}\n  help: ${help}\n` })
  })

  it('takes a span of one instant', async () => {
    const { code, out } = await over('--story', '--from', '2029-02-03T10:30:00Z', '--until', '2029-02-03T10:30:00Z')
    expect(code).toBe(0)
    expect(out).toContain('     3  2029-02-03T10:30:00Z  page https://x.test/app')
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

  it('shows its times in a zone, and answers the same', async () => {
    const { out } = await over('--experience', 'tour', '--at', '2029-02-03T10:30:00Z', '--zone', 'Asia/Kathmandu')
    expect(out).toContain('the page load of line 3: nothing shows to u1 at 2029-02-03T16:15:00+05:45\n')
    expect(out).toContain('rate_limited  a limit group is full  2029-02-03T16:45:00+05:45 (in 30 min)\n')
    expect(out).toContain('    - wait until 3 Feb 2029 16:45 UTC+5:45\n')
    const [plain, local] = await Promise.all([over('--json'), over('--json', '--zone', 'Asia/Kathmandu')])
    expect(local).toEqual(plain)
  })

  it('gives each page load of a candidate, and what it would have taken on the last, in JSON', async () => {
    const { out } = await over('--experience', 'tour', '--at', '2029-02-03T10:30:00Z', '--json')
    const { loads, last, counterfactuals } = JSON.parse(out)
    expect(loads).toEqual([
      { line: 2, at: '2029-02-03T10:00:00Z', code: 'outranked' },
      { line: 3, at: '2029-02-03T10:30:00Z', code: 'rate_limited' },
    ])
    // tour fails its limits alone; nps fails its history, which comes before them, and its limits.
    expect(last.nearest).toEqual(['tour', 'nps'])
    const own = { id: 'tour', via: 'automatic', experience_id: 'tour', code: 'rate_limited' }
    expect(counterfactuals).toEqual([
      {
        ...own,
        sets: [
          [{ kind: 'wait', by: 'time', until: '2029-02-03T11:00:00Z' }],
          [{ kind: 'group_size', by: 'author', group_id: 'hourly', from: 1, to: 2 }],
          [{ kind: 'exempt', by: 'author', experience_id: 'tour' }],
          [
            { kind: 'automatic_order', by: 'author', to: ['tour', 'survey'] },
            {
              kind: 'without_show',
              by: 'nobody',
              interaction_id: 'u1:1',
              experience_id: 'nps',
              at: '2029-02-03T10:00:00Z',
            },
          ],
        ],
        more: false,
        never: false,
      },
    ])
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

  it('says that it lists some of those that there are', async () => {
    const ids = Array.from({ length: 12 }, (_, k) => `t${String(k).padStart(2, '0')}`)
    const many = files({
      'c.yaml': `experiences: [${ids.map((id) => `{ id: ${id}, kind: tour, published_at: 2029-01-01 }`).join(', ')}]`,
    })
    const argv = ['explain', '--catalog', many('c.yaml'), '--trace', path('t.jsonl'), '--profile-id', 'u1']
    const { err } = await cli([...argv, '--delivery', 'zzzzzz'])
    expect(err).toBe(`error: no experience or delivery "zzzzzz"\n  help: ${ids.slice(0, 10).join(', ')}, and 2 more\n`)
  })
})

describe('oncue explain, of a delivery that is not there', () => {
  const someone = { profile_id: 'u1' }
  const call = { type: 'deliver', ...someone, model_kind: 'tour', model_id: 'tour' }
  const lines = [
    { ...call, at: '2029-02-03T09:00:00Z', id: 'early' }, // u1 is not known yet
    { at: '2029-02-03T10:00:00Z', ...someone, href: 'https://x.test/app' },
    { ...call, at: '2029-02-03T10:05:00Z', id: 'nothing', model_id: 'nobody' },
    { type: 'deliver', at: '2029-02-03T10:06:00Z', uid: 'x', model_kind: 'tour', model_id: 'tour', id: 'nobodys' },
    { at: '2029-02-03T10:10:00Z', ...someone, href: 'https://x.test/app' },
    { ...call, at: '2029-02-03T10:30:00Z', id: 'late' },
    { ...call, at: '2029-02-03T10:31:00Z', id: 'late', model_id: 'nobody' },
    { at: '2029-02-03T11:00:00Z', ...someone, href: 'https://x.test/app' },
  ]
  const trace = files({ 't.jsonl': lines.map((line) => `${JSON.stringify(line)}\n`).join('') })
  const ask = (id: string, ...more: string[]) =>
    cli([...base, '--trace', trace('t.jsonl'), '--profile-id', 'u1', '--delivery', id, ...more])
  const help = '\n  help: a refused call makes no delivery: was it meant for this profile, and this catalog?\n'

  it.each([[[]], [['--story']], [['--story', '--line', '5']], [['--at', '2029-02-03T10:10:00Z']]])(
    'says that it was refused, when, on which line and why: %j',
    async (more) => {
      const early = await ask('early', ...more)
      expect({ code: early.code, out: early.out }).toEqual({ code: 2, out: '' })
      expect(early.err).toMatch(
        /^error: delivery "early" was refused at 2029-02-03T09:00:00Z \(line 1\) with 404: profile_id: unknown profile: "u1"/,
      )
      expect(early.err).toContain(help)
      expect((await ask('nothing', ...more)).err).toMatch(
        /^error: delivery "nothing" was refused at 2029-02-03T10:05:00Z \(line 3\) with 404: model_id: unknown tour: "nobody"/,
      )
    },
  )

  it('says so of a call that named nobody', async () => {
    expect((await ask('nobodys')).err).toMatch(
      /^error: delivery "nobodys" was refused at 2029-02-03T10:06:00Z \(line 4\) with 422: uid: /,
    )
  })

  it.each([
    [['--at', '2029-02-03T10:10:00Z']],
    [['--until', '2029-02-03T10:10:00Z']],
    [['--story', '--until', '2029-02-03T10:10:00Z']],
    [['--story', '--line', '5']],
    [['--story', '--at', '2029-02-03T10:10:00Z']],
  ])('says that it was made only later: %j', async (more) => {
    expect(await ask('late', ...more)).toEqual({
      code: 2,
      out: '',
      err: `error: delivery "late" was made only at 2029-02-03T10:30:00Z (line 6), after what is asked about
  help: ask about a later page load
`,
    })
  })

  it('says that it will have been refused, too', async () => {
    expect((await ask('nothing', '--at', '2029-02-03T10:00:00Z')).err).toContain('was refused at 2029-02-03T10:05:00Z')
  })

  it('explains one that was made, and a second call of its id was refused', async () => {
    const { code, out } = await ask('late')
    expect(code).toBe(0)
    expect(out).toContain('late for u1, over 1 page load')
  })
})

describe('oncue explain, asked for too little or too much', () => {
  it.each([
    [[], 'missing --profile or --trace', 'oncue explain --help shows both'],
    [['--trace', 't'], 'missing --profile-id', 'whose page loads in the trace are meant?'],
    [['--profile', 'p'], 'missing --href', 'a profile is asked about on a page, at an instant'],
    [['--profile', 'p', '--trace', 't'], 'both --profile and --trace are given', 'keep one of them'],
    [
      ['--profile', 'p', '--href', 'h', '--at', '0', '--zone', 'Europe/Berlni'],
      '--zone: unknown time zone "Europe/Berlni"',
      'did you mean "Europe/Berlin"?',
    ],
    [
      ['--profile', 'p', '--href', 'h', '--at', '0', '--zone', '+01:00'],
      '--zone: unknown time zone "+01:00"',
      'write a name of the IANA database, as "Europe/Berlin"',
    ],
    [['--experience', 'a', '--delivery', 'b'], 'both --experience and --delivery are given', 'keep one of them'],
  ])('%j: %s', async (more, message, help) => {
    expect(await cli([...base, ...more])).toEqual({ code: 2, out: '', err: `error: ${message}\n  help: ${help}\n` })
  })
})
