const maxQuoted = 40

/** A value as a message shows it: text in quotes and cut short, what is large by its kind only. */
export function quote(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > maxQuoted ? `${value.slice(0, maxQuoted)}…` : value)
  }
  if (typeof value === 'function') return 'a function'
  if (value === undefined) return 'nothing'
  if (typeof value !== 'object' || value === null) return String(value)
  return Array.isArray(value) ? 'an array' : 'an object'
}
