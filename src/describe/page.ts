import type { Finding, UrlRuleAnswer } from '../explain/index.js'
import type { UrlMatchType } from '../model/index.js'
import { listed } from './listed.js'
import { quoted } from './quoted.js'

/** What a page that is none of an experience's own would have to do: `the page "…" must contain "/app"`. */
export function pageNeeded({ op, rules }: Finding & { readonly check: 'url' }, href: string): string {
  const failing = rules.filter(({ matches }) => !matches)
  return `the page ${quoted(href)} must ${pageAsks(failing, op)}`
}

/** What URL rules ask of a page, behind "must": `contain "/app" or be "https://…"` (U1). */
export const pageAsks = (rules: readonly UrlRuleAnswer[], op: 'any' | 'all'): string =>
  listed(
    rules.map(({ matchType, url }) => `${matchWords[matchType]} ${quoted(url)}`),
    op === 'all' ? 'and' : 'or',
  )

/** What each kind of rule asks of an href, behind "must" (U2). */
const matchWords: Readonly<Record<UrlMatchType, string>> = {
  simple: 'contain',
  exact: 'be',
  regex: 'match the regular expression',
  inverse_simple: 'not contain',
  inverse_exact: 'not be',
  starts_with: 'start with',
  wildcard: 'match',
}
