import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogText, cli, files, traceText } from './cli.js'

const path = files({
  'a.yaml': catalogText,
  'b.yaml': catalogText.replace('rate_limit_size: 1', 'rate_limit_size: 2'),
  'wrong.yaml': catalogText.replace('segment_id: admins', 'segment_id: admin'),
  't.jsonl': traceText,
  'backwards.jsonl': traceText.trimEnd().split('\n').reverse().join('\n'),
})
const base = ['compare', '--catalog', path('a.yaml'), '--with', path('b.yaml'), '--trace']

// One an hour: nps at 10:00, tour held at 10:30 and shown at 11:00. Two an hour: tour shows at 10:30, too, and at 11:00
// it is the only one of the last hour. u2 gets the tour either way. So u1 has three shows in seven days, not two.
const summary = `5 page loads of 2 profiles, under both catalogs
1 of them (20 %) is answered differently, to 1 profile (50 %)
shows: 4, 3 before; profiles shown anything: 2, as before

  answer     page loads  triggers, timers  in words
  unchanged           4                 0  the same, or nothing either way
  gained              1                 0  something shows where nothing did
  lost                0                 0  nothing shows where something did
  moved               0                 0  something else shows, or the same in another way

  shows of  before  after  change  gained  lost  moved to  moved from  users before  users after
  tour           2      3      +1       1     0         0           0             2            2
  1 other shows as before

what came near, and stands differently now:
  reason before  reason after  times  in words
  rate_limited   shown             1  a limit group is full → shows

1 profile is shown more within seven days than before:
  profile  most shows in seven days before  after
  u1                                     2      3

the clearest examples, at the first page load that changes:
u1, line 3, at 2029-02-03T10:30:00Z
  on https://x.test/app
  candidate  before                         after
  tour       a limit group is full: hourly  shows

`
const assumed =
  'assumed: the same page loads whatever is shown, and whatever else oncue simulate says of each catalog\n'

const change = {
  line: 3,
  at: '2029-02-03T10:30:00Z',
  profile_id: 'u1',
  href: 'https://x.test/app',
  on: 'page',
  change: 'gained',
  before: { outcome: 'none', reasons: { nps: 'recurrence', tour: 'rate_limited' } },
  after: {
    outcome: 'show',
    experience_id: 'tour',
    via: 'automatic',
    reasons: { nps: 'recurrence', tour: 'shown' },
  },
}

