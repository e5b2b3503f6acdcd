import type { UrlRule } from '../model/index.js'
import { maxGroupDepth, maxRepetition, parseRegex } from './regex/parse-regex.js'
import { maxRegexSize } from './regex/program.js'
import { RegexRefusal } from './regex/regex-refusal.js'

/** The longest pattern of a URL rule, in UTF-16 code units. */
export const maxUrlPatternLength = 8_192

/**
 * Why a rule's pattern is refused, or `null` where it can be compiled. Only `regex` has more to it than
 * length: it is the regular part of the language (U3), and the reason names what is outside it and at which character.
 */
export function checkUrlPattern(rule: UrlRule): string | null {
  if (rule.url.length > maxUrlPatternLength) return `pattern is longer than ${maxUrlPatternLength} characters`
  if (rule.matchType !== 'regex') return null
  try {
    parseRegex(rule.url)
    return null
  } catch (error) {
    if (error instanceof RegexRefusal) return describe(error.index, rule.url)
    throw error
  }
}

/** What stands at the refused place tells what is wrong with it. */
function describe(index: number | null, pattern: string): string {
  if (index === null) return `the pattern has more than ${maxRegexSize} states with its repetitions written out`
  return `${subject(pattern.slice(index))} at character ${index + 1}`
}

function subject(rest: string): string {
  switch (rest[0]) {
    case '(':
      return group(rest)
    case ')':
      return 'a ")" that closes no group'
    case '[':
      return 'a class that is not closed'
    case '-':
      return 'a range that is out of order'
    case '\\':
      return escaped(rest)
    default:
      return repetition(rest)
  }
}

function group(rest: string): string {
  if (/^\(\?<?[=!]/.test(rest)) return 'look-around, which cannot be matched in linear time,'
  if (/^\(\?(?!:|<[A-Za-z_$][\w$]*>)/.test(rest)) return 'a kind of group that is not supported'
  return `a group that is not closed, or has more than ${maxGroupDepth} around it,`
}

function escaped(rest: string): string {
  if (rest.length === 1) return 'a "\\" with nothing behind it'
  if (/^\\[\dk]/.test(rest)) return 'a back-reference, which cannot be matched in linear time,'
  if (/^\\p/i.test(rest)) return 'a unicode property, which would need the flag u,'
  return `an unsupported escape "${rest.slice(0, 2)}"`
}

function repetition(rest: string): string {
  const [, least, , most] = /^\{(\d+)(,(\d*))?\}/.exec(rest) ?? []
  if (Math.max(Number(least ?? 0), Number(most ?? 0)) > maxRepetition) return `a repetition above ${maxRepetition}`
  return least !== undefined && most && Number(least) > Number(most)
    ? 'a repetition with its numbers out of order'
    : 'a repetition of nothing'
}
