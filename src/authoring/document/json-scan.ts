import { type Fault, repeatedKey, tooDeep, tooManyValues } from './fault.js'
import { readJsonNumber, readJsonString, skipJsonSpace } from './json-tokens.js'
import type { DocumentLimits } from './limits.js'
import { pointerTo } from './pointer.js'

/** Where a value of the document begins, and the key before it where it has one. */
export type JsonVisit = (pointer: string, at: { readonly key: number; readonly value: number }) => void

interface Level {
  readonly kind: 'object' | 'array'
  readonly start: number
  readonly pointer: string
  readonly keys: Map<string, number>
  key: string
  keyAt: number
  count: number
}

/**
 * Walks a JSON text without building it, on a stack of its own: so neither depth nor repeated keys, both of which
 * `JSON.parse` takes in silence, can hurt whoever reads the value later.
 *
 * @returns `fatal` where the text is no JSON or beyond a limit, else the repeated keys
 */
export function scanJson(
  text: string,
  limits: DocumentLimits,
  visit?: JsonVisit,
): { readonly fatal: Fault | null; readonly repeated: readonly Fault[] } {
  const levels: Level[] = []
  const repeated: Fault[] = []
  let values = 0
  let at = skipJsonSpace(text, 0)

  for (;;) {
    let level = levels.at(-1)
    let keyAt = at
    if (level?.kind === 'object') {
      const key = readKey(text, at, level, repeated)
      if ('code' in key) return { fatal: key, repeated }
      keyAt = at
      at = key.end
    }
    const pointer = visit === undefined || level === undefined ? '' : pointerTo(level.pointer, level.key)
    visit?.(pointer, { key: keyAt, value: at })
    values += 1
    if (values > limits.maxValues) return { fatal: tooManyValues(at, limits.maxValues), repeated }

    const opened = text[at] === '{' ? 'object' : text[at] === '[' ? 'array' : null
    if (opened !== null) {
      if (levels.length >= limits.maxDepth) return { fatal: tooDeep(at, limits.maxDepth), repeated }
      levels.push({ kind: opened, start: at, pointer, keys: new Map(), key: '0', keyAt: at, count: 0 })
      at = skipJsonSpace(text, at + 1)
      if (text[at] !== (opened === 'object' ? '}' : ']')) continue
    } else {
      const end = scalarEnd(text, at)
      if (typeof end !== 'number') return { fatal: end, repeated }
      at = skipJsonSpace(text, end)
    }

    // A value has ended (or an empty level is about to): close what closes, until a comma asks for the next value.
    for (;;) {
      level = levels.at(-1)
      if (level === undefined) {
        return { fatal: at < text.length ? fault(at, 'text after the end of the document') : null, repeated }
      }
      const found = text[at]
      if (found === ',') {
        level.count += 1
        level.key = String(level.count)
        at = skipJsonSpace(text, at + 1)
        break
      }
      if (found !== (level.kind === 'object' ? '}' : ']')) return { fatal: unclosed(text, at, level), repeated }
      levels.pop()
      at = skipJsonSpace(text, at + 1)
    }
  }
}

function readKey(text: string, at: number, level: Level, repeated: Fault[]): { readonly end: number } | Fault {
  if (at >= text.length) return unclosed(text, at, level)
  const key = text[at] === '"' ? readJsonString(text, at) : null
  if (key === null) return fault(at, `expected a key in double quotes, found ${JSON.stringify(text[at])}`)
  if ('code' in key) return key
  const colon = skipJsonSpace(text, key.end)
  if (text[colon] !== ':') return fault(colon, `expected ":" after the key ${JSON.stringify(key.value)}`)
  const first = level.keys.get(key.value)
  if (first === undefined) level.keys.set(key.value, at)
  else repeated.push(repeatedKey(key.value, at, first))
  level.key = key.value
  return { end: skipJsonSpace(text, colon + 1) }
}

function scalarEnd(text: string, at: number): number | Fault {
  if (at >= text.length) return fault(at, 'the document ends where a value is expected')
  if (text[at] === '"') {
    const string = readJsonString(text, at)
    return 'code' in string ? string : string.end
  }
  for (const word of ['true', 'false', 'null']) if (text.startsWith(word, at)) return at + word.length
  return readJsonNumber(text, at) ?? fault(at, `expected a value, found ${JSON.stringify(text[at])}`)
}

function unclosed(text: string, at: number, level: Level): Fault {
  const what = level.kind === 'object' ? 'object' : 'array'
  if (at >= text.length) {
    const see = { words: 'it begins at', offset: level.start } as const
    return { ...fault(at, `the document ends inside an ${what}`), see }
  }
  return fault(at, `expected "," or "${level.kind === 'object' ? '}' : ']'}", found ${JSON.stringify(text[at])}`)
}

const fault = (offset: number, message: string): Fault => ({ code: 'syntax', offset, message })
