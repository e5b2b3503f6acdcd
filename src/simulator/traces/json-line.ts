import { scanJson } from '../../authoring/document/json-scan.js'
import { documentLimits } from '../../authoring/document/limits.js'
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
    return { ok: false, problem: notJson(text.value) }
  }
}

/** Of what was meant as JSON it is said where it fails; whatever else it is shows at its beginning. */
function notJson(text: string): Problem {
  const fatal = /^\s*[{[]/.test(text) ? scanJson(text, documentLimits).fatal : null
  const fault = fatal?.code === 'syntax' ? fatal : null
  const found = JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)
  return {
    code: 'invalid_json',
    pointer: '',
    message: `not a JSON object: ${fault === null ? found : ofLine(fault.message)}`,
    help: 'write one JSON object a line',
    ...(fault === null ? {} : { column: fault.offset + 1 }),
  }
}

/** What is said of a document, of a line. */
const ofLine = (message: string): string =>
  message.replace('the end of the document', 'its end').replace('the document', 'the line')

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
