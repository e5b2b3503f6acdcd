import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { catalogText, cli, files, traceText } from './cli.js'

const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]
${[...'bcdefghi'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(10)}]`).join('\n')}
`
const survey = (more: string): string => `experiences: [{ id: nps, kind: survey, ${more} }]`
const group = (more: string): string =>
  `limit_groups: [{ id: g, kind: all, rate_limit_size: 1, rate_limit_kind: 1h, ${more} }]`
const cycle = `segments:
  - { id: a, conditions: { condition: b } }
  - { id: b, conditions: { not: { condition: a } } }
`

/** Documents that are no catalog, by what is wrong with them, and what is said of it. */
const catalogs: readonly (readonly [what: string, content: string | Uint8Array, message: string])[] = [
  ['empty', '', 'the document is empty'],
  ['only white space', ' \n\n', 'the document is empty'],
  ['truncated JSON', '{ "experiences": [ { "id": "nps"', 'the document ends inside an object'],
  ['binary', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), 'UTF-8'],
  ['with a NUL', 'experiences: []\0', 'binary'],
  ['200,000 levels deep', deep, 'levels deep'],
  ['gigantic', Buffer.alloc(17 << 20, '['), 'is too large'],
  ['gigantic once unpacked', gzipSync(Buffer.alloc(17 << 20, ' ')), 'is too large'],
  ['a gzip file cut short', gzipSync(catalogText).subarray(0, 60), 'is no whole gzip file'],
  ['a YAML bomb', bomb, 'more than 1000000 values'],
  ['a list', '[]', 'expected a catalog'],
  ['a number', '42', 'expected a catalog'],
  ['from the future', 'version: 2', 'version 2 is newer than this library'],
  ['a key given twice', '{ "tags": [], "tags": [] }', '"tags"'],
  ['an id given twice', 'tags: [{ id: a }, { id: a }]', 'duplicate tag id "a"'],
  ['an empty id', 'tags: [{ id: "" }]', 'expected an id of 1 to 256 characters, found ""'],
  ['a circle of segments', cycle, '"a" → "b" → "a"'],
  ['a reference to nothing', survey('segment_id: admins'), 'unknown segment "admins"'],
  ['a prototype as a segment', survey('segment_id: __proto__'), 'unknown segment "__proto__"'],
  ['a date that is none', survey('published_at: 2029-02-30'), 'no such date or time: "2029-02-30"'],
  ['milliseconds', survey('published_at: 1864893600000000'), 'instant beyond the years 0000 to 9999'],
  ['a number as text', group('zone: 7'), 'expected text, found 7'],
  ['a size as text', group('rate_limit_size: "1"').replace('rate_limit_size: 1, ', ''), 'found "1"'],
  ['a size below nothing', group('').replace('size: 1', 'size: -1'), 'found -1'],
  ['a broken size', group('').replace('size: 1', 'size: 1.5'), 'found 1.5'],
  ['a size that is no number', group('').replace('size: 1', 'size: .nan'), 'found NaN'],
  ['a size beyond counting', group('').replace('size: 1', 'size: 1e308'), 'found 1e+308'],
  ['a window of nothing', group('').replace('1h', '0h'), '"0h"'],
  ['an unknown kind', survey('').replace('kind: survey', 'kind: quiz'), 'unknown kind "quiz"'],
  [
    'an unknown operator',
    survey('segment: { all: [{ fact: a, operator: like, value: b }] }'),
    'unknown operator "like"',
  ],
]