describe('oncue compare', () => {
  it('says what the second catalog changes, and for whom', async () => {
    expect(await cli([...base, path('t.jsonl')])).toEqual({ code: 0, out: summary + assumed, err: '' })
  })

  it('finds no difference between a catalog and itself', async () => {
    const { code, out } = await cli([
      ...['compare', '--catalog', path('a.yaml'), '--with', path('a.yaml'), '--trace', path('t.jsonl')],
      '--fail-on-change',
    ])
    expect(code).toBe(0)
    expect(out).toBe(`5 page loads of 2 profiles, under both catalogs
every one of them is answered as before
shows: 3, as before; profiles shown anything: 2, as before

  answer     page loads  triggers, timers  in words
  unchanged           5                 0  the same, or nothing either way
  gained              0                 0  something shows where nothing did
  lost                0                 0  nothing shows where something did
  moved               0                 0  something else shows, or the same in another way

${assumed}`)
  })

  it('fails on a change where it is asked to', async () => {
    const ran = await cli([...base, path('t.jsonl'), '--fail-on-change'])
    expect(ran).toEqual({ code: 3, out: summary + assumed, err: '' })
  })

  it('writes every answer that changes, and says where', async () => {
    const out = path('changes.jsonl')
    const ran = await cli([...base, path('t.jsonl'), '--out', out])
    expect(ran.out).toBe(`${summary}${assumed}\nthe changes are in ${out}\n`)
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(change)
  })

  it('keeps changes and summary apart, and tells each change once where the trace is read again', async () => {
    const straight = await cli([...base, path('t.jsonl'), '--out', '-'])
    expect(JSON.parse(straight.out)).toEqual(change)
    expect(straight.err).toBe(summary + assumed)
    const sorted = await cli([...base, path('backwards.jsonl'), '--out', '-'])
    expect(JSON.parse(sorted.out)).toEqual({ ...change, line: 4 })
    expect(sorted.err).toContain('4 lines were out of order within a profile, and sorted\n')
    const out = path('sorted.jsonl')
    await cli([...base, path('backwards.jsonl'), '--out', out])
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual({ ...change, line: 4 })
  })

  it('says and writes the same with workers', async () => {
    const out = path('in-workers.jsonl')
    const ran = await cli([...base, path('t.jsonl'), '--workers', '2', '--out', out])
    expect(ran).toEqual({ code: 0, out: `${summary}${assumed}\nthe changes are in ${out}\n`, err: '' })
    expect(readFileSync(out, 'utf8')).toBe(`${JSON.stringify(change)}\n`)
  })

  it('answers in JSON', async () => {
    const { out } = await cli([...base, path('t.jsonl'), '--json'])
    expect(JSON.parse(out)).toMatchObject({
      partial: false,
      trace: { lines: 6, events: 6, unreadable: 0 },
      profiles: 2,
      changed_profiles: 1,
      page_loads: { unchanged: 4, gained: 1, lost: 0, moved: 0, unknown: 0 },
      shows: { before: 3, after: 4 },
      experiences: [
        { id: 'nps', shows: { before: 1, after: 1 }, gained: 0 },
        { id: 'tour', shows: { before: 2, after: 3 }, gained: 1, moved_to: 0, reasons: { rate_limited: { shown: 1 } } },
      ],
      // nps: shown at 10:00, ended on the three page loads after; tour: outranked then, twice shown either way.
      reasons: {
        shown: { shown: 3 },
        recurrence: { recurrence: 3 },
        rate_limited: { shown: 1 },
        outranked: { outranked: 1 },
      },
      worse_off: {
        more_shows_in_a_week: { profiles: 1, worst: [{ profile_id: 'u1', before: 2, after: 3 }] },
        lost_every_show: { profiles: 0, worst: [] },
      },
      examples: [{ profile_id: 'u1', changes: 1, line: 3, before: { outcome: 'none' }, after: { winner: 'tour' } }],
      refused_edits: { before: 0, after: 0 },
    })
  })

  it('answers as far as it came when it is interrupted, and leaves no half a file', async () => {
    const out = path('interrupted.jsonl')
    writeFileSync(out, 'what was there\n')
    const onInterrupt = (listener: () => void): (() => void) => {
      listener()
      return () => {}
    }
    const ran = await cli([...base, path('t.jsonl'), '--out', out], { onInterrupt })
    expect(ran.code).toBe(130)
    expect(ran.out).toContain('partial: interrupted after 6 lines; this is the answer until then\n')
    expect(ran.out).toContain(`no changes were written: ${out} is as it was\n`)
    expect(readFileSync(out, 'utf8')).toBe('what was there\n')
  })

  it('says that an empty trace is empty', async () => {
    const { code, out } = await cli([...base, '-'])
    expect([code, out.split('\n')[0]]).toEqual([0, 'the trace is empty: nothing was replayed'])
  })

  it.each([
    ['nothing', ''],
    ['no page load', `${traceText.slice(0, traceText.indexOf('\n'))}\n`],
  ])('passes no check on a trace of %s', async (_what, stdin) => {
    const out = path('unchecked.jsonl')
    expect(await cli([...base, '-', '--out', out, '--fail-on-change'], { stdin })).toEqual({
      code: 2,
      out: '',
      err:
        'error: nothing was compared: standard input has no page load\n' +
        '  help: --fail-on-change wants a trace that has some\n',
    })
    expect(existsSync(out)).toBe(false)
  })

  it('refuses what makes no sense, and says what to do', async () => {
    const twice = await cli(['compare', '--catalog', '-', '--with', '-', '--trace', path('t.jsonl')])
    expect(twice).toEqual({
      code: 2,
      out: '',
      err: 'error: standard input is asked for twice\n  help: it can be read once: give one of the files by name\n',
    })
    const wrong = await cli(['compare', '--catalog', path('a.yaml'), '--with', path('wrong.yaml'), '--trace', '-'])
    expect(wrong).toMatchObject({ code: 2, out: '' })
    expect(wrong.err).toContain('unknown segment "admin"')
    expect(await cli(['compare', '--catalog', path('a.yaml'), '--trace', '-'])).toEqual({
      code: 2,
      out: '',
      err: 'error: missing option --with <file...>\n  help: oncue compare --help says what there is\n',
    })
    const missing = await cli([...base, path('missing.jsonl'), '--out', path('never.jsonl')])
    expect(missing).toEqual({ code: 1, out: '', err: `error: no such file or folder: ${path('missing.jsonl')}\n` })
    expect(existsSync(path('never.jsonl'))).toBe(false)
    const nonsense = await cli([...base, '-'], { stdin: 'nonsense\n' })
    expect(nonsense).toMatchObject({ code: 2, out: '' })
    expect(nonsense.err).toContain('error: no line of standard input can be read as an event\n')
    const strict = await cli([...base, '-', '--strict'], { stdin: `${traceText}nonsense\n` })
    expect(strict).toMatchObject({ code: 2, out: '' })
  })
})
