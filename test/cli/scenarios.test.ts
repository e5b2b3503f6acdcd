import { mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalogText, cli, files } from './cli.js'

const event = '{ type: page, at: 2029-02-03T10:00:00Z, profile_id: u1, href: "https://x.test/app"'
const passing = `title: the tour shows
catalog_file: catalogs/c.yaml
events:
  - ${event}, expect: { outcome: show, experience_id: tour } }
`
const path = files({
  'a.yaml': passing,
  'b.yml': `title: nothing shows
catalog_file: catalogs/c.yaml
events:
  - ${event} }
  - ${event}, expect: { outcome: show, reasons: { tour: rate_limited, nps: busy } } }
`,
  'c.json': '{ "title": "unreadable" }',
  'notes.txt': 'no scenario',
})
mkdirSync(path('catalogs'))
writeFileSync(path('catalogs/c.yaml'), catalogText)

describe('oncue test', () => {
  it('passes quietly', async () => {
    expect(await cli(['test', path('a.yaml')])).toEqual({ code: 0, out: '1 passed, 0 failed\n', err: '' })
    expect(
      (await cli(['test', '-'], { stdin: passing.replace('catalogs/c.yaml', path('catalogs/c.yaml')) })).code,
    ).toBe(0)
  })

  it('says what was expected, where, and what happened', async () => {
    expect(await cli(['test', path('a.yaml'), path('b.yml')])).toEqual({
      code: 3,
      out: `failed ${path('b.yml')}: nothing shows
  ${path('b.yml')}:5 /events/1/expect/outcome
    expected "show"
    actual   "none"
  ${path('b.yml')}:5 /events/1/expect/reasons/nps
    expected "busy"
    actual   "segment_mismatch"
1 passed, 1 failed
`,
      err: '',
    })
  })

  it('finds scenarios in folders, and does not pass over what is none', async () => {
    const { code, out } = await cli(['test', path('.')])
    expect(code).toBe(2)
    expect(out).toContain(`${path('c.json')}:1:1: error: missing key "catalog" (missing_key)`)
    expect(out).toContain(`unreadable ${path('c.json')}\n`)
    expect(out).toContain(`unreadable ${path('catalogs/c.yaml')}\n`)
    expect(out.endsWith('1 passed, 3 failed\n')).toBe(true)
  })

  it('answers in JSON', async () => {
    const { code, out } = await cli(['test', '--json', path('a.yaml'), path('b.yml')])
    expect(code).toBe(3)
    expect(JSON.parse(out)).toMatchObject({
      passed: 1,
      failed: 1,
      scenarios: [
        { file: path('a.yaml'), title: 'the tour shows', passed: true, failures: [] },
        {
          file: path('b.yml'),
          passed: false,
          failures: [{ line: 5, mismatches: [{ expected: 'show', actual: 'none' }, {}] }],
        },
      ],
    })
  })

  it('says where a catalog is missing, and goes on', async () => {
    const stdin = passing.replace('catalogs/c.yaml', path('gone.yaml'))
    expect(await cli(['test', '-', path('a.yaml')], { stdin })).toEqual({
      code: 2,
      out: `error: no such file or folder: ${path('gone.yaml')}\nunreadable standard input\n1 passed, 1 failed\n`,
      err: '',
    })
  })

  it('needs something to test', async () => {
    const { code, err } = await cli(['test', path('nowhere')])
    expect({ code, err }).toEqual({ code: 1, err: `error: no such file or folder: ${path('nowhere')}\n` })
    mkdirSync(path('none'))
    expect(await cli(['test', path('none')])).toEqual({
      code: 1,
      out: '',
      err: `error: no scenario in ${path('none')}\n  help: scenarios are .yaml, .yml and .json files\n`,
    })
  })
})
