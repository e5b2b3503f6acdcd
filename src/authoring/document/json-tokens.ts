import type { Fault } from './fault.js'

/** The offset of the first character from `at` on that is no JSON white space. */
export function skipJsonSpace(text: string, at: number): number {
  let next = at
  for (;;) {
    const unit = text.charCodeAt(next)
    if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) return next
    next += 1
  }
}

/** Reads the string whose opening quote stands at `at`; `end` is behind the closing one. */
export function readJsonString(text: string, at: number): { readonly value: string; readonly end: number } | Fault {
  let escaped = false
  for (let next = at + 1; next < text.length; next += 1) {
    const unit = text.charCodeAt(next)
    if (unit === quote) {
      const value = escaped ? unescaped(text.slice(at, next + 1)) : text.slice(at + 1, next)
      return value === null
        ? { code: 'syntax', offset: at, message: 'a "\\" in text begins no escape that JSON knows' }
        : { value, end: next + 1 }
    }
    if (unit === backslash) {
      escaped = true
      next += 1
    } else if (unit < 32) {
      return { code: 'syntax', offset: next, message: 'text in quotes does not end on its line' }
    }
  }
  return { code: 'syntax', offset: text.length, message: 'the document ends inside text in quotes' }
}

const quote = 34
const backslash = 92

function unescaped(literal: string): string | null {
  try {
    const value: unknown = JSON.parse(literal)
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

/** The end of the number at `at`, or `null` where there is none. */
export function readJsonNumber(text: string, at: number): number | null {
  const isDigit = (offset: number): boolean => text.charCodeAt(offset) >= 48 && text.charCodeAt(offset) <= 57
  const skipDigits = (offset: number): number => {
    let next = offset
    while (isDigit(next)) next += 1
    return next
  }
  let next = text[at] === '-' ? at + 1 : at
  if (!isDigit(next)) return null
  next = text[next] === '0' ? next + 1 : skipDigits(next)
  if (text[next] === '.') {
    if (!isDigit(next + 1)) return null
    next = skipDigits(next + 1)
  }
  if (text[next] === 'e' || text[next] === 'E') {
    const sign = text[next + 1] === '+' || text[next + 1] === '-' ? 2 : 1
    if (!isDigit(next + sign)) return null
    next = skipDigits(next + sign)
  }
  return next
}
