import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { catalogText, cli, files, traceText } from './cli.js'

const path = files({
  'c.yaml': catalogText,
  'c.yaml.gz': gzipSync(catalogText),
  't.jsonl': traceText,
  't.jsonl.gz': gzipSync(traceText),
  'backwards.jsonl': traceText.trimEnd().split('\n').reverse().join('\n'),
  'mixed.jsonl': `${traceText}{"at":"2029-02-30","profile_id":"u3","href":"/"}\nnonsense\n`,
})
const base = ['simulate', '--catalog', path('c.yaml'), '--trace']

// nps shows at 10:00 (surveys first) and is ended by it for ever; tour comes second then, is held by the full group at
// 10:30, shows at 11:00, when the show of an hour ago no longer counts, and is not on its page at 11:10. u2 is no admin.
// The group is full for u1 from 10:00 until the last event at 11:10, and for u2 in the very instant of its last event.
const summary = `5 page loads of 2 profiles
something showed on 3 of them (60 %), to 2 profiles (100 %)

  experience  kind    shows  by itself  by delivery  held back  mostly because
  nps         survey      1          1            0          3  it ended, and its recurrence has not let go (100 %)
  tour        tour        2          2            0          2  a limit group is full (50 %)

why what was live, on its page and in its segment did not show by itself:
  reason        times  share  in words
  recurrence        3   60 %  it ended, and its recurrence has not let go
  rate_limited      1   20 %  a limit group is full
  outranked         1   20 %  something else goes first

  limit group  full for  of all  each on average  mostly filled by
  hourly              2   100 %           35 min  tour

  most shows in any  p50  p90  p99  max
  1h                   1    1    1    1
  1d                   1    2    2    2
  7d                   1    2    2    2
  30d                  1    2    2    2

  shown most  shows
  u1              2
  u2              1

`
const assumed = `assumed:
  - the page loads would have been the same whatever was shown
  - whatever shows is completed at once, unless a recorded interaction says otherwise
  - nobody was shown anything before the trace begins, unless it records it
  - so limits may have had less room than here until 2029-02-03T11:00:00Z (hourly)
  - what a profile does not have is missing: role for 1 of 2 profiles
  - a profile's time ends with its last event: timers due later do not fire
`

