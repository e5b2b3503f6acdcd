import { dirname } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { catalogText, cli, files, traceText } from './cli.js'

const path = files({
  'c.yaml': catalogText,
  'trace.jsonl': traceText,
  'table.csv': 'time,user,url\n1864807200,u1,/a\n',
  'own.jsonl': '{"ts":1864807200,"user":"u1","url":"/a"}\n',
  'table.txt': 'when,who\n1,u\n2,v\n',
  'photo.bin': Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0x0a, 0xfe, 0xfe, 0x0a),
  'program.bin': Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0, 0x0a),
  'empty.jsonl': '',
  'cut.jsonl.gz': gzipSync(traceText).subarray(0, 60),
  'rows.json': '[{"at":1,"profile_id":"u1","href":"/a"}]',
})
const folder = dirname(path('c.yaml'))
const over = (...trace: readonly string[]) => cli(['simulate', '--catalog', path('c.yaml'), '--trace', ...trace])

/** What is given as a trace, and all that is said of it: what to do, too. */
const mistakes: readonly (readonly [what: string, trace: readonly string[], code: number, said: string])[] = [
  [
    'a name that is nearly right',
    [path('trace.json')],
    1,
    `error: no such file or folder: ${path('trace.json')}\n  help: did you mean "${path('trace.jsonl')}"?\n`,
  ],
  [
    'a folder that is not there',
    [path('march/trace.jsonl')],
    1,
    `error: no such file or folder: ${path('march/trace.jsonl')}\n  help: there is no folder ${path('march')}\n`,
  ],
  [
    'a file that is no folder',
    [path('c.yaml/trace.jsonl')],
    1,
    `error: no such file or folder: ${path('c.yaml/trace.jsonl')}\n  help: ${path('c.yaml')} is a file, not a folder\n`,
  ],
  [
    'a path from here',
    ['no-such-trace.jsonl'],
    1,
    `error: no such file or folder: no-such-trace.jsonl\n  help: paths count from ${process.cwd()}\n`,
  ],
  [
    'a star among the folders',
    [path('*/trace.jsonl')],
    1,
    `error: no such file or folder: ${path('*/trace.jsonl')}\n` +
      '  help: "*" and "?" stand for something in the last part of a path only\n',
  ],
  ['a folder', [folder], 1, `error: a folder, not a file: ${folder}\n  help: the files in it are "${path('*')}"\n`],
  [
    'a folder among files',
    [path('trace.jsonl'), folder],
    1,
    `error: a folder, not a file: ${folder}\n  help: the files in it are "${path('*')}"\n`,
  ],
  [
    'a pattern that no file matches',
    [path('march-*.jsonl')],
    1,
    `error: no file matches ${path('march-*.jsonl')}\n` +
      '  help: "*" and "?" stand for what they do in a shell, in the last part of a path\n',
  ],
  [
    'a pattern that no file matches, and a file that is no trace',
    [path('march-*.jsonl'), path('rows.json')],
    2,
    `error: no file matches ${path('march-*.jsonl')}\n` +
      '  help: "*" and "?" stand for what they do in a shell, in the last part of a path\n' +
      `error: this looks like one JSON array, not a trace: ${path('rows.json')}\n` +
      "  help: write one object a line, as jq -c '.[]' does\n",
  ],
  [
    'a format by what it is called elsewhere',
    [path('trace.jsonl'), '--format', 'jsonl'],
    2,
    'error: unknown --format "jsonl"\n  help: did you mean "oncue"?\n',
  ],
  [
    'a format that nobody knows',
    [path('trace.jsonl'), '--format', 'toml'],
    2,
    'error: unknown --format "toml"\n' +
      '  help: known: auto, oncue, segment, snowplow, posthog, ga4, combined, csv, parquet\n',
  ],
  [
    'a table with other columns',
    [path('table.csv')],
    2,
    `${path('table.csv')}:1: error: no column "at" and none called "profile_id" and none called "href" (missing_column)
  help: there are "time", "user", "url": say which is which by --map, as in --map at=time
error: no line of ${path('table.csv')} can be read as an event
`,
  ],
  [
    'a mapping that names no column',
    [path('table.csv'), '--map', 'profile_id=user', 'at=tme', 'href=url'],
    2,
    `${path('table.csv')}:1: error: no column "tme" (missing_column)
  help: there are "time", "user", "url": say which is which by --map, as in --map at=time
error: no line of ${path('table.csv')} can be read as an event
`,
  ],
  [
    'a mapping the wrong way round',
    [path('table.csv'), '--map', 'url=href'],
    2,
    'error: --map: unknown field "url" in "url=href": the field comes first: href=url\n',
  ],
  [
    'objects with other names',
    [path('own.jsonl')],
    2,
    `${path('own.jsonl')}:1: error: missing key "at" (missing_key)
${path('own.jsonl')}:1: error: missing key "profile_id" (missing_key)
${path('own.jsonl')}:1: error: missing key "href" (missing_key)
  help: the row has "ts", "user", "url": say which is which by --map, as in --map at=ts
error: no line of ${path('own.jsonl')} can be read as an event
`,
  ],
  [
    'a table that is not called one',
    [path('table.txt')],
    2,
    `${path('table.txt')}:1: error: not a JSON object: "when,who" (invalid_json)
  help: write one JSON object a line
${path('table.txt')}:2: error: not a JSON object: "1,u" (invalid_json)
  help: write one JSON object a line
${path('table.txt')}:3: error: not a JSON object: "2,v" (invalid_json)
  help: write one JSON object a line
error: no line of ${path('table.txt')} can be read as an event
  help: what is not JSON Lines is told by --format, as in --format csv
`,
  ],
  [
    'a picture',
    [path('photo.bin')],
    2,
    `${path('photo.bin')}:1: error: not UTF-8 text (invalid_text)
  help: is this the right file?
${path('photo.bin')}:2: error: not UTF-8 text (invalid_text)
  help: is this the right file?
error: no line of ${path('photo.bin')} can be read as an event
  help: a trace is JSON Lines, CSV, an access log or Parquet
`,
  ],
  [
    'a program',
    [path('program.bin')],
    2,
    `error: this looks like no text, not a trace: ${path('program.bin')}
  help: a trace is JSON Lines, CSV, an access log or Parquet
`,
  ],
  [
    'one JSON document',
    [path('rows.json')],
    2,
    `error: this looks like one JSON array, not a trace: ${path('rows.json')}
  help: write one object a line, as jq -c '.[]' does
`,
  ],
  [
    'half a download among others',
    [path('trace.jsonl'), path('cut.jsonl.gz')],
    2,
    `error: ${path('cut.jsonl.gz')} is no whole gzip file\n  help: was it cut short?\n`,
  ],
]

