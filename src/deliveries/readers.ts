import { quote } from '../authoring/quote.js'
import { parseInstant } from '../authoring/time.js'
import type { Instant } from '../model/index.js'
import type { Reader } from './params.js'
import type { Position } from './place.js'

/** Strictly `true` or `false`: `"false"` is a truthy text. */
export const flag: Reader<boolean> = (value) =>
  typeof value === 'boolean'
    ? { ok: true, value }
    : { ok: false, message: `not a boolean: ${quote(value)}`, help: 'write true or false, without quotes' }

const maxText = 8_192

/** An id or a key: any text that is not empty. */
export const text: Reader<string> = (value) => {
  if (typeof value !== 'string') {
    return { ok: false, message: `not a text: ${quote(value)}`, help: 'write it in quotes' }
  }
  if (value === '') return { ok: false, message: 'empty text', help: 'write a text, or leave it out' }
  if (value.length > maxText) {
    const message = `longer than ${maxText} characters: ${value.length}`
    return { ok: false, message, help: 'write a shorter text' }
  }
  return { ok: true, value }
}

/** Compared as text (D2), whether it came as text or as a number. */
export const identifier: Reader<string> = (value) => {
  if (typeof value !== 'number') return text(value)
  // Beyond these, different ids are read as one number, and the wrong user would be named.
  if (Number.isSafeInteger(value)) return { ok: true, value: String(value) }
  return { ok: false, message: `not a whole number below 2^53: ${quote(value)}`, help: 'write it as a text' }
}

export const instant =
  (now: Instant): Reader<Instant> =>
  (value) =>
    parseInstant(value, now)

export const oneOf =
  <const T extends string>(...allowed: readonly [T, ...T[]]): Reader<T> =>
  (value) => {
    const match = allowed.find((one) => one === value)
    if (match !== undefined) return { ok: true, value: match }
    const names = allowed.map(quote).join(' or ')
    return { ok: false, message: `not ${names}: ${quote(value)}`, help: `write ${names}` }
  }

export const wholeNumber =
  ({ min, max }: { min: number; max: number }): Reader<number> =>
  (value) =>
    isWhole(value) && value >= min && value <= max
      ? { ok: true, value }
      : {
          ok: false,
          message: `not a whole number from ${min} to ${max}: ${quote(value)}`,
          help: 'write a number in that range',
        }

const isWhole = (value: unknown): value is number => Number.isInteger(value)

/** D8. */
export const position: Reader<Position> = (value) => {
  if (value === 'first') return { ok: true, value: 0 }
  if (value === 'last' || (isWhole(value) && value >= 0)) return { ok: true, value }
  return {
    ok: false,
    message: `not a position: ${quote(value)}`,
    help: 'write "first", "last", or one whole number from 0',
  }
}
