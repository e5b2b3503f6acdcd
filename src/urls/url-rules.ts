import type { Experience, UrlRule } from '../model/index.js'
import { compileUrlRule } from './url-rule.js'

/**
 * The rules of one experience as one predicate on the whole href (U1). No rule is every page.
 *
 * @throws for a `regex` without its program, as `compileUrlRule` does.
 */
export function compileUrlRules(rules: readonly UrlRule[], op: Experience['urlOp']): (href: string) => boolean {
  if (rules.length === 0) return () => true
  const tests = rules.map(compileUrlRule)
  return op === 'all' ? (href) => tests.every((test) => test(href)) : (href) => tests.some((test) => test(href))
}

/** A rule, and whether the page was one of its own. */
export interface UrlRuleAnswer extends Omit<UrlRule, 'program'> {
  readonly matches: boolean
}

/** Each rule's own answer, in the order of the rules: the evidence behind `url_mismatch` (X1). Throws as `compileUrlRules` does. */
export function explainUrlRules(rules: readonly UrlRule[], href: string): UrlRuleAnswer[] {
  return rules.map((rule) => ({ url: rule.url, matchType: rule.matchType, matches: testOf(rule)(href) }))
}

/** What each rule was compiled to, for as long as the rule is there. */
const tests = new WeakMap<UrlRule, (href: string) => boolean>()

function testOf(rule: UrlRule): (href: string) => boolean {
  let test = tests.get(rule)
  if (test === undefined) {
    test = compileUrlRule(rule)
    tests.set(rule, test)
  }
  return test
}
