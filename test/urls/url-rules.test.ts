import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { urlRule } from '../../src/authoring/index.js'
import type { UrlMatchType, UrlRule } from '../../src/model/index.js'
import { compileUrlRule, compileUrlRules, explainUrlRules } from '../../src/urls/index.js'

const dashboard = 'https://app.example.com/dashboard'

describe('each kind of rule (U2, U4)', () => {
  test.each<[UrlMatchType, string, string, boolean]>([
    ['simple', '/dashboard', dashboard, true],
    ['simple', '/Dashboard', dashboard, false],
    ['simple', '/dashboard/', dashboard, false],
    ['simple', '', dashboard, true],
    ['exact', dashboard, dashboard, true],
    ['exact', dashboard, `${dashboard}/`, false],
    ['exact', dashboard, `${dashboard}?a=1`, false],
    ['regex', '/dash(board)?$', dashboard, true],
    ['regex', '/dash(board)?$', `${dashboard}/`, false],
    ['inverse_simple', '/dashboard', dashboard, false],
    ['inverse_simple', '/settings', dashboard, true],
    ['inverse_exact', dashboard, dashboard, false],
    ['inverse_exact', dashboard, `${dashboard}/`, true],
    ['starts_with', 'https://app.', dashboard, true],
    ['starts_with', 'app.', dashboard, false],
    ['starts_with', 'https://APP.', dashboard, false],
    ['wildcard', 'https://*.example.com/dashboard', dashboard, true],
    ['wildcard', 'https://*.example.com/', dashboard, false],
    ['wildcard', '*/dashboard', dashboard, true],
    ['wildcard', '/dashboard*', dashboard, false],
    ['wildcard', '*', '', true],
    ['wildcard', '', '', true],
    ['wildcard', '', 'x', false],
    ['wildcard', 'aa*aa', 'aaa', false],
    ['wildcard', 'aa*aa', 'aaaa', true],
    ['wildcard', 'a*b*a', 'aba', true],
    ['wildcard', 'a*b*a', 'aa', false],
    ['wildcard', 'a.c', 'abc', false],
    ['wildcard', 'a?c', 'abc', false],
  ])('%s %j on %j: %j', (matchType, url, href, expected) => {
    expect(compileUrlRule(urlRule({ url, matchType }))(href)).toBe(expected)
  })

  test('a regex that authoring did not compile is no rule', () => {
    expect(() => compileUrlRules([{ url: '/a+', matchType: 'regex' }], 'any')).toThrow(
      'regex rules are compiled at authoring: make "/a+" with urlRule',
    )
  })
})

describe('rules together (U1)', () => {
  const rules: UrlRule[] = [
    { url: '/dashboard', matchType: 'simple' },
    { url: 'https://app.', matchType: 'starts_with' },
  ]
  test.each<[string, 'any' | 'all', boolean]>([
    ['https://app.example.com/dashboard', 'any', true],
    ['https://app.example.com/dashboard', 'all', true],
    ['https://app.example.com/settings', 'any', true],
    ['https://app.example.com/settings', 'all', false],
    ['https://www.example.com/settings', 'any', false],
    ['https://www.example.com/settings', 'all', false],
  ])('%j by %s: %j', (href, op, expected) => {
    expect(compileUrlRules(rules, op)(href)).toBe(expected)
  })

  test.each(['any', 'all'] as const)('no rule is every page, by %s', (op) => {
    expect(compileUrlRules([], op)(dashboard)).toBe(true)
  })

  test('the explanation gives each answer in order, and no programs', () => {
    const regex = urlRule({ url: '^http:', matchType: 'regex' })
    expect(explainUrlRules([...rules, regex], 'https://app.example.com/settings')).toEqual([
      { url: '/dashboard', matchType: 'simple', matches: false },
      { url: 'https://app.', matchType: 'starts_with', matches: true },
      { url: '^http:', matchType: 'regex', matches: false },
    ])
  })
})

test('a wildcard agrees with trying every run', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 10 }).map((units) => units.join(''))
  const pattern = fc.array(fc.constantFrom('a', 'b', '/', '*', '*'), { maxLength: 8 }).map((units) => units.join(''))
  fc.assert(
    fc.property(pattern, text, (url, href) => {
      expect(compileUrlRule({ url, matchType: 'wildcard' })(href)).toBe(matchesByTrying(url, href))
    }),
    { numRuns: 2_000 },
  )
})

function matchesByTrying(pattern: string, text: string): boolean {
  if (pattern === '') return text === ''
  if (pattern[0] === '*') {
    return matchesByTrying(pattern.slice(1), text) || (text !== '' && matchesByTrying(pattern, text.slice(1)))
  }
  return pattern[0] === text[0] && matchesByTrying(pattern.slice(1), text.slice(1))
}
