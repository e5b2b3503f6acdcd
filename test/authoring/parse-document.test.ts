import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../src/authoring/index.js'
import { tellAll } from './tell.js'

const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]']
for (const [name, inner] of ['ba', 'cb', 'dc', 'ed', 'fe', 'gf', 'hg'].map((pair) => [...pair])) {
  bomb.push(`${name}: &${name} [${Array(10).fill(`*${inner}`).join(', ')}]`)
}
const deepBlock = (levels: number): string =>
  `${Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:`).join('\n')} 1`

describe('parseDocument refuses', () => {
  const refused: readonly (readonly [name: string, text: string | Uint8Array, told: readonly string[]])[] = [
    ['nothing', '', ['1:1 (document) empty_document: the document is empty']],
    ['white space', ' \n\t\n', ['1:1 (document) empty_document: the document is empty']],
    ['only a comment', '# later\n', ['1:1 (document) empty_document: the document is empty']],
    ['binary data', '\u0089PNG\0', ['1:1 (document) not_text: the document is binary: a NUL at offset 4']],
    [
      'bytes that are no UTF-8',
      new Uint8Array([0xff, 0xfe, 0x7b, 0x00]),
      ['1:1 (document) not_text: the document is not UTF-8 text | save it as UTF-8'],
    ],
    [
      'UTF-8 cut off in a character',
      new Uint8Array([0x61, 0x3a, 0x20, 0xe2, 0x82]),
      ['1:1 (document) not_text: the document is not UTF-8 text | save it as UTF-8'],
    ],
    [
      'JSON cut off in an object',
      '{"experiences": [\n  {"id": "nps"',
      ['2:15 (document) syntax: the document ends inside an object | it begins at line 2, column 3'],
    ],
    ['JSON cut off in text', '{"id": "np', ['1:11 (document) syntax: the document ends inside text in quotes']],
    ['JSON cut off before a value', '{"id":', ['1:7 (document) syntax: the document ends where a value is expected']],
    ['JSON with a comma too many', '{"a": 1,}', ['1:9 (document) syntax: expected a key in double quotes, found "}"']],
    ['JSON with something behind it', '{"a": 1} }', ['1:10 (document) syntax: text after the end of the document']],
    [
      'a repeated key in JSON, at any depth, each time',
      '{"a": {"id": 1,\n  "id": 2}, "b": 1, "b": 2}',
      [
        '2:3 (document) duplicate_key: duplicate key "id" | first given at line 1, column 8',
        '2:21 (document) duplicate_key: duplicate key "b" | first given at line 2, column 13',
      ],
    ],
    [
      'a repeated key written in two ways',
      '{"a": 1, "\\u0061": 2}',
      ['1:10 (document) duplicate_key: duplicate key "a" | first given at line 1, column 2'],
    ],
    [
      'a repeated key in YAML',
      'a: 1\nb: 2\na: 3\n',
      ['3:1 (document) duplicate_key: duplicate key "a" | first given at line 1, column 1'],
    ],
    [
      'several documents',
      'a: 1\n---\nb: 2\n',
      [
        '2:1 (document) several_documents: more than one YAML document | write one document to a file; files can be merged',
      ],
    ],
    ['an alias without an anchor', 'a: *b\n', ['1:4 (document) syntax: no anchor &b before *b']],
    [
      'merge keys',
      'a: &a { x: 1 }\nb:\n  <<: *a\n',
      ['3:3 (document) syntax: merge keys (<<) are not read | repeat the keys, or alias the value'],
    ],
    [
      'a list as a key',
      '? [a]\n: 1\n',
      ['1:3 (document) syntax: a key must be text | aliases, lists and objects cannot be keys'],
    ],
    [
      'a tag that makes bytes',
      'a: !!binary aGk=\n',
      ['1:13 (document) syntax: the YAML tag tag:yaml.org,2002:binary is not read | write the value as plain text'],
    ],
    [
      'a tab in the indentation',
      'a:\n\tb: 1\n',
      ['2:1 (document) syntax: a tab is used to indent | YAML is indented by spaces only'],
    ],
    [
      'text with a colon in it',
      'a: b: c\n',
      ['1:4 (document) syntax: a second colon on one line | put text with a colon in it in quotes'],
    ],
    [
      'depth: 200,000 arrays in JSON',
      '['.repeat(200_000),
      ['1:65 (document) too_deep: nested more than 64 levels deep | the limit is 64 levels of objects and lists'],
    ],
    [
      'depth: 200,000 closed arrays',
      '['.repeat(200_000) + ']'.repeat(200_000),
      ['1:65 (document) too_deep: nested more than 64 levels deep | the limit is 64 levels of objects and lists'],
    ],
    [
      'depth: one level too many in YAML blocks',
      deepBlock(65),
      ['65:69 (document) too_deep: nested more than 64 levels deep | the limit is 64 levels of objects and lists'],
    ],
    [
      'an alias inside of what it stands for',
      'a: &a [*a]\n',
      ['1:8 (document) too_deep: nested more than 64 levels deep | the limit is 64 levels of objects and lists'],
    ],
    [
      'more JSON than the limit',
      `"${'x'.repeat(16 * 1024 * 1024)}"`,
      ['1:1 (document) too_large: the document is 16777218 characters long | the limit is 16777216 characters'],
    ],
    [
      'more YAML than the limit',
      `a: ${'x'.repeat(4 * 1024 * 1024)}`,
      [
        '1:1 (document) too_large: the document is 4194307 characters long | the limit is 4194304 characters of YAML: write it as JSON',
      ],
    ],
  ]
  it.each(refused)('%s', (_name, text, told) => {
    expect(tellAll(parseDocument(text))).toEqual(told)
  })

  it.each([
    ['- '.repeat(200_000)],
    ['{a: '.repeat(200_000)],
    ['? '.repeat(200_000)],
    ['{"a":'.repeat(200_000)],
    ['[{"a":'.repeat(100_000)],
  ])('depth in every way of writing it (%#)', (text) => {
    const parsed = parseDocument(text)
    expect(parsed.ok ? [] : parsed.problems.map(({ code }) => code)).toEqual(['too_deep'])
  })

  it('a bomb of aliases, where it would pass the limit', () => {
    const parsed = parseDocument(bomb.join('\n'))
    expect(parsed.ok ? [] : parsed.problems.map(({ message, help }) => [message, help])).toEqual([
      [
        'more than 1000000 values',
        'the limit is 1000000 values in one document, aliases counted each time: split it over files',
      ],
    ])
  })

  it('names the file, and reads no YAML from a .json', () => {
    expect(tellAll(parseDocument('a: 1', { file: 'c.json' }))).toEqual([
      'c.json:1:1 (document) syntax: expected a value, found "a"',
    ])
  })

  it('takes limits of its own', () => {
    const limits = { maxDepth: 1, maxValues: 3 }
    expect(parseDocument('[1, 2]', { limits }).ok).toBe(true)
    expect(tellAll(parseDocument('[1, 2, 3]', { limits }))).toEqual([
      '1:8 (document) too_many_values: more than 3 values | the limit is 3 values in one document, aliases counted each time: split it over files',
    ])
    expect(tellAll(parseDocument('[[1]]', { limits }))).toEqual([
      '1:2 (document) too_deep: nested more than 1 levels deep | the limit is 1 levels of objects and lists',
    ])
  })
})

describe('parseDocument reads', () => {
  const read: readonly (readonly [text: string, value: unknown])[] = [
    ['{"a": [1, -0.5e3, "\\u00e9", true, null]}', { a: [1, -500, 'é', true, null] }],
    ['\uFEFF{"a": 1}', { a: 1 }],
    ['{ a: [1, two] }', { a: [1, 'two'] }],
    ["{ 'a': 1 }", { a: 1 }],
    ['a: 2029-02-03\nb: 1e3\nc:\n', { a: '2029-02-03', b: 1000, c: null }],
    ['a: &x [1]\nb: *x\n', { a: [1], b: [1] }],
    ['1: x\ntrue: y\n', { 1: 'x', true: 'y' }],
    ['---\n- a\n- b: 1\n', ['a', { b: 1 }]],
  ]
  it.each(read)('%j', (text, value) => {
    const parsed = parseDocument(text)
    expect(parsed.ok && parsed.value.value).toEqual(value)
  })

  it('64 levels, in both languages', () => {
    expect(parseDocument('['.repeat(64) + ']'.repeat(64)).ok).toBe(true)
    expect(parseDocument(deepBlock(64)).ok).toBe(true)
  })

  it.each(['{"__proto__": {"polluted": true}}', '__proto__: { polluted: true }\n'])(
    '%s as a key like any other',
    (text) => {
      const parsed = parseDocument(text)
      const value = parsed.ok ? parsed.value.value : null
      expect(Object.keys(value as object)).toEqual(['__proto__'])
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
      expect((value as { polluted?: boolean }).polluted).toBeUndefined()
    },
  )

  it.each([
    ['{"a": [1,\n  {"b/c": 2}]}', '/a/1/b~1c', { line: 2, column: 11 }, { line: 2, column: 4 }],
    ['a:\n  - 1\n  - b/c: 2\n', '/a/1/b~1c', { line: 3, column: 10 }, { line: 3, column: 5 }],
    ['x: &x { b: 2 }\na: *x\n', '/a/b', { line: 1, column: 12 }, { line: 1, column: 9 }],
  ])('%j and knows where %s stands', (text, pointer, value, key) => {
    const parsed = parseDocument(text)
    expect(parsed.ok && [parsed.value.locate(pointer), parsed.value.locate(pointer, 'key')]).toEqual([value, key])
    expect(parsed.ok && parsed.value.locate('/nowhere')).toBeUndefined()
  })

  it('says what YAML says on one line, whatever it quotes', () => {
    const parsed = parseDocument('a: "\\ud\rc"')
    expect(parsed.ok ? [] : parsed.problems.map(({ message }) => message)).toEqual([
      'invalid escape sequence \\ud\\rc"',
    ])
  })
})
