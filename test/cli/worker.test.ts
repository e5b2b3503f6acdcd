import { Readable, Writable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli/run.js'
import { catalogText, cli, files, type Ran, traceText } from './cli.js'

const edit = { type: 'catalog', at: '2029-02-03T10:15:00Z', limit_groups: [{ id: 'hourly', rate_limit_size: 2 }] }
const immediate = { type: 'sending', at: '2029-02-03T10:15:00Z', schedule: { type: 'immediate' } }
const sendings = [
  {
    ...immediate,
    id: 's1',
    audience: { type: 'inline', conditions: [] },
    message: { channels: [{ type: 'experience', delivery: { model_kind: 'tour', model_id: 'tour' } }] },
  },
  // Known to nobody but the profiles themselves: nobody has a telephone.
  { ...immediate, id: 's2', message: { channels: ['sms'] }, recipients: [{ member_id: 'u1' }, { member_id: 'u7' }] },
  { type: 'sending.cancel', at: '2029-02-03T10:16:00Z', id: 's2' },
]
const sendingText = (from: number): string =>
  sendings.map((one, k) => `${JSON.stringify({ line: from + k, ...one })}\n`).join('')
const path = files({
  'c.yaml': catalogText,
  'wide.yaml': catalogText.replace('rate_limit_size: 1', 'rate_limit_size: 2'),
  'wrong.yaml': `experiences:\n${'  - { id: x, kind: tuor }\n'.repeat(200)}`,
  't.jsonl': traceText,
  'with-edit.jsonl': `${traceText}${JSON.stringify(edit)}\n`,
  'with-sendings.jsonl': `${traceText}${sendings.map((one) => `${JSON.stringify(one)}\n`).join('')}`,
  'sendings.jsonl': sendingText(traceText.trimEnd().split('\n').length + 1),
  'edits.jsonl': `${JSON.stringify({ line: 7, ...edit })}\n`,
  'no-edits.jsonl': `${JSON.stringify(edit)}\n\n{"type":"tick","at":"2029-02-03T10:15:00Z"}\n`,
})
const base = ['worker', '--catalog', path('c.yaml')]
const at = (minute: string): string => `2029-02-03T10:${minute}:00Z`
const page = (profile_id: string, minute: string, more: object = {}): object => ({
  at: at(minute),
  profile_id,
  href: 'https://x.test/app',
  ...more,
})
const jsonl = (lines: readonly unknown[]): string => lines.map((line) => `${JSON.stringify(line)}\n`).join('')
const worker = (lines: readonly unknown[], ...more: string[]): Promise<Ran> =>
  cli([...base, ...more], { stdin: jsonl(lines) })
const parsed = ({ out }: Ran): Record<string, unknown>[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

/** The trace's events, each with its line. */
const numbered = (text: string): { readonly line: number; readonly profile_id: string }[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line, index) => ({ line: index + 1, ...JSON.parse(line) }))

/** What `simulate` and `compare` answer, but for what they say of the reading. */
async function alone(argv: readonly string[]): Promise<unknown> {
  const {
    trace: _,
    seconds: __,
    page_loads_per_second: ___,
    ...output
  } = JSON.parse((await cli([...argv, '--json'])).out)
  return output
}

describe('oncue worker', () => {
  it('writes the decisions of one profile after another, and its metrics at the end of each', async () => {
    const ran = await worker([
      page('u1', '00', { line: 9 }),
      page('u1', '30', { line: 12 }),
      page('u2', '00', { line: 3 }),
    ])
    expect(ran).toMatchObject({ code: 0, err: '' })
    const lines = parsed(ran)
    // The first has room in the group; half an hour later the same person does not.
    expect(lines.map(({ line, profile_id, outcome, metrics }) => metrics ?? [line, profile_id, outcome])).toEqual([
      [9, 'u1', 'show'],
      [12, 'u1', 'none'],
      expect.objectContaining({ profiles: 1, busiest: [['u1', 1]] }),
      [3, 'u2', 'show'],
      expect.objectContaining({ profiles: 1, busiest: [['u2', 1]] }),
    ])
  })

  it('numbers lines itself where they do not say where they stood', async () => {
    const [first, second] = parsed(await worker([page('u1', '00'), page('u1', '30')]))
    expect([first?.line, second?.line]).toEqual([1, 2])
  })

  it('keeps the line apart from the parameters of a call', async () => {
    const call = { line: 1, type: 'deliver', at: at('00'), profile_id: 'u1', model_kind: 'tour', model_id: 'tour' }
    const [told] = parsed(await worker([{ line: 1, type: 'identify', at: at('00'), profile_id: 'u1' }, call]))
    expect(told?.metrics).toMatchObject({ calls: { created: 1, refused: [] } })
  })

  it('has nothing to say of nothing', async () => {
    expect(await worker([])).toEqual({ code: 0, out: '', err: '' })
    expect(await worker([{ type: 'tick', at: at('00') }])).toEqual({ code: 0, out: '', err: '' })
    expect(await cli(['merge'])).toEqual({ code: 0, out: '', err: '' })
  })

  it('gives the very same bytes when it is tried again', async () => {
    const input = numbered(traceText)
    expect(await worker(input)).toEqual(await worker(input))
  })

  it.each([
    ['simulate', [], []],
    ['simulate', ['--recorded', 'compare'], ['--recorded', 'compare']],
    ['compare', ['--with', path('wide.yaml')], []],
  ])('answers, parted and merged in whatever way, as %s does alone %j', async (command, more) => {
    const expected = await alone([command, '--catalog', path('c.yaml'), '--trace', path('t.jsonl'), ...more])
    const input = numbered(traceText)
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(['u1', 'u2'], { minLength: 2 }), fc.boolean(), async (order, isParted) => {
        const shares = order.map((id) => input.filter(({ profile_id }) => profile_id === id))
        const ran = await Promise.all((isParted ? shares : [shares.flat()]).map((share) => worker(share, ...more)))
        const staged = await Promise.all(ran.map(({ out }) => cli(['merge'], { stdin: out })))
        const stdin = staged.map(({ out }) => out).join('')
        const { out } = await cli(['merge', '--catalog', path('c.yaml'), ...more], { stdin })
        expect(out).toBe(`${JSON.stringify(expected, null, 2)}\n`)
      }),
      { numRuns: 6 },
    )
  })

  it('takes edits of the catalog from beside the trace', async () => {
    const given = ['--edits', path('edits.jsonl')]
    const expected = await alone(['simulate', '--catalog', path('c.yaml'), '--trace', path('with-edit.jsonl')])
    const { out } = await worker(numbered(traceText), ...given)
    const merged = await cli(['merge', '--catalog', path('c.yaml'), ...given], { stdin: out })
    expect(merged.out).toBe(`${JSON.stringify(expected, null, 2)}\n`)
    // Two an hour from 10:15 on: tour shows at 10:30, too.
    expect(JSON.parse(out.split('\n')[1] ?? '')).toMatchObject({ line: 3, outcome: 'show', experience_id: 'tour' })
  })

  it('takes sendings from beside the trace, and merges them to what one machine says', async () => {
    const given = ['--edits', path('sendings.jsonl')]
    const expected = await alone(['simulate', '--catalog', path('c.yaml'), '--trace', path('with-sendings.jsonl')])
    expect(expected).toMatchObject({
      sendings: {
        by_status: { transmitted: 1, skipped: 1 },
        refused: { 405: 1 },
        list: [
          { id: 's1', status: 'transmitted', members: 2, dispatched: { experience: 2 }, deliveries: { created: 2 } },
          { id: 's2', status: 'skipped', members: 1, unreachable: 1 },
        ],
      },
    })
    const input = numbered(traceText)
    for (const share of [
      ['u1', 'u2'],
      ['u2', 'u1'],
    ]) {
      const ran = await Promise.all(
        share.map((id) =>
          worker(
            input.filter(({ profile_id }) => profile_id === id),
            ...given,
          ),
        ),
      )
      const stdin = ran.map(({ out }) => out).join('')
      const merged = await cli(['merge', '--catalog', path('c.yaml'), ...given], { stdin })
      expect(merged.out).toBe(`${JSON.stringify(expected, null, 2)}\n`)
    }
  })

  it('wants every line of the edits to be one', async () => {
    expect(await worker([], '--edits', path('no-edits.jsonl'))).toEqual({
      code: 2,
      out: '',
      err:
        `${path('no-edits.jsonl')}:3: error: neither an edit of the catalog nor a sending: "tick" (no_edit)\n` +
        '  help: leave out what does not concern everyone\n',
    })
  })
})

