import { Readable, Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { run } from '../../src/cli/run.js'
import { catalogText, cli, files, traceText } from './cli.js'

const path = files({
  'c.yaml': catalogText,
  'wrong.yaml': 'experiences: 1',
  't.jsonl': traceText,
  'tags.yaml': 'tags: [{ id: a }]',
})

describe('the command line', () => {
  it('says what there is', async () => {
    const help = await cli(['--help'])
    expect(help).toMatchObject({ code: 0, err: '' })
    for (const command of ['check', 'decide', 'explain', 'simulate', 'test']) {
      expect(help.out).toContain(`\n  ${command} `)
      const own = await cli([command, '--help'])
      expect(own).toMatchObject({ code: 0, err: '' })
      expect(own.out).toMatch(new RegExp(`\\nExamples?:\\n  \\$ oncue ${command} `))
    }
    for (const argv of [['-h'], ['help']]) expect(await cli(argv)).toEqual(help)
    const own = await cli(['simulate', '--help'])
    for (const argv of [
      ['simulate', '-h'],
      ['help', 'simulate'],
    ])
      expect(await cli(argv)).toEqual(own)
    expect(await cli(['--version'])).toEqual({ code: 0, out: `${manifest.version}\n`, err: '' })
    expect(await cli([])).toEqual({ code: 2, out: '', err: help.out })
  })

  it.each([
    [['simulat'], 'unknown command "simulat"', 'did you mean "simulate"?'],
    [['help', 'simulat'], 'unknown command "simulat"', 'did you mean "simulate"?'],
    [['help', 'everything'], 'unknown command "everything"', 'oncue --help says what there is'],
    [['check', '--jsn', 'c'], 'unknown option "--jsn"', 'did you mean "--json"?'],
    [['check'], 'missing <catalog>', 'oncue check --help says what there is'],
    [['simulate', '--catalog', 'c'], 'missing option --trace <file...>', 'oncue simulate --help says what there is'],
    [['simulate', '--trace'], 'missing value of option --trace <file...>', 'oncue simulate --help says what there is'],
    [['check', '-', '-'], 'standard input is asked for twice', 'it can be read once: give one of the files by name'],
    [
      ['simulate', '--catalog', 'c', '--trace', 't', '--recorded', 'compares'],
      'unknown --recorded "compares"',
      'did you mean "compare"?',
    ],
    [
      ['simulate', '--catalog', 'c', '--trace', 't', '--reasons', 'some'],
      'unknown --reasons "some"',
      'known: near, all, none',
    ],
    [
      ['simulate', '--catalog', 'c', '--trace', 't', '--map', 'href'],
      '--map: cannot read "href": write field=path, as in href=path or at=events[].ts:ms',
      null,
    ],
    [
      ['decide', '--catalog', 'c', '--profile', 'p', '--href', 'x', '--at', 'noon'],
      '--at: not an instant: "noon"',
      'write "2029-02-03T10:00:00Z", "2029-02-03 10:00:00", "2029-02-03", Unix seconds, "$now" or "+45d"',
    ],
  ])('%j: %s', async (argv, message, help) => {
    const err = `error: ${message}\n${help === null ? '' : `  help: ${help}\n`}`
    expect(await cli(argv)).toEqual({ code: 2, out: '', err })
  })

  const simulate = ['simulate', '--catalog', 'c', '--trace', 't']
  const explain = ['explain', '--catalog', 'c', '--trace', 't', '--profile-id', 'u1']
  it.each([
    [[...simulate, '--seed', '2'], '--seed is about a bootstrap', 'add --bootstrap, or leave it out'],
    [
      [...simulate, '--reasons', 'near'],
      '--reasons is about the decisions that are written',
      'add --out, or leave it out',
    ],
    [[...simulate, '--resume'], '--resume is about a checkpoint', 'add --checkpoint, or leave it out'],
    [
      [...simulate, '--checkpoint-every', '9'],
      '--checkpoint-every is about a checkpoint',
      'add --checkpoint, or leave it out',
    ],
    [['serve', '--memory', '--sample', '1'], '--sample is about a decision log', 'add --decision-log, or leave it out'],
    [
      ['serve', '--memory', '--redact', 'traits'],
      '--redact is about a decision log',
      'add --decision-log, or leave it out',
    ],
    [[...explain, '--peek'], '--peek is about one moment', 'give --profile, or leave it out'],
    [['merge', '--edits', 'e'], '--edits is about the summary', 'add --catalog, or leave it out'],
    [['merge', '--recorded', 'use'], '--recorded is about the summary', 'add --catalog, or leave it out'],
  ])('refuses what would do nothing: %j', async (argv, message, help) => {
    expect(await cli(argv)).toEqual({ code: 2, out: '', err: `error: ${message}\n  help: ${help}\n` })
  })

  it.each([
    [['decide', '--catalog', 'c', '--profile', 'p', '--href', '/', '--at', '1', '--at', '2'], '--at'],
    [[...simulate, '--out', 'a', '--out', 'a'], '--out'],
    [[...simulate, '--recorded', 'use', '--recorded', 'ignore'], '--recorded'],
    [['playground', '--port', '1', '--port=2'], '--port'],
  ])('refuses a second value of what has one: %j', async (argv, flag) => {
    const err = `error: ${flag} is given twice\n  help: keep one of them\n`
    expect(await cli(argv)).toEqual({ code: 2, out: '', err })
  })

  it('takes what is said twice where it may be: several files, a switch', async () => {
    const catalogs = ['--catalog', path('c.yaml'), '--catalog', path('tags.yaml')]
    const argv = ['simulate', ...catalogs, '--trace', path('t.jsonl'), '--json', '--json']
    expect(await cli(argv)).toMatchObject({ code: 0, err: '' })
  })

  it('cannot run without its files', async () => {
    const missing = path('missing.yaml')
    const err = `error: no such file or folder: ${missing}\n`
    const trace = ['--trace', path('t.jsonl')]
    expect(await cli(['check', missing])).toEqual({ code: 1, out: '', err })
    expect(await cli(['simulate', '--catalog', missing, ...trace])).toEqual({ code: 1, out: '', err })
    expect(await cli(['simulate', '--catalog', path('c.yaml'), '--trace', missing])).toEqual({ code: 1, out: '', err })
    const folder = path('.')
    expect((await cli(['check', folder])).err).toBe(
      `error: a folder, not a file: ${folder}\n  help: name the files in it that are meant\n`,
    )
  })

  it('refuses in JSON where the answer would be JSON', async () => {
    const argv = ['simulate', '--json', '--catalog', path('wrong.yaml'), '--trace', path('t.jsonl')]
    const { code, out, err } = await cli(argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(JSON.parse(err)).toMatchObject({
      ok: false,
      problems: [{ code: 'wrong_type', pointer: '/experiences', line: 1 }],
    })
  })

  it('is coloured on a terminal only, and not where NO_COLOR is set', async () => {
    const wrong = ['check', path('wrong.yaml')]
    expect((await cli(wrong, { isTTY: true })).out).toContain('\u001b[31merror\u001b[39m')
    expect((await cli(wrong, { isTTY: true, env: { NO_COLOR: '1' } })).out).not.toContain('\u001b')
    expect((await cli(wrong)).out).not.toContain('\u001b')
  })

  it('lets nothing from a file act on the terminal', async () => {
    const stdin = '{"id":"u1","traits":{"role":"\\u001b[2J\\u202e"}}'
    const argv = ['explain', '--catalog', path('c.yaml'), '--profile', '-', '--href', 'x\u0007', '--at', '0']
    const { out } = await cli(argv, { stdin })
    for (const character of ['\u0007', '\u001b', '\u202e']) expect(out).not.toContain(character)
    expect(out).toContain('x\\u0007')
  })

  it('shows its progress on a terminal, once it takes over a second', async () => {
    const argv = ['simulate', '--catalog', path('c.yaml'), '--trace', path('t.jsonl')]
    let ms = 0
    const slow = { isTTY: true, env: { NO_COLOR: '1' }, elapsedMs: () => (ms += 2_000) }
    expect((await cli(argv, slow)).err).toContain('replaying')
    expect((await cli(argv, { ...slow, isTTY: false })).err).toBe('')
    expect((await cli(argv, { ...slow, elapsedMs: () => 0 })).err).toBe('')
  })

  it('takes a closed pipe for a reader that has had enough', async () => {
    const closed = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    })
    const stderr = new Writable({ write: (_chunk, _encoding, done) => done() })
    const io = {
      stdin: Readable.from([]),
      stdout: closed,
      stderr,
      env: {},
      now: () => 0,
      elapsedMs: () => 0,
      onInterrupt: () => () => {},
    }
    for (const out of [[], ['--out', '-']]) {
      const argv = ['simulate', '--catalog', path('c.yaml'), '--trace', path('t.jsonl'), ...out]
      expect(await run(argv, { ...io, stdout: closed })).toBe(0)
    }
  })
})
