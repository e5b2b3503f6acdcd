import { describe, expect, it } from 'vitest'
import { catalogText, cli, files, traceText } from '../../cli/cli.js'

const minute = (k: number): string => new Date(Date.UTC(2029, 1, 3) + k * 60_000).toISOString()
const path = files({
  'c.yaml': catalogText,
  't.jsonl': traceText,
  'broken.jsonl': `{ "at": \n${traceText}`,
  'long.jsonl': Array.from(
    { length: 252 },
    (_, k) => `${JSON.stringify({ at: minute(k), profile_id: 'u1', href: 'https://x.test/' })}\n`,
  ).join(''),
})
const base = ['explain', '--catalog', path('c.yaml')]
const over = (...more: string[]) => cli([...base, '--trace', path('t.jsonl'), '--profile-id', 'u1', ...more])
const tell = (...more: string[]) => over('--story', ...more)

const timeline = `the story of u1: 5 events (4 page loads, 2 shows), 2029-02-03T09:59:00Z to 2029-02-03T11:10:00Z

     line  at                    what happened             what was decided
        1  2029-02-03T09:59:00Z  identify role "admin"
  ●     2  2029-02-03T10:00:00Z  page https://x.test/app   nps shows; tour outranked
        3  2029-02-03T10:30:00Z  page https://x.test/app   nps recurrence; tour rate_limited
  ●     4  2029-02-03T11:00:00Z  page https://x.test/app   tour shows; nps recurrence
        5  2029-02-03T11:10:00Z  page https://x.test/home  nps recurrence

  ● something shows
`

describe('oncue explain --story', () => {
  it('prints a life as a timeline', async () => {
    expect(await tell()).toEqual({ code: 0, out: timeline, err: '' })
  })

  it('says of one candidate why it did not show on each question', async () => {
    const { out } = await tell('--experience', 'tour', '--from', '2029-02-03T10:10:00Z')
    expect(out).toContain('the story of u1: 3 events (3 page loads, 1 show), 2029-02-03T10:30:00Z to')
    expect(out).toContain('rate_limited: a limit group is full, until 2029-02-03T11:00:00Z\n')
    expect(out).toContain('url_mismatch: not on its pages\n')
    expect(await tell('--experience', 'tuor')).toEqual({
      code: 2,
      out: '',
      err: 'error: no experience or delivery "tuor"\n  help: did you mean "tour"?\n',
    })
  })

  it('gives one event in full: what was decided, the state after it, and why', async () => {
    const expected = `event 3 of 5: page https://x.test/app at 2029-02-03T10:30:00Z (line 3): nps recurrence; tour rate_limited

the state after it
  part         is
  trait        role "admin"
  interaction  nps at 2029-02-03T10:00:00Z, completed at 2029-02-03T10:00:00Z
  page         https://x.test/app at 2029-02-03T10:30:00Z
  session      since 2029-02-03T10:00:00Z
  on screen    nothing

nothing shows to u1 at 2029-02-03T10:30:00Z
  on https://x.test/app

  candidate  way        code          in words               until
  tour       automatic  rate_limited  a limit group is full  2029-02-03T11:00:00Z (in 30 min)

tour  rate_limited
  tour does not show: limit group hourly is full (1 of 1 in 1 h, filled by nps at 3 Feb 2029 10:00 UTC), with room from 3 Feb 2029 11:00 UTC (in 30 min)
`
    for (const which of [
      ['--line', '3'],
      ['--at', '2029-02-03T10:30:00Z'],
      ['--at', '2029-02-03T10:59:59.999Z'],
    ]) {
      const { code, out } = await tell(...which, '--experience', 'tour')
      expect(out.slice(0, expected.length)).toBe(expected)
      expect(code).toBe(0)
    }
    const { out } = await tell('--line', '1')
    expect(out).toContain('event 1 of 5: identify role "admin" at 2029-02-03T09:59:00Z (line 1)\n')
    expect(out).toContain('  page       none yet\n')
    expect(out).toMatch(/\nit asked nothing\n$/)
  })

  it('cuts a long life in the middle, unless all of it is wanted', async () => {
    const long = ['--trace', path('long.jsonl'), '--profile-id', 'u1', '--story']
    const cut = await cli([...base, ...long])
    const rows = cut.out.split('\n').filter((line) => /page https|more$/.test(line))
    expect(rows).toHaveLength(41)
    expect(rows[20]?.trim()).toBe('… 212 more')
    expect(cut.out).toContain('all of them with --all')
    const all = await cli([...base, ...long, '--all'])
    expect(all.out.match(/page https/g)).toHaveLength(252)
    expect(all.out).not.toContain('…')
  })

  it('answers in JSON: all of it, or one event with state and explanation', async () => {
    const { out } = await tell('--json')
    const story = JSON.parse(out)
    expect(story).toMatchObject({ profile_id: 'u1', length: 5, partial: false, unreadable: 0 })
    expect(story.events).toHaveLength(5)
    expect(story.events[0]).toEqual({
      number: 1,
      line: 1,
      at: '2029-02-03T09:59:00Z',
      type: 'identify',
      carried: { traits: { role: 'admin' } },
      decision: null,
      answer: null,
      changed: expect.toSatisfy((paths) => JSON.stringify(paths.toSorted()) === '[["seen"],["traits","role"]]'),
    })
    expect(story.events[2]).toMatchObject({
      carried: { href: 'https://x.test/app' },
      decision: {
        outcome: 'none',
        armed: [],
        discarded: [],
        held: [
          { id: 'nps', code: 'recurrence', next_at: null },
          { id: 'tour', code: 'rate_limited', next_at: '2029-02-03T11:00:00Z' },
        ],
      },
    })
    const one = JSON.parse((await tell('--json', '--line', '4')).out)
    expect(one.events).toMatchObject([{ number: 4, decision: { outcome: 'show', experience_id: 'tour' } }])
    expect(one.state).toMatchObject({
      id: 'u1',
      traits: { role: 'admin' },
      busy: true,
      page_at: '2029-02-03T11:00:00Z',
    })
    expect(one.explanation).toMatchObject({ winner: 'tour', outcome: 'show' })
  })

  it.each([
    [['--line', '9'], 'line 9 is no event of profile "u1"', 'the nearest that are: 1, 2, 3, 4, 5'],
    [['--line', '1', '--at', '0'], 'both --line and --at are given', 'keep one of them'],
    [
      ['--at', '2029-02-03T09:00:00Z'],
      'no event of profile "u1" by then',
      'the first event is at 2029-02-03T09:59:00Z',
    ],
    [['--href', '/x', '--at', '0'], '--href asks about what did not happen', 'leave out --story, or --href'],
  ])('%j: %s', async (more, message, help) => {
    expect(await tell(...more)).toEqual({ code: 2, out: '', err: `error: ${message}\n  help: ${help}\n` })
  })

  it('says so where there is nobody, or no story is asked for', async () => {
    const nobody = await cli([...base, '--trace', path('broken.jsonl'), '--profile-id', 'u9', '--story'])
    expect(nobody.code).toBe(2)
    expect(nobody.err).toContain(`error: no event of profile "u9" in ${path('broken.jsonl')}\n`)
    expect(nobody.err).toContain(`${path('broken.jsonl')}:1:9: error: `)
    expect((await over('--line', '3')).err).toBe(
      'error: --line is about a story\n  help: add --story, or leave it out\n',
    )
    expect((await over('--all')).err).toBe('error: --all is about a story\n  help: add --story, or leave it out\n')
    expect((await over('--story', '--line', 'x')).err).toContain('error: --line: "x" is no whole number from 1 to ')
  })
})