const u1 = { profile_id: 'u1', href: 'https://x.test/app' }
const decisions = [
  {
    line: 2,
    at: '2029-02-03T10:00:00Z',
    ...u1,
    outcome: 'show',
    experience_id: 'nps',
    via: 'automatic',
    reasons: { nps: 'shown', tour: 'outranked' },
  },
  {
    line: 3,
    at: '2029-02-03T10:30:00Z',
    ...u1,
    outcome: 'none',
    reasons: { nps: 'recurrence', tour: 'rate_limited' },
    next_at: { tour: '2029-02-03T11:00:00Z' },
  },
  {
    line: 4,
    at: '2029-02-03T11:00:00Z',
    ...u1,
    outcome: 'show',
    experience_id: 'tour',
    via: 'automatic',
    reasons: { nps: 'recurrence', tour: 'shown' },
  },
  {
    line: 5,
    at: '2029-02-03T11:10:00Z',
    ...u1,
    href: 'https://x.test/home',
    outcome: 'none',
    reasons: { nps: 'recurrence' },
  },
  {
    line: 6,
    at: '2029-02-03T10:00:00Z',
    ...u1,
    profile_id: 'u2',
    outcome: 'show',
    experience_id: 'tour',
    via: 'automatic',
    reasons: { tour: 'shown' },
  },
]
const linesOf = (text: string): unknown[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

describe('oncue simulate', () => {
  it('answers in sentences and tables', async () => {
    expect(await cli([...base, path('t.jsonl')])).toEqual({ code: 0, out: summary + assumed, err: '' })
  })

  it('says how fast it went', async () => {
    let ms = 0
    const elapsedMs = (): number => (ms += 250) // asked at the beginning, for the progress, and at the end
    const { out } = await cli([...base, path('t.jsonl')], { elapsedMs })
    expect(out).toContain('5 page loads of 2 profiles in 0.50 s, 10 a second\n')
  })

  it('reads what is gzipped, and standard input', async () => {
    const zipped = ['simulate', '--catalog', path('c.yaml.gz'), '--trace', path('t.jsonl.gz')]
    expect((await cli(zipped)).out).toBe(summary + assumed)
    expect((await cli([...base, '-'], { stdin: traceText })).out).toBe(summary + assumed)
    expect((await cli([...base, '-'], { stdin: gzipSync(traceText) })).out).toBe(summary + assumed)
  })

  it('writes decisions, and says where', async () => {
    const out = path('decisions.jsonl')
    const ran = await cli([...base, path('t.jsonl'), '--out', out])
    expect(ran.out).toBe(`${summary}${assumed}\nthe decisions are in ${out}\n`)
    expect(linesOf(readFileSync(out, 'utf8'))).toEqual(decisions)
  })

  it('begins the decisions anew where the trace turns out to be out of order', async () => {
    const out = path('sorted.jsonl')
    const ran = await cli([...base, path('backwards.jsonl'), '--out', out])
    // Of u1's five lines the four after the latest one come too late.
    expect(ran.out).toContain('4 lines were out of order within a profile, and sorted\n')
    const written = linesOf(readFileSync(out, 'utf8')).map((line) => ({ ...(line as object), line: 0 }))
    expect(written).toEqual(decisions.map((line) => ({ ...line, line: 0 })))
  })

  it('keeps decisions and summary apart where both could have standard output', async () => {
    const ran = await cli([...base, path('t.jsonl'), '--out', '-'])
    expect(linesOf(ran.out)).toEqual(decisions)
    expect(ran.err).toBe(summary + assumed)
    const sorted = await cli([...base, path('backwards.jsonl'), '--out', '-'])
    expect(linesOf(sorted.out)).toHaveLength(5)
  })

  it('gives reasons of all, or of none', async () => {
    const all = await cli([...base, path('t.jsonl'), '--out', '-', '--reasons', 'all'])
    expect(linesOf(all.out)[3]).toEqual({ ...decisions[3], reasons: { nps: 'recurrence', tour: 'url_mismatch' } })
    const none = await cli([...base, path('t.jsonl'), '--out', '-', '--reasons', 'none'])
    expect(none.out).not.toContain('reasons')
  })

  it('answers in JSON', async () => {
    const { out } = await cli([...base, path('t.jsonl'), '--json'])
    expect(JSON.parse(out)).toMatchObject({
      partial: false,
      trace: { lines: 6, events: 6, unreadable: 0 },
      page_loads: 5,
      page_loads_with_show: 3,
      profiles: 2,
      profiles_with_show: 2,
      experiences: [
        { id: 'nps', automatic: 1, delivered: 0, holds: { recurrence: 3 } },
        { id: 'tour', automatic: 2, delivered: 0, holds: { rate_limited: 1, outranked: 1 } },
      ],
      busiest: [
        { profile_id: 'u1', shows: 2 },
        { profile_id: 'u2', shows: 1 },
      ],
      fidelity: null,
    })
  })

  it.each(['simulate', 'compare', 'sweep'])('%s counts rows that amount to no event', async (command) => {
    const call = (type: string, at: number): string =>
      `{"type":"${type}","userId":"u1","timestamp":${at},"properties":{"url":"https://x.test/app"}}\n`
    const more = { simulate: [], compare: ['--with', path('c.yaml')], sweep: ['--vary', 'hourly.rate_limit_size=1'] }
    const argv = [command, '--catalog', path('c.yaml'), ...(more[command as keyof typeof more] ?? [])]
    const over = (stdin: string) => cli([...argv, '--format', 'segment', '--trace', '-'], { stdin })
    const page = call('page', 1864807200)
    const two = await over(`${page}${call('screen', 1864807201)}${call('group', 1864807202)}`)
    expect(two.code).toBe(0)
    expect(two.out).toContain('\n2 rows that amount to no event passed over\n')
    expect((await over(`${page}${call('screen', 1864807201)}`)).out).toContain(
      '\n1 row that amounts to no event passed over\n',
    )
    expect((await over(page)).out).not.toContain('passed over')
  })

  it('counts lines that cannot be read, and names them', async () => {
    const { code, out } = await cli([...base, path('mixed.jsonl')])
    expect(code).toBe(0)
    expect(out).toContain(`2 lines could not be read:
${path('mixed.jsonl')}:7: warning: no such date or time: "2029-02-30" (invalid_instant)
  help: check the day, hour, minute and second
${path('mixed.jsonl')}:8: warning: not a JSON object: "nonsense" (invalid_json)
  help: write one JSON object a line
`)
  })

  const long = `"profile_id":"u1","href":"https://x.test/${'a'.repeat(60)}"`
  it.each([
    [`{"at":0,${long},}`, `{"at":0,${long},}`.length, 'expected a key in double quotes, found "}"'],
    [`{"at":0,"href":/app}`, 16, 'expected a value, found "/"'],
    [`  {"at" 0}`, 9, 'expected ":" after the key "at"'],
    [`{"at":0,${long}`, `{"at":0,${long}`.length + 1, 'the line ends inside an object'],
    [`{"at":0} {"at":1}`, 10, 'text after its end'],
  ])('says where a line stops being JSON, and what was expected: %s', async (line, column, expected) => {
    const { code, out } = await cli([...base, '-'], { stdin: `${traceText}${line}\n` })
    expect(code).toBe(0)
    expect(out).toContain(
      `standard input:7:${column}: warning: not a JSON object: ${expected} (invalid_json)\n` +
        '  help: write one JSON object a line\n',
    )
  })

  it('stops at the first of them when it is strict, and writes nothing', async () => {
    const out = path('strict.jsonl')
    const ran = await cli([...base, path('mixed.jsonl'), '--strict', '--out', out])
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toBe(
      `${path('mixed.jsonl')}:7: error: no such date or time: "2029-02-30" (invalid_instant)\n` +
        '  help: check the day, hour, minute and second\n',
    )
    expect(existsSync(out)).toBe(false)
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
    expect(ran.out).toContain(`no decisions were written: ${out} is as it was\n`)
    expect(readFileSync(out, 'utf8')).toBe('what was there\n')
    expect(readdirSync(dirname(out)).filter((name) => name.includes('partial'))).toEqual([])
  })

  it('finds fields by other names', async () => {
    const stdin = '{"user":{"id":"u1"},"views":[{"ts":1864893600000,"url":"/app"},{"ts":1864893600001,"url":"/app"}]}\n'
    const map = ['profile_id=user.id', 'at=views[].ts:ms', 'href=views[].url']
    const { out } = await cli([...base, '-', '--map', ...map], { stdin })
    expect(out).toContain('2 page loads of 1 profile\n')
  })

  it('compares with what really showed', async () => {
    const started =
      '{"type":"interaction","at":"2029-02-03T10:00:05Z","profile_id":"u2","experience_id":"tour","state":"started"}'
    const { out } = await cli([...base, '-', '--recorded', 'compare'], { stdin: `${traceText}${started}\n` })
    // u2's tour is as recorded. Of u1 nothing is recorded, and so nothing ends: nps would show on all four page loads.
    expect(out).toContain(
      '5 page loads of 2 profiles\n' +
        'something would have shown on 5 of them (100 %): this predicts, and what was recorded is what showed\n',
    )
    // Before everything that it puts in doubt.
    expect(out).toMatch(/^warning: below/)
    expect(out).toContain(`warning: below 95 % agreement: is this the catalog that was in force?
the engine said what really showed on 1 of 5 page loads (20 %)
  it would have shown something where nothing did: 4
  nothing where something did: 0
  something else: 0
`)
  })

  it('says what became of deliveries', async () => {
    const call = { type: 'deliver', profile_id: 'u1', model_kind: 'tour', model_id: 'tour' }
    const lines = [
      { type: 'identify', at: '2029-02-03T09:00:00Z', profile_id: 'u1' },
      { ...call, at: '2029-02-03T09:00:00Z', once: true },
      { ...call, at: '2029-02-03T09:00:01Z' },
      { ...call, at: '2029-02-03T09:00:02Z', model_id: 'nobody' },
      { at: '2029-02-03T10:00:00Z', profile_id: 'u1', href: 'https://x.test/home' },
      { at: '2029-02-03T10:01:00Z', profile_id: 'u1', href: 'https://x.test/home' },
    ]
    const { out } = await cli([...base, '-'], { stdin: lines.map((line) => JSON.stringify(line)).join('\n') })
    // The later one goes first and shows; the earlier one has been seen by then.
    expect(out).toContain(`2 deliveries were made:
  what became of them     times
  triggered                   1
  discarded: seen before      1
  calls refused with 404      1
`)
  })

  it('says why calls and edits were refused, the first of them, the same for any number of workers', async () => {
    // Twelve calls of three profiles that no tour is meant by, then a sending of the same, and an edit of no sense before.
    const calls = Array.from({ length: 12 }, (_, k) => [
      { type: 'identify', at: '2029-02-03T09:00:00Z', profile_id: `u${k % 3}` },
      {
        ...{
          type: 'deliver',
          at: '2029-02-03T09:00:00Z',
          profile_id: `u${k % 3}`,
          model_kind: 'tour',
          model_id: 'nobody',
        },
        ...(k === 0 ? {} : { id: `d${k}` }),
      },
    ])
    const delivery = { model_kind: 'tour', model_id: 'nobody' }
    const spring = {
      type: 'sending',
      at: '2029-02-03T09:00:00Z',
      id: 'spring',
      recipients: [{ member_id: 'u1' }],
      schedule: { type: 'immediate' },
      message: { channels: [{ type: 'experience', delivery }] },
    }
    const edit = { type: 'catalog', at: '2029-02-03T09:00:00Z', experiences: [{ id: 'tour', kind: 'survey' }] }
    const jsonl = (lines: readonly object[]) => lines.map((line) => JSON.stringify(line)).join('\n')
    const run = async (lines: readonly object[], ...more: string[]) =>
      (await cli([...base, '-', ...more], { stdin: jsonl(lines) })).out

    const some = await run([spring, ...(calls[0] as object[]), edit])
    const [head, first, second, third] = some.slice(some.indexOf('3 lines were refused')).split('\n')
    expect(head).toBe('3 lines were refused:')
    expect(first).toMatch(/^ {2}line 1: sending "spring": 422 .*nobody/)
    expect(second).toMatch(/^ {2}line 3: deliver: 404 model_id: .*nobody/)
    expect(third).toMatch(/^ {2}line 4: catalog: 422 \S+: .*kind/)

    const many = [spring, ...calls.flat()]
    const told = await run(many)
    expect(told).toContain('13 lines were refused, the first 10:\n  line 1: sending "spring": 422 ')
    // The last line but three that is no identify: line 1, and then every other one from 3 on.
    expect(told).toMatch(/line 19: deliver "d8": 404 .*\n(?! {2}line)/)
    const { refusals } = JSON.parse(await run(many, '--json'))
    expect(refusals.map(({ line }: { line: number }) => line)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19])
    expect(refusals[2]).toMatchObject({ type: 'deliver', id: 'd1', status: 404 })
    for (const workers of ['2', '3']) {
      expect(JSON.parse(await run(many, '--json', '--workers', workers)).refusals).toEqual(refusals)
    }
  })

  it('says that an empty trace is empty', async () => {
    const { code, out } = await cli([...base, '-'])
    expect(code).toBe(0)
    expect(out).toContain('the trace is empty: nothing was replayed\n')
  })

  it('refuses a trace of which no line is an event', async () => {
    expect(await cli([...base, '-'], { stdin: '{"a":1}\n{"b":2}\n' })).toEqual({
      code: 2,
      out: '',
      err: `standard input:1: error: missing key "at" (missing_key)
standard input:1: error: missing key "profile_id" (missing_key)
standard input:1: error: missing key "href" (missing_key)
  help: the row has "a": say which is which by --map, as in --map at=a
error: no line of standard input can be read as an event
`,
    })
  })

  it('does not write over a folder', async () => {
    const folder = dirname(path('t.jsonl'))
    const ran = await cli([...base, path('t.jsonl'), '--out', folder])
    expect(ran).toEqual({ code: 1, out: '', err: `error: a folder, not a file: ${folder}\n` })
  })

  it('keeps devices what they are', async () => {
    expect((await cli([...base, path('t.jsonl'), '--out', '/dev/null'])).code).toBe(0)
    expect(existsSync('/dev/null')).toBe(true)
    const full = await cli([...base, path('t.jsonl'), '--out', '/dev/full'])
    expect(full).toEqual({ code: 1, out: '', err: 'error: no space left on the disk: /dev/full\n' })
  })
})
