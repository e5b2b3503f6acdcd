/** Text that is a plain decimal number, and nothing else. */
const decimal = /^-?\d+(\.\d+)?$/

/** A number, or decimal text as one; NaN for everything else. */
export const toNumber = (value: unknown): number =>
  typeof value === 'number' || (typeof value === 'string' && decimal.test(value)) ? Number(value) : Number.NaN

/** Text, numbers and booleans as text; `undefined` for everything else. */
export const toText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined

/**
 * Equality as both products' editors mean it, which keep every operand as text: a number equals decimal text of
 * the same value, a boolean equals `true` or `false`, `null` equals itself. Lists and objects equal nothing.
 */
export function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' || typeof b === 'number') return toNumber(a) === toNumber(b)
  const text = toText(a)
  return text === undefined ? a === null && b === null : text === toText(b)
}
