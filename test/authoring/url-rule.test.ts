import { expect, it } from 'vitest'
import { parseCatalog, urlRule, writeCatalog } from '../../src/authoring/index.js'

it('compiles a regex to a program of plain data (U3)', () => {
  expect(urlRule({ url: '^[^a]+$', matchType: 'regex' })).toEqual({
    url: '^[^a]+$',
    matchType: 'regex',
    program: {
      start: 5,
      instructions: [
        [0, 0], // accepts
        [0, '$'],
        [3, 1], // once more, or on to the end
        [2, [0, 97, 98]],
        [2, [0, 97, 98]],
        [4, '^'],
      ],
    },
  })
})

it('leaves every other kind as it is', () => {
  expect(urlRule({ url: '/a+', matchType: 'simple' })).toEqual({ url: '/a+', matchType: 'simple' })
})

it('refuses what loading a catalog would refuse', () => {
  expect(() => urlRule({ url: '(?=a)', matchType: 'regex' })).toThrow(
    'regex pattern refused: look-around, which cannot be matched in linear time, at character 1',
  )
  expect(() => urlRule({ url: 'a'.repeat(8_193), matchType: 'exact' })).toThrow(
    'exact pattern refused: pattern is longer than 8192 characters',
  )
})

it('is made when a catalog is read, and not written', () => {
  const url = [{ url: '/a+$', match_type: 'regex' }]
  const read = parseCatalog(JSON.stringify({ version: 1, experiences: [{ id: 'a', kind: 'tour', url }] }))
  if (!read.ok) throw new Error('refused')
  expect(read.value.experiences[0]?.urlRules).toEqual([urlRule({ url: '/a+$', matchType: 'regex' })])
  expect(writeCatalog(read.value).experiences?.[0]).toEqual({ id: 'a', kind: 'tour', url })
})
