import { describe, expect, test } from 'vitest'
import { urlRule } from '../../src/authoring/index.js'
import { counterfactuals } from '../../src/explain.js'
import { catalog, compile, experience, profile, type UrlRule } from '../../src/index.js'
import { said } from './said.js'

const href = 'https://app.example.com/billing?tab=1'

function pages(urlRules: readonly UrlRule[], given: { urlOp?: 'any' | 'all'; startUrl?: string; at?: string } = {}) {
  const { at = href, ...rest } = given
  const engine = compile(
    catalog({ experiences: [experience({ id: 'x', kind: 'tour', publishedAt: 0, urlRules, ...rest })] }),
  )
  const [answer] = counterfactuals(engine, profile('u1', { seen: true }), { href: at }, 1_000)
  return (answer?.sets ?? []).map((set) => set.map(said).join(' + '))
}

describe('a page that URL rules let through', () => {
  test.each<[string, UrlRule, string]>([
    ['simple, a path', { url: '/dashboard', matchType: 'simple' }, 'https://app.example.com/dashboard'],
    ['simple, a word', { url: 'dashboard', matchType: 'simple' }, 'https://app.example.com/dashboard'],
    ['simple, a query', { url: '?x=1', matchType: 'simple' }, 'https://app.example.com?x=1'],
    ['simple, an address', { url: 'https://other.example.com/', matchType: 'simple' }, 'https://other.example.com/'],
    ['exact', { url: 'https://app.example.com/a', matchType: 'exact' }, 'https://app.example.com/a'],
    ['starts_with', { url: 'https://app.example.com/a/', matchType: 'starts_with' }, 'https://app.example.com/a/'],
    ['wildcard', { url: 'https://*.example.com/a/*/b*', matchType: 'wildcard' }, 'https://www.example.com/a//b'],
    ['wildcard, any host', { url: '*/reports', matchType: 'wildcard' }, 'https://app.example.com/reports'],
    ['inverse_simple', { url: '/billing', matchType: 'inverse_simple' }, 'https://app.example.com/'],
    ['inverse_exact', { url: href, matchType: 'inverse_exact' }, 'https://app.example.com/'],
    [
      'regex, a path',
      urlRule({ url: '/users/\\d+/(edit|new)$', matchType: 'regex' }),
      'https://app.example.com/users/1/new',
    ],
    [
      'regex, an address',
      urlRule({ url: '^https://[a-z]+\\.example\\.org/$', matchType: 'regex' }),
      'https://a.example.org/',
    ],
  ])('%s', (_name, rule, page) => {
    expect(pages([rule])).toEqual([`page ${page}`])
  })

  test('is the start_url where it is one', () => {
    const startUrl = 'https://app.example.com/users/new'
    expect(pages([{ url: '/users', matchType: 'simple' }], { startUrl })).toEqual([`page ${startUrl}`])
    expect(pages([{ url: '/people', matchType: 'simple' }], { startUrl })).toEqual([
      'page https://app.example.com/people',
    ])
  })

  test('satisfies all rules where all must be', () => {
    const rules: UrlRule[] = [
      { url: 'https://app.example.com/a', matchType: 'starts_with' },
      { url: '/b', matchType: 'simple' },
      { url: '?c', matchType: 'simple' },
      { url: '/z', matchType: 'inverse_simple' },
    ]
    expect(pages(rules, { urlOp: 'all' })).toEqual(['page https://app.example.com/a/b?c'])
  })

  test.each<[string, UrlRule[]]>([
    ['a path is no address', [{ url: '/billing', matchType: 'exact' }]],
    [
      'rules contradict each other',
      [
        { url: 'https://a.example.com/', matchType: 'exact' },
        { url: 'https://b.example.com/', matchType: 'exact' },
      ],
    ],
  ])('is not there where %s: the rules would have to be others', (_name, rules) => {
    expect(pages(rules, { urlOp: 'all' })).toEqual(['other URL rules for x'])
  })

  test('needs no origin where the page asked about has none', () => {
    expect(pages([{ url: '/billing', matchType: 'exact' }], { at: '/home' })).toEqual(['page /billing'])
  })
})
