import type { Problem } from 'oncue'

/** What came of an input: whether it was taken, and all that was said, to be the same when it is given again. */
export interface Outcome {
  readonly outcome: 'accepted' | 'refused'
  readonly answer: string
}

/** Something that must not be. */
export class Fault extends Error {}

/** Whatever a bug would say in the place of a message. */
const slips = /\[object \w+\]|\bundefined\b|TypeError|RangeError|is not a function|Cannot read|node:internal|\n\s+at /

/**
 * Holds problems against the one grammar: a code, a pointer, a message that begins in lower case and has no full stop,
 * of one line and of bounded length.
 */
export function judgeProblems(problems: readonly Problem[], document?: { readonly value: unknown }): void {
  if (problems.length === 0) throw new Fault('refused without a problem')
  if (problems.length > 100) throw new Fault(`${problems.length} problems at once`)
  for (const problem of problems) {
    const { code, pointer, message, help = '' } = problem
    const said = `${JSON.stringify(problem).slice(0, 2_000)}`
    if (!/^[a-z]+(_[a-z]+)*$/.test(code)) throw new Fault(`no code: ${said}`)
    if (pointer !== '' && !pointer.startsWith('/')) throw new Fault(`no pointer: ${said}`)
    if (message === '' || message.endsWith('.') || /^[A-Z][a-z]/.test(message))
      throw new Fault(`another grammar: ${said}`)
    if (message.length > 2_000 || help.length > 2_000)
      throw new Fault(`${message.length} characters of message: ${said}`)
    if (/[\n\r\0]/.test(message + help)) throw new Fault(`a message of several lines: ${said}`)
    if (slips.test(unquoted(message)) || slips.test(unquoted(help))) throw new Fault(`the words of a bug: ${said}`)
    if (document !== undefined && !leadsSomewhere(document.value, pointer)) throw new Fault(`it leads nowhere: ${said}`)
  }
}

const unquoted = (text: string): string => text.replace(/"(?:[^"\\]|\\.)*"/g, '""')

/** A pointer leads to a part, or to a key that is missing from one. */
function leadsSomewhere(document: unknown, pointer: string): boolean {
  let value = document
  const keys = pointer.split('/').slice(1)
  for (const [index, key] of keys.entries()) {
    if (typeof value !== 'object' || value === null) return false
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~')
    if (!Object.hasOwn(value, name)) return index === keys.length - 1
    value = (value as Record<string, unknown>)[name]
  }
  return true
}

/** Of a reading: it was taken, or it was refused in the grammar. */
export function judged<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] },
  {
    document,
    accepted,
  }: { readonly document?: { readonly value: unknown }; readonly accepted?: (value: T) => string } = {},
): Outcome {
  if (!result.ok) {
    judgeProblems(result.problems, document)
    return { outcome: 'refused', answer: JSON.stringify(result.problems) }
  }
  return { outcome: 'accepted', answer: accepted?.(result.value) ?? '' }
}

/** As JSON, with whole numbers of any size. */
export const asText = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}n` : inner)) ?? ''