describe('the order that a worker relies on', () => {
  it.each([
    [
      'a profile that comes back',
      [page('u1', '00'), page('u2', '00'), page('u1', '30')],
      'standard input:3: error: profile "u1" comes back: it began on input line 1, and "u2" is between (not_contiguous)\n' +
        '  help: a worker takes one whole profile after another: distribute by profile, and sort by it first\n',
    ],
    [
      'time that goes back',
      [page('u1', '30'), page('u1', '00')],
      'standard input:2: error: time goes back within profile "u1": 2029-02-03T10:00:00Z comes after ' +
        '2029-02-03T10:30:00Z (input line 1) (out_of_order)\n  help: sort each profile by time, then by line\n',
    ],
    [
      'lines of one instant that go back',
      [page('u1', '30', { line: 8 }), page('u1', '30', { line: 7 })],
      'standard input:2: error: time goes back within profile "u1": line 7 of the trace comes after line 8 of the ' +
        'same instant (input line 1) (out_of_order)\n  help: sort each profile by time, then by line\n',
    ],
    [
      'an edit of the catalog',
      [page('u1', '00'), edit],
      'standard input:2: error: an edit of the catalog concerns every profile, and a worker has only some of them ' +
        '(edit_in_input)\n  help: leave the edits out of the input, and give all of them to every worker by --edits\n',
    ],
    [
      'a sending',
      [page('u1', '00'), sendings[0]],
      'standard input:2: error: "sending" may concern every profile, and a worker has only some of them ' +
        '(sending_in_input)\n  help: leave the sendings out of the input, and give all of them to every worker by --edits\n',
    ],
    [
      'a call that names nobody by profile_id',
      [{ type: 'deliver', at: at('00'), uid: 'a', model_kind: 'tour', model_id: 'tour' }],
      'standard input:1: error: "deliver" without a profile_id: a worker cannot tell whose it is (nobodys_event)\n' +
        '  help: find out whose it is before the trace is parted, and write its profile_id\n',
    ],
  ])('is broken by %s', async (_, lines, err) => {
    expect(await worker(lines)).toMatchObject({ code: 65, err })
  })

  it('holds for equal times and equal lines', async () => {
    const lines = [page('u1', '00', { line: 4 }), page('u1', '00', { line: 4, href: 'https://x.test/home' })]
    expect(await worker(lines)).toMatchObject({ code: 0, err: '' })
  })
})

