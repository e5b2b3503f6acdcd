import type { Problem } from '../model/index.js'

/** The nearest of `candidates` to a misspelt name, if any is near. */
export type Suggest = (name: string, candidates: readonly string[]) => string | undefined

export const problem = (code: string, pointer: string, message: string, help?: string): Problem =>
  help === undefined ? { code, pointer, message } : { code, pointer, message, help }

export function nameHelp(
  suggest: Suggest | undefined,
  name: string,
  candidates: readonly string[],
): string | undefined {
  const nearest = suggest?.(name, candidates)
  return nearest === undefined ? undefined : `did you mean ${quoted(nearest)}?`
}

const maxQuoted = 40

/** A name as a message shows it: in quotes, on one line, and cut short. */
export const quoted = (name: string): string =>
  JSON.stringify(name.length > maxQuoted ? `${name.slice(0, maxQuoted)}…` : name)

/** A JSON pointer one step further down. */
export const child = (pointer: string, key: string | number): string =>
  `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`

export const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** A JSON type in the words of the messages. */
export function typeName(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return 'text'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
