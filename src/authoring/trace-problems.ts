import type * as v from 'valibot'
import type { Problem } from '../model/index.js'
import { nearest } from './did-you-mean.js'
import { pointerTo } from './document/pointer.js'
import { quote } from './quote.js'

type Issue = v.BaseIssue<unknown>

/**
 * What a schema found wrong, in our grammar.
 *
 * @param pointer that of the value that was judged
 * @param noun what the value is, where its key does not say it
 */
export function toProblem(issue: Issue, pointer = '', noun?: string): Problem {
  const keys = (issue.path ?? []).map(({ key }) => String(key))
  const key = keys.at(-1) ?? 'value'
  const at = pointerTo(pointer, ...keys)
  if (issue.input === undefined) {
    // What is missing has no place; the object that lacks it has one.
    return {
      code: 'missing_key',
      pointer: pointerTo(pointer, ...keys.slice(0, -1)),
      message: `missing key ${quote(key)}`,
    }
  }
  switch (issue.type) {
    case 'picklist':
    case 'literal':
    case 'variant':
      if (choices(issue).length === 0) break
      return {
        code: 'unknown_value',
        pointer: at,
        message: `unknown ${noun ?? key} ${quote(issue.input)}`,
        ...suggest(issue.input, choices(issue)),
      }
    case 'max_length':
      return {
        code: 'too_long',
        pointer: at,
        message: `longer than ${issue.requirement} characters: ${issue.received}`,
        help: 'shorten it',
      }
    case 'non_empty':
      return { code: 'empty', pointer: at, message: `empty ${key}` }
    case 'safe_integer':
      return {
        code: 'wrong_type',
        pointer: at,
        message: `expected text or a whole number up to 2^53, found ${quote(issue.input)}`,
        help: 'write it as text',
      }
    case 'regex':
      return { code: 'invalid_value', pointer: at, message: `expected ${issue.message}, found ${quote(issue.input)}` }
    default:
  }
  return {
    code: 'wrong_type',
    pointer: at,
    message: `expected ${inWords(issue.expected)}, found ${quote(issue.input)}`,
  }
}

/** The nearest of what it could have been, as the help of a problem; all of them where none is near. */
export function suggest(found: unknown, known: readonly string[]): { help?: string } {
  if (known.length === 0) return {}
  const near = typeof found === 'string' ? nearest(found, known) : undefined
  return { help: near === undefined ? `known: ${known.map(quote).join(', ')}` : `did you mean ${quote(near)}?` }
}

/** Valibot writes what it would have taken as a type: `("click" | "hover")`. */
const choices = (issue: Issue): string[] =>
  [...(issue.expected ?? '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] as string)

const words: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  Object: 'an object',
  Array: 'an array',
  null: 'null',
}

const inWords = (expected: string | null): string =>
  (expected ?? 'something else')
    .replace(/[()]/g, '')
    .split(' | ')
    .map((name) => words[name] ?? name)
    .join(' or ')