describe('lines that cannot be read', () => {
  const lines = [
    page('u1', '00'),
    { at: at('10'), profile_id: 'u1' },
    page('u1', '20', { line: '3' }),
    page('u1', '30'),
  ]

  it('are counted and named at the end', async () => {
    const ran = await worker(lines)
    expect(ran.code).toBe(0)
    expect(parsed(ran)).toHaveLength(3)
    expect(ran.err).toBe(`2 lines could not be read:
standard input:2: warning: missing key "href" (missing_key)
standard input:3: warning: expected a whole number from 1, found "3" (wrong_type)
`)
  })

  it('end a strict worker', async () => {
    expect(await worker(lines, '--strict')).toMatchObject({
      code: 65,
      err: 'standard input:2: error: missing key "href" (missing_key)\n',
    })
  })

  it('are told in the last 2,000 bytes, however many and long they are', async () => {
    const long = Array.from({ length: 50 }, () => ({ type: 'ü'.repeat(500), at: at('00'), profile_id: 'u1' }))
    for (const more of [[], ['--strict']]) {
      const { err } = await worker(long, ...more)
      expect(Buffer.byteLength(err)).toBeLessThan(2_000)
      expect(err).toContain('standard input:1: ')
    }
    const { code, err } = await cli(['worker', '--catalog', path('wrong.yaml')])
    expect(code).toBe(2)
    expect(Buffer.byteLength(err)).toBeLessThan(2_000)
    expect(err).toContain('unknown kind "tuor"')
    expect(err).toMatch(/error: and \d+ more\n$/)
  })
})

