import { describe, expect, test } from 'vitest'
import { urlRule } from '../../src/authoring/index.js'
import { checkUrlPattern, maxUrlPatternLength } from '../../src/urls/check-url-pattern.js'

describe('what a regex rule refuses (U3)', () => {
  test.each<[string, string]>([
    ['a(?=b)', 'look-around, which cannot be matched in linear time, at character 2'],
    ['a(?!b)', 'look-around, which cannot be matched in linear time, at character 2'],
    ['(?<=a)b', 'look-around, which cannot be matched in linear time, at character 1'],
    ['(?<!a)b', 'look-around, which cannot be matched in linear time, at character 1'],
    ['(a)\\1', 'a back-reference, which cannot be matched in linear time, at character 4'],
    ['(?<x>a)\\k<x>', 'a back-reference, which cannot be matched in linear time, at character 8'],
    ['\\p{Letter}', 'a unicode property, which would need the flag u, at character 1'],
    ['a\\cJ', 'an unsupported escape "\\c" at character 2'],
    ['\\xZZ', 'an unsupported escape "\\x" at character 1'],
    ['[\\q]', 'an unsupported escape "\\q" at character 2'],
    ['a\\', 'a "\\" with nothing behind it at character 2'],
    ['(?i:a)', 'a kind of group that is not supported at character 1'],
    ['x(a', 'a group that is not closed, or has more than 100 around it, at character 2'],
    ['a)', 'a ")" that closes no group at character 2'],
    ['x[ab', 'a class that is not closed at character 2'],
    ['[z-a]', 'a range that is out of order at character 3'],
    ['*a', 'a repetition of nothing at character 1'],
    ['a|+', 'a repetition of nothing at character 3'],
    ['^*', 'a repetition of nothing at character 2'],
    ['a**', 'a repetition of nothing at character 3'],
    ['{2}', 'a repetition of nothing at character 1'],
    ['a{3,2}', 'a repetition with its numbers out of order at character 2'],
    ['a{1001}', 'a repetition above 1000 at character 2'],
    ['a{0,1001}', 'a repetition above 1000 at character 2'],
    ['(a{1000}){6}', 'the pattern has more than 5000 states with its repetitions written out'],
  ])('%s: %s', (url, reason) => {
    expect(checkUrlPattern({ url, matchType: 'regex' })).toBe(reason)
    expect(() => urlRule({ url, matchType: 'regex' })).toThrow(`regex pattern refused: ${reason}`)
  })

  test('groups in each other, one too many', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`
    expect(checkUrlPattern({ url: nested(100), matchType: 'regex' })).toBeNull()
    expect(checkUrlPattern({ url: nested(101), matchType: 'regex' })).toBe(
      'a group that is not closed, or has more than 100 around it, at character 101',
    )
  })

  // Each would take for ever, or the whole memory, if its copies were made one by one.
  test.each(['(((((){1000}){1000}){1000}){1000}){1000}', '((([]{1000}){1000}){1000}){1000}', '((a?){1000}){1000}'])(
    '%s is answered at once',
    (url) => {
      expect(checkUrlPattern({ url, matchType: 'regex' })).toSatisfy(
        (reason) => reason === null || String(reason).startsWith('the pattern has more than 5000 states'),
      )
    },
  )
})

test.each(['a{1000}', 'a{0,1000}', '(?<year>\\d{4})', '[^/?#]{1,1000}', '\\bx\\B', '[]', '[^]'])(
  '%s is fine',
  (url) => {
    expect(checkUrlPattern({ url, matchType: 'regex' })).toBeNull()
  },
)

test('the length of any pattern is limited', () => {
  const longest = 'a'.repeat(maxUrlPatternLength)
  expect(checkUrlPattern({ url: longest, matchType: 'simple' })).toBeNull()
  expect(checkUrlPattern({ url: `${longest}a`, matchType: 'simple' })).toBe('pattern is longer than 8192 characters')
  expect(checkUrlPattern({ url: '(?=', matchType: 'simple' })).toBeNull()
})
