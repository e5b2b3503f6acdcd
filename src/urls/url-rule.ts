import type { UrlMatchType, UrlRule } from '../model/index.js'
import { createAutomaton } from './regex/automaton.js'
import { compileWildcard } from './wildcard.js'

type Matcher = (href: string) => boolean

/**
 * One rule as a predicate. It looks at the whole href as it is: case and a trailing slash count (U4). Its
 * time is linear in the length of the href, whatever the pattern (U3).
 *
 * @throws for a `regex` without its program: authoring makes it.
 */
export function compileUrlRule(rule: UrlRule): Matcher {
  return matchers[rule.matchType](rule)
}

// U2
const matchers: Readonly<Record<UrlMatchType, (rule: UrlRule) => Matcher>> = {
  simple: (rule) => (href) => href.includes(rule.url),
  exact: (rule) => (href) => href === rule.url,
  regex: compileRegex,
  inverse_simple: (rule) => (href) => !href.includes(rule.url),
  inverse_exact: (rule) => (href) => href !== rule.url,
  starts_with: (rule) => (href) => href.startsWith(rule.url),
  wildcard: (rule) => compileWildcard(rule.url),
}

function compileRegex({ url, program }: UrlRule): Matcher {
  if (!program) throw new Error(`regex rules are compiled at authoring: make "${url}" with urlRule`)
  return createAutomaton(program)
}
