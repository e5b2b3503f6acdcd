import type { Experience, UrlMatchType } from '../../src/model/index.js'

/** U1: no rule is every page; otherwise any rule, or all of them. */
export function urlMatches(experience: Experience, href: string): boolean {
  const { urlRules, urlOp } = experience
  if (urlRules.length === 0) return true
  const answers = urlRules.map((rule) => kinds[rule.matchType](href, rule.url))
  return urlOp === 'all' ? answers.every(Boolean) : answers.some(Boolean)
}

/** U2, U4: each on the whole href, case-sensitive. */
const kinds: Readonly<Record<UrlMatchType, (href: string, pattern: string) => boolean>> = {
  simple: (href, pattern) => href.includes(pattern),
  exact: (href, pattern) => href === pattern,
  regex: (href, pattern) => new RegExp(pattern).test(href),
  inverse_simple: (href, pattern) => !href.includes(pattern),
  inverse_exact: (href, pattern) => href !== pattern,
  starts_with: (href, pattern) => href.startsWith(pattern),
  wildcard,
}

/** U2: `*` is any run of characters, every other character is itself, both ends are anchored. */
function wildcard(href: string, pattern: string): boolean {
  if (pattern === '') return href === ''
  if (pattern[0] !== '*') return href[0] === pattern[0] && wildcard(href.slice(1), pattern.slice(1))
  return wildcard(href, pattern.slice(1)) || (href !== '' && wildcard(href.slice(1), pattern))
}