const path = files({ 'c.yaml': catalogText, 't.jsonl': traceText, 'p.json': '{"id":"u1"}' })
const stackTrace = /\n\s+at .+[:(]\d*|node:internal|TypeError|RangeError/

describe('what is no catalog is refused whole', () => {
  it.each(catalogs)('%s', async (_what, stdin, message) => {
    const checked = await cli(['check', '-'], { stdin })
    expect(checked.code).toBe(2)
    expect(checked.out + checked.err).toContain(message)
    expect(checked.out + checked.err).not.toMatch(stackTrace)
    const simulated = await cli(['simulate', '--catalog', '-', '--trace', path('t.jsonl')], { stdin })
    expect(simulated).toMatchObject({ code: 2, out: '' })
    expect(simulated.err).toContain(message)
    expect(simulated.err).not.toMatch(stackTrace)
  })

  it('takes odd names for what they are', async () => {
    const ids = ['__proto__', 'constructor', 'toString', '🦄', '007']
    const experiences = ids.map((id) => ({ id, kind: 'tour', published_at: 0, tag_ids: [id] }))
    const stdin = `{"tags":${JSON.stringify(ids.map((id) => ({ id })))},"experiences":${JSON.stringify(experiences)}}`
    expect((await cli(['check', '-'], { stdin })).code).toBe(0)
    const ask = ['decide', '--catalog', '-', '--profile', path('p.json'), '--href', '', '--at', '0', '--json']
    expect(JSON.parse((await cli(ask, { stdin })).out)).toMatchObject({ experience_id: '007' })
  })
})

/** Documents that are no profile. */
const profiles: readonly (readonly [what: string, content: string, message: string])[] = [
  ['empty', '', 'the document is empty'],
  ['truncated', '{ "id": "u1"', 'the document ends inside an object'],
  ['a list', '[]', 'expected a profile'],
  ['without an id', '{}', 'missing key "id"'],
  ['with an empty id', '{ "id": "" }', 'expected an id of 1 to 16384 characters, found ""'],
  ['deep', `{ "id": "u1", "traits": { "a": ${deep} } }`, 'levels deep'],
  ['traits in a list', '{ "id": "u1", "traits": [1] }', 'expected an object, found a list of 1'],
  ['a date that is none', '{ "id": "u1", "page_at": "2029-02-30" }', 'no such date or time: "2029-02-30"'],
]

describe('what is no profile is refused whole', () => {
  it.each(profiles)('%s', async (_what, stdin, message) => {
    const argv = ['--catalog', path('c.yaml'), '--profile', '-', '--href', 'x', '--at', '0']
    for (const command of ['decide', 'explain']) {
      const { code, out, err } = await cli([command, ...argv], { stdin })
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toContain(message)
      expect(err).not.toMatch(stackTrace)
    }
  })
})

const good = '{"at":"2029-02-03T10:00:00Z","profile_id":"u1","href":"https://x.test/app"}'

/** Lines that are no event, and what is said of them. */
const lines: readonly (readonly [what: string, line: string, message: string])[] = [
  ['truncated', '{"at":"2029-02-03T10:', 'not a JSON object'],
  ['deep', deep, 'expected an object, found an array'],
  ['deep inside', good.replace('{', `{"type":"identify","traits":{"a":${deep}},`), 'levels deep'],
  ['binary', '\u0000\u0001', 'not a JSON object'],
  ['text', '"page"', 'expected an object'],
  ['of nobody', '{"at":"2029-02-03","href":"/"}', 'missing key "profile_id"'],
  ['of an empty name', '{"at":"2029-02-03","profile_id":"","href":"/"}', 'empty profile_id'],
  ['of an unknown type', '{"type":"pag","at":"2029-02-03","profile_id":"u1"}', 'unknown event type "pag"'],
  ['at a date that is none', good.replace('02-03', '02-30'), 'no such date or time'],
  ['at a number beyond all years', good.replace('"2029-02-03T10:00:00Z"', '1e308'), 'instant beyond the years'],
]

describe('a line that is no event is counted and named, and the others stand', () => {
  it.each(lines)('%s', async (_what, line, message) => {
    const argv = ['simulate', '--catalog', path('c.yaml'), '--trace', '-']
    const { code, out, err } = await cli(argv, { stdin: `${good}\n${line}\n` })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain('1 page load of 1 profile\n')
    expect(out).toMatch(/\n1 line could not be read:\nstandard input:2(:\d+)?: warning: /)
    expect(out).toContain(message)
    expect(out).not.toMatch(stackTrace)
  })

  it('counts what comes late, twice, or from the future', async () => {
    const named = good.replace('{', '{"event_id":"e1",')
    const future = good.replace('2029', '9029')
    const stdin = [future, named, named, good.replace('u1', '__proto__'), good.replace('u1', '🦄')].join('\r\n')
    const { out } = await cli(['simulate', '--catalog', path('c.yaml'), '--trace', '-'], { stdin })
    expect(out).toContain('4 page loads of 3 profiles\n')
    expect(out).toContain('1 duplicate passed over\n')
    expect(out).toContain('2 lines were out of order within a profile, and sorted\n')
  })
})
