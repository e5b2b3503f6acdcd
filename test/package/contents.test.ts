import { describe, expect, it } from 'vitest'
import { declared, textProblems } from '../../scripts/package/contents.js'

const isDeclared = (file: string): boolean => declared.some((one) => one.test(file))
const map = (sources: readonly string[], more: object = {}): string => JSON.stringify({ version: 3, sources, ...more })

describe('what may be in the package', () => {
  it.each([
    ...['package.json', 'dist/index.js', 'dist/store-kit.d.cts', 'dist/chunk-2LYODPKE.js.map', 'dist/cli/main.js'],
    ...['dist/catalog-B-pADN7h.d.ts', 'dist/replay-worker.cjs', 'schema/openapi.json', 'dist/playground/index.html'],
  ])('is %s', (file) => expect(isDeclared(file)).toBe(true))

  it.each([
    ...['src/index.ts', 'test/boundaries.test.ts', 'dist/index.test.js', '.npmrc', 'dist/cli/main.js.map', 'notes.md'],
    ...['dist/metafile-esm.json', 'dist/playground/main.global.js', 'package-lock.json', 'dist/.env'],
  ])('is not %s', (file) => expect(isDeclared(file)).toBe(false))
})

describe('what may stand in a file', () => {
  it('is no path of the machine that built it, wherever that is', () => {
    expect(textProblems('dist/a.js', 'x = "/srv/x/y"', '/srv/x')).toEqual([
      'dist/a.js: has a path of the machine that built it: /srv/x',
    ])
    for (const path of ['/tmp/build', '/home/me', '/Users/me']) {
      expect(textProblems('dist/a.js', `x = "${path}/y"`, '/srv/x')).toEqual([
        `dist/a.js: has a path of the machine that built it: ${path}`,
      ])
    }
    expect(textProblems('dist/a.js', 'href: "https://x.test/home/page", "./tmp/a"', '/srv/x')).toEqual([])
  })

  it('is a map of our own sources, and of what is built in with its notice', () => {
    const own = [
      '../src/model/code.ts',
      '../../src/cli/main.ts',
      'index.cjs',
      '../node_modules/d3-time-format/src/locale.js',
    ]
    expect(textProblems('dist/a.js.map', map(own), '/srv/x')).toEqual([])
    expect(
      textProblems('dist/a.js.map', map(['../node_modules/left-pad/index.js', '../../../other.ts']), '/srv/x'),
    ).toEqual(['dist/a.js.map: maps to ../node_modules/left-pad/index.js', 'dist/a.js.map: maps to ../../../other.ts'])
    expect(textProblems('dist/a.js.map', map([], { sourceRoot: '/x' }), '/srv/x')).toEqual([
      'dist/a.js.map: has a source root: /x',
    ])
  })
})