describe('what somebody meets who is new to it', () => {
  it.each(mistakes)('%s', async (_what, trace, code, err) => {
    const ran = await over(...trace)
    expect(ran).toEqual({ code, out: '', err })
  })

  it('an empty trace is an answer, and said to be empty', async () => {
    const { code, out } = await over(path('empty.jsonl'))
    expect(code).toBe(0)
    expect(out).toMatch(/^the trace is empty: nothing was replayed\n/)
  })

  it('of a catalog, too', async () => {
    const { err } = await cli(['simulate', '--catalog', path('c.yml'), '--trace', path('trace.jsonl')])
    expect(err).toBe(`error: no such file or folder: ${path('c.yml')}\n  help: did you mean "${path('c.yaml')}"?\n`)
  })

  it('no folder for temporary files', async () => {
    vi.stubEnv('TMPDIR', path('none'))
    try {
      const { code, err } = await cli(['simulate', '--catalog', path('c.yaml'), '--trace', '-'], { stdin: traceText })
      expect({ code, err }).toEqual({
        code: 1,
        err:
          `error: no such file or folder: ${path('none')}\n` +
          '  help: temporary files go there: make room, or set TMPDIR to a folder that can be written to\n',
      })
    } finally {
      vi.unstubAllEnvs()
    }
  })
})
