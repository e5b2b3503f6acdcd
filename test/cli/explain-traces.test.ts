import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { catalogText, cli, files, traceText } from './cli.js'

const lines = traceText.trimEnd().split('\n')
const half = (from: number, to: number): string => `${lines.slice(from, to).join('\n')}\n`

/** The same events by other names. */
const renamed = traceText.replaceAll('"profile_id"', '"who"').replaceAll('"href"', '"page"')

/** The page loads of the same trace as calls of the Segment spec; whoever they are of is an admin from the start. */
const calls = lines
  .map((line) => JSON.parse(line))
  .map(({ type = 'page', at, profile_id: userId, href, traits }) =>
    type === 'identify'
      ? { type, timestamp: at, userId, traits }
      : { type, timestamp: at, userId, properties: { url: href } },
  )
  .map((call) => `${JSON.stringify(call)}\n`)
  .join('')

const path = files({
  'c.yaml': catalogText,
  'whole.jsonl': traceText,
  't-1.jsonl': half(0, 3),
  't-2.jsonl.gz': gzipSync(half(3, 6)),
  'renamed.jsonl': renamed,
  'calls.jsonl': calls,
  'broken.jsonl': `nonsense\n${traceText}`,
})
const parts = [path('t-1.jsonl'), path('t-2.jsonl.gz')]
const questions = ['--experience tour', '--at 2029-02-03T10:30:00Z', '--story', '--story --line 4 --json']

const ask = (question: readonly string[], trace: readonly string[], stdin = '') =>
  cli(['explain', '--catalog', path('c.yaml'), '--profile-id', 'u1', ...question, '--trace', ...trace], { stdin })

describe.each(questions)('oncue explain %s', (asked) => {
  const question = asked.split(' ')

  it.each([
    ['several files, packed or not', parts, ''],
    ['a pattern', [path('t-*')], ''],
    ['standard input', ['-'], traceText],
    ['standard input between files', [path('t-1.jsonl'), '-'], half(3, 6)],
    ['other names', [path('renamed.jsonl'), '--map', 'profile_id=who', 'href=page'], ''],
    ['another format, named', [path('calls.jsonl'), '--format', 'segment'], ''],
    ['another format, found', [path('calls.jsonl')], ''],
  ])('answers over %s as over one file of our own', async (_what, trace, stdin) => {
    const expected = await ask(question, [path('whole.jsonl')])
    expect(expected).toMatchObject({ code: 0, err: '' })
    expect(await ask(question, trace, stdin)).toEqual(expected)
  })
})

describe('oncue explain over a trace', () => {
  it('says whose files have no such profile', async () => {
    const nobody = (trace: readonly string[]) =>
      cli(['explain', '--catalog', path('c.yaml'), '--profile-id', 'u9', '--trace', ...trace], { stdin: '' })
    expect((await nobody(parts)).err).toContain('error: no page load of profile "u9" in 2 files\n')
    expect((await nobody([path('t-*')])).err).toContain(`error: no page load of profile "u9" in ${path('t-*')}\n`)
    expect((await nobody(['-'])).err).toContain('error: no page load of profile "u9" in standard input\n')
  })

  it('stops at the first line that cannot be read where it is strict', async () => {
    const question = ['--experience', 'tour']
    expect((await ask(question, [path('broken.jsonl')])).code).toBe(0)
    expect(await ask([...question, '--strict'], [path('broken.jsonl')])).toEqual({
      code: 2,
      out: '',
      err:
        `${path('broken.jsonl')}:1: error: not a JSON object: "nonsense" (invalid_json)\n` +
        '  help: write one JSON object a line\n',
    })
  })

  it('cannot take standard input twice', async () => {
    const { code, err } = await cli(['explain', '--catalog', '-', '--profile-id', 'u1', '--trace', parts[0] ?? '', '-'])
    expect(code).toBe(2)
    expect(err).toContain('error: standard input is asked for twice\n')
  })

  it.each([
    ['--format', 'csv'],
    ['--map', 'href=path'],
    ['--strict'],
    ['--until', '2029-02-04'],
    ['--profile-id', 'somebody_else'],
    ['--recorded', 'use'],
    ['--behaviour', 'recorded'],
    ['--story'],
  ])('has nothing to do with a stored profile: %s', async (...flag) => {
    const moment = ['--profile', 'p.json', '--href', '/', '--at', '0']
    expect(await cli(['explain', '--catalog', path('c.yaml'), ...moment, ...flag])).toEqual({
      code: 2,
      out: '',
      err: `error: ${flag[0]} is about a trace\n  help: give --trace and --profile-id\n`,
    })
  })
})
