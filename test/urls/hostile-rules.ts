import type { UrlMatchType, UrlRule } from 'oncue'

export const urlKinds: readonly UrlMatchType[] = [
  'simple',
  'exact',
  'regex',
  'inverse_simple',
  'inverse_exact',
  'starts_with',
  'wildcard',
]

/** Expressions that people write, and some that make run away whoever goes back. */
const expressions = [
  '^https://[^/]+/app(/.*)?$',
  '/users/\\d+/(edit|view)$',
  '(a+)+!',
  '(a|aa)+!',
  '(.*a){10}!',
  '([a-z/]+)*!',
  'aaa/(b|c)?!',
  '\\bapp/\\d{4}-\\d{2}!',
]

const word = (index: number): string => `${['aaaaaaa!', '/app/aaa/!', 'a/a/a/!', 'app/app/!'][index % 4]}${index}`

const patterns: Readonly<Record<UrlMatchType, (index: number) => string>> = {
  simple: word,
  inverse_simple: word,
  exact: (index) => `${'https://app.test/aaa/'.repeat(100)}${index}`,
  inverse_exact: (index) => `${'a'.repeat(8_000)}${index}`,
  starts_with: (index) => `${'https://app.test/aaa/'.repeat(100)}${index}`,
  wildcard: (index) => `*a*${word(index)}*a*`,
  regex: (index) => `${expressions[index % expressions.length]}`.replace('!', `!${index}`),
}

/** So many rules of a kind, no two alike, or of all kinds in turn. Each nearly matches the hostile hrefs everywhere. */
export const rulesOf = (
  kind: UrlMatchType | 'all kinds',
  count: number,
): readonly Pick<UrlRule, 'url' | 'matchType'>[] =>
  Array.from({ length: count }, (_, index) => {
    const matchType = kind === 'all kinds' ? (urlKinds[index % urlKinds.length] as UrlMatchType) : kind
    return { url: patterns[matchType](index), matchType }
  })

/** Hrefs of so many characters that begin as the patterns do, again and again, and never go on as they do. */
export const hostileHrefs = (size: number): readonly string[] =>
  ['a', 'https://app.test/aaa/', '/app/aaa/', 'a/a/a/', 'aaaaaaa'].map((unit) =>
    unit.repeat(Math.ceil(size / unit.length)).slice(0, size),
  )