describe('oncue explain --delivery, where it was made after every page load', () => {
  it('says so, in place of that there is none', async () => {
    const made = { type: 'deliver', at: '2029-02-03T12:00:00Z', profile_id: 'u1', id: 'd1' }
    const stdin = `${traceText}${JSON.stringify({ ...made, model_kind: 'tour', model_id: 'tour' })}\n`
    const argv = [...base, '--trace', '-', '--profile-id', 'u1', '--delivery', 'd1']
    expect(await cli(argv, { stdin })).toEqual({
      code: 0,
      out: 'd1 for u1: made at 2029-02-03T12:00:00Z, and no page load since\n',
      err: '',
    })
    expect(JSON.parse((await cli([...argv, '--json'], { stdin })).out)).toMatchObject({
      id: 'd1',
      made_at: '2029-02-03T12:00:00Z',
      page_loads: 0,
    })
  })
})

describe('oncue explain, over a trace that takes long', () => {
  const onInterrupt = (listener: () => void): (() => void) => {
    listener()
    return () => {}
  }

  it.each([[['--experience', 'tour']], [['--story']]])(
    '%j: says that it is partial when it is interrupted',
    async (more) => {
      const argv = [...base, '--trace', path('t.jsonl'), '--profile-id', 'u1', ...more]
      const { code, out } = await cli(argv, { onInterrupt })
      expect(code).toBe(130)
      expect(out).toMatch(/^partial: interrupted after \d+ lines?; this is the answer until then\n/)
      const json = await cli([...argv, '--json'], { onInterrupt })
      expect(json.code).toBe(130)
      expect(JSON.parse(json.out).partial).toBe(true)
    },
  )

  it.each([[['--experience', 'tour']], [['--story']]])(
    '%j: shows a bar with rate and time left on a terminal',
    async (more) => {
      const argv = [...base, '--trace', path('t.jsonl'), '--profile-id', 'u1', ...more]
      let ms = 0
      const slow = { isTTY: true, env: { NO_COLOR: '1' }, elapsedMs: () => (ms += 2_000) }
      const { err } = await cli(argv, slow)
      expect(err).toMatch(/replaying .* %, \d+\.\d MB\/s, .* left/)
      expect((await cli(argv, { ...slow, isTTY: false })).err).toBe('')
    },
  )
})
