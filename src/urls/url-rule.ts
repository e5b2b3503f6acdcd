import type { UrlMatchType, UrlRule } from '../model/index.js'
import { compileRegex } from './regex/compile-regex.js'
import { compileWildcard } from './wildcard.js'

type Matcher = (href: string) => boolean

/**
 * One rule as a predicate. It looks at the whole href as it is: case and a trailing slash count (U4). Its
 * time is linear in the length of the href, whatever the pattern (U3).
 *
 * @throws RegexRefusal for a `regex` that `checkUrlPattern` refuses.
 */
export function compileUrlRule(rule: UrlRule): Matcher {
  return matchers[rule.matchType](rule.url)
}

// U2
const matchers: Readonly<Record<UrlMatchType, (url: string) => Matcher>> = {
  simple: (url) => (href) => href.includes(url),
  exact: (url) => (href) => href === url,
  regex: compileRegex,
  inverse_simple: (url) => (href) => !href.includes(url),
  inverse_exact: (url) => (href) => href !== url,
  starts_with: (url) => (href) => href.startsWith(url),
  wildcard: compileWildcard,
}
