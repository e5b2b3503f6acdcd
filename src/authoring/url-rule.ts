import type { UrlRule } from '../model/index.js'
import { checkUrlPattern } from '../urls/check-url-pattern.js'
import { parseRegex } from '../urls/regex/parse-regex.js'

/**
 * A URL rule for a catalog that is written by hand: a `regex` gets the program that matches it (U3).
 *
 * @throws for a pattern that loading a catalog would refuse, with the reason.
 */
export function urlRule({ url, matchType }: Pick<UrlRule, 'url' | 'matchType'>): UrlRule {
  const refusal = checkUrlPattern({ url, matchType })
  if (refusal !== null) throw new Error(`${matchType} pattern refused: ${refusal}`)
  return matchType === 'regex' ? { url, matchType, program: parseRegex(url) } : { url, matchType }
}