describe('a worker among other processes', () => {
  const io = (stdin: Readable, stdout: Writable, stderr: Writable) => ({
    stdin,
    stdout,
    stderr,
    env: {},
    now: () => 0,
    elapsedMs: () => 0,
    onInterrupt: () => () => {},
  })
  const silent = (): Writable => new Writable({ write: (_, __, done) => done() })

  it.each([
    ['the order is broken', base],
    ['its catalog is refused', ['worker', '--catalog', path('wrong.yaml')]],
  ])('reads its input to the end where %s: who writes to it must not hear of that first', async (_, argv) => {
    let isRead = false
    async function* chunks(): AsyncGenerator<Buffer> {
      yield Buffer.from(jsonl([page('u1', '30'), page('u1', '00')]))
      yield Buffer.from(jsonl([page('u1', '40')]))
      isRead = true
    }
    expect(await run(argv, io(Readable.from(chunks()), silent(), silent()))).not.toBe(0)
    expect(isRead).toBe(true)
  })

  it('ends quietly where nobody reads on', async () => {
    const closed = new Writable({
      write: (_, __, done) => done(Object.assign(new Error('closed'), { code: 'EPIPE' })),
    })
    let err = ''
    const stderr = new Writable({
      write: (chunk, _, done) => {
        err += chunk
        done()
      },
    })
    expect(await run(base, io(Readable.from([Buffer.from(traceText)]), closed, stderr))).toBe(0)
    expect(err).toBe('')
  })
})

describe('oncue merge', () => {
  it('refuses what no worker wrote', async () => {
    expect(await cli(['merge'], { stdin: '{"a":1}\n' })).toEqual({
      code: 2,
      out: '',
      err:
        'standard input:1: error: not a line of a worker: "a" (no_worker_line)\n' +
        '  help: was it written by another version of oncue?\n',
    })
  })

  it('refuses what is like a line of a worker only from outside', async () => {
    const { metrics } = JSON.parse((await worker([page('u1', '00')])).out.trim().split('\n').at(-1) as string)
    for (const wrong of [
      { ...metrics, profiles: 'one' },
      { ...metrics, calls: null },
      { ...metrics, days: [['2029-02-03', null]] },
      { ...metrics, fatigue: { length: 1 } },
      { ...metrics, busiest: [[1, 'u1']] },
    ]) {
      const { code, out, err } = await cli(['merge'], { stdin: `${JSON.stringify({ metrics: wrong })}\n` })
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toContain('standard input:1: error: not a line of a worker: "metrics" (no_worker_line)\n')
    }
  })

  it('comes to an end with keys that cannot be compared', async () => {
    const line = (await worker([page('u1', '00')])).out.trim().split('\n').at(-1) as string
    const { metrics } = JSON.parse(line)
    const [, day] = metrics.days[0] as [string, unknown]
    const odd = JSON.stringify({ metrics: { ...metrics, days: [[7, day]] } })
    expect(await cli(['merge'], { stdin: `${line}\n${odd}\n` })).toMatchObject({ code: 0 })
  })

  it('does not take what was simulated for what was compared', async () => {
    const simulated = (await worker([page('u1', '00')])).out
    const compared = (await worker([page('u1', '00')], '--with', path('wide.yaml'))).out
    const given = ['--catalog', path('c.yaml')]
    expect(await cli(['merge', ...given, '--with', path('wide.yaml')], { stdin: simulated })).toMatchObject({
      code: 2,
      err: 'error: the workers simulated\n  help: leave out --with\n',
    })
    expect(await cli(['merge', ...given], { stdin: compared })).toMatchObject({
      code: 2,
      err: 'error: the workers compared\n  help: give the other catalog by --with\n',
    })
    expect((await cli(['merge', '--with', path('c.yaml')])).err).toBe(
      'error: --with without --catalog\n  help: give both, as to the workers\n',
    )
  })
})
