import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inShell } from '../faults/oncue.js'
import { catalogText, cli, files, traceText } from './cli.js'

const inputs = {
  'c.yaml': catalogText,
  'w.yaml': catalogText,
  't.jsonl': traceText,
  'p.json': '{"id":"u1"}',
  'secret.txt': 'a secret of many letters'.replaceAll(' ', '-'),
}

/** Command lines in a folder of their own, with what is refused of each. */
const refused: readonly (readonly [what: string, flags: string, argv: (path: (name: string) => string) => string[]])[] =
  [
    ['decisions over the trace', '--out and --trace', (path) => [...simulate(path), '--out', path('t.jsonl')]],
    ['decisions over the catalog', '--out and --catalog', (path) => [...simulate(path), '--out', path('c.yaml')]],
    ['a report over the trace', '--report and --trace', (path) => [...simulate(path), '--report', path('t.jsonl')]],
    ['changes over the other catalog', '--out and --with', (path) => [...compare(path), '--out', path('w.yaml')]],
    [
      'a report over the other catalog',
      '--report and --with',
      (path) => [...compare(path), '--report', path('w.yaml')],
    ],
    [
      'a log in the catalog',
      '--decision-log and --catalog',
      (path) => ['serve', '--memory', '--catalog', path('c.yaml'), '--decision-log', path('c.yaml')],
    ],
    [
      'a log in the secret',
      '--decision-log and --secret-file',
      (path) => ['serve', '--memory', '--secret-file', path('secret.txt'), '--decision-log', path('secret.txt')],
    ],
    [
      'a file by another path',
      '--out and --trace',
      (path) => [...simulate(path), '--out', relative(process.cwd(), path('t.jsonl'))],
    ],
    [
      'a file by a link',
      '--out and --trace',
      (path) => {
        symlinkSync(path('t.jsonl'), path('link.jsonl'))
        return [...simulate(path), '--out', path('link.jsonl')]
      },
    ],
    [
      'a file by its other name',
      '--out and --trace',
      (path) => {
        linkSync(path('t.jsonl'), path('twin.jsonl'))
        return [...simulate(path), '--out', path('twin.jsonl')]
      },
    ],
    [
      'one of the files that a pattern stands for',
      '--out and --trace',
      (path) => ['simulate', '--catalog', path('c.yaml'), '--trace', path('*.jsonl'), '--out', path('t.jsonl')],
    ],
    [
      'two outputs in one file that is not there yet',
      '--out and --report',
      (path) => [...simulate(path), '--out', path('new'), '--report', join(dirname(path('new')), '.', 'new')],
    ],
    [
      'two outputs on standard output',
      '--out and --report',
      (path) => [...simulate(path), '--out', '-', '--report', '-'],
    ],
    [
      'decisions over the checkpoint',
      '--out and --checkpoint',
      (path) => [...simulate(path), '--out', path('at/checkpoint'), '--checkpoint', path('at')],
    ],
    [
      'decisions that another run would go on with, over the trace',
      '--out and --trace',
      (path) => {
        writeFileSync(path('d.partial'), traceText)
        const trace = ['--trace', path('d.partial'), '--checkpoint', path('at')]
        return ['simulate', '--catalog', path('c.yaml'), ...trace, '--out', path('d')]
      },
    ],
  ]

const simulate = (path: (name: string) => string): string[] => [
  ...['simulate', '--catalog', path('c.yaml'), '--trace', path('t.jsonl')],
]
const compare = (path: (name: string) => string): string[] => [
  ...['compare', '--catalog', path('c.yaml'), '--with', path('w.yaml'), '--trace', path('t.jsonl')],
]

describe('what a command reads is never what it writes', () => {
  it.each(refused)('%s', async (_what, flags, argv) => {
    const path = files(inputs)
    mkdirSync(path('at'))
    const given = argv(path)
    const before = readdirSync(dirname(path('c.yaml')))
    const { code, out, err } = await cli(given)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(
      /^error: (--[a-z-]+ and --[a-z-]+) are the same file: .+\n {2}help: give each a file of its own\n$/,
    )
    expect(err).toContain(`error: ${flags} are the same file: `)
    for (const [name, content] of Object.entries(inputs)) expect(readFileSync(path(name), 'utf8')).toBe(content)
    expect(readdirSync(dirname(path('c.yaml')))).toEqual(before)
  })

  it('counts what the shell redirects', async () => {
    const path = files(inputs)
    const script = 'oncue simulate --catalog c.yaml --trace - --out t.jsonl < t.jsonl'
    expect(await inShell(script, dirname(path('c.yaml')))).toEqual({
      code: 2,
      out: '',
      err: 'error: --out and --trace are the same file: standard input\n  help: give each a file of its own\n',
    })
    expect(readFileSync(path('t.jsonl'), 'utf8')).toBe(traceText)
  })

  it('lets be what nothing is lost by: devices, and an output that is there from the last time', async () => {
    const path = files(inputs)
    for (let times = 0; times < 2; times++) {
      const ran = await cli([...simulate(path), '--out', path('d.jsonl'), '--report', path('r.html')])
      expect(ran).toMatchObject({ code: 0, err: '' })
    }
    expect(existsSync(path('d.jsonl'))).toBe(true)
    expect(await cli([...simulate(path), '--out', '/dev/null', '--report', '/dev/null'])).toMatchObject({ code: 0 })
  })
})
