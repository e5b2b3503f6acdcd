import type { Problem } from '../../model/index.js'

const decoder = new TextDecoder('utf-8', { fatal: true })

/** What a line holds, or why that cannot be told. */
export type ParsedLine<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

export function parseJson(bytes: Uint8Array, start: number, end: number): ParsedLine<unknown> {
  const text = decodeLine(bytes, start, end)
  if (!text.ok) return text
  try {
    return { ok: true, value: JSON.parse(text.value) }
  } catch {
    const found = text.value.length > 40 ? `${text.value.slice(0, 40)}…` : text.value
    return unreadable('invalid_json', `not a JSON object: ${JSON.stringify(found)}`, 'write one JSON object a line')
  }
}

export function decodeLine(bytes: Uint8Array, start: number, end: number): ParsedLine<string> {
  try {
    return { ok: true, value: decoder.decode(bytes.subarray(start, end)) }
  } catch {
    return unreadable('invalid_text', 'not UTF-8 text', 'is this the right file?')
  }
}

export const overlongLine: Problem = {
  code: 'line_too_long',
  pointer: '',
  message: 'line too long',
  help: 'the limit is 16 MiB',
}

const unreadable = (code: string, message: string, help: string): ParsedLine<never> => ({
  ok: false,
  problem: { code, pointer: '', message, help },
})
