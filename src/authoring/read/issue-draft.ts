import type * as v from 'valibot'
import { pointerTo } from '../document/pointer.js'
import { quote } from '../quote.js'
import { suggest } from '../trace-problems.js'
import type { Draft } from './problems.js'

/** What a catalog schema found wrong, worded. */
export function issueDraft(issue: v.BaseIssue<unknown>, part: number): Draft {
  const keys = (issue.path ?? []).map(({ key }) => String(key))
  const pointer = pointerTo('', ...keys)
  const key = keys.at(-1) ?? 'value'
  // An issue at a missing key comes from the object, whose message says what it is made of.
  if (issue.input === undefined && keys.length > 0) {
    const parent = pointerTo('', ...keys.slice(0, -1))
    return { part, pointer: parent, code: 'missing_key', message: `missing key ${quote(key)}`, ...shape(issue) }
  }
  switch (issue.type) {
    case 'raw_check':
      return {
        part,
        pointer,
        code: 'invalid_value',
        message: issue.message,
        ...(issue.expected ? { help: issue.expected } : {}),
      }
    case 'picklist':
    case 'variant': {
      const known = words(issue)
      if (known.length === 0) break
      const message = `unknown ${key === 'on' ? 'trigger' : key} ${quote(issue.input)}`
      return { part, pointer, code: 'unknown_value', message, ...suggest(issue.input, known) }
    }
    default:
  }
  const code = issue.kind === 'schema' ? 'wrong_type' : 'invalid_value'
  return { part, pointer, code, message: `expected ${issue.message}, found ${shown(issue.input)}`, ...advice(issue) }
}

const shape = (issue: v.BaseIssue<unknown>): { help?: string } => {
  const known = issue.type === 'variant' ? words(issue) : []
  if (known.length > 0) return suggest(undefined, known)
  return issue.message.includes('{') ? { help: `expected ${issue.message}` } : {}
}

/** The words of a closed list, as the issue names them. */
const words = (issue: v.BaseIssue<unknown>): string[] =>
  [...(issue.expected ?? '').matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] as string)

const shown = (value: unknown): string =>
  Array.isArray(value)
    ? `a list of ${value.length}`
    : typeof value === 'object' && value !== null
      ? 'an object'
      : quote(value)

/** YAML turns `id: 007` into a number and `size: "3"` into text: both are a matter of quotes. */
function advice({ type, input, message }: v.BaseIssue<unknown>): { help?: string } {
  if (type === 'string' && (typeof input === 'number' || typeof input === 'boolean'))
    return { help: `quote it: "${input}"` }
  if (/^an? (whole )?number/.test(message) && typeof input === 'string' && /^-?\d+(\.\d+)?$/.test(input)) {
    return { help: `write it without quotes: ${input}` }
  }
  return {}
}
