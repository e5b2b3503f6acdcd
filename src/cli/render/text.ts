/** Text from outside on a terminal: what controls it, or turns its direction, is written out instead. */
export const visible = (text: string): string => text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, written)

const written = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** A number with its thousands apart: 12,345. */
export const count = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, ',')

/** A counted noun: `1 page load`, `12,345 page loads`. */
export const counted = (value: number, noun: string, plural = `${noun}s`): string =>
  `${count(value)} ${value === 1 ? noun : plural}`

/** A part of a whole, to the tenth: `12.3 %`. What is not all is never written as all, nor something as nothing. */
export function share(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %'
  if (part === whole) return '100 %'
  return `${Math.min(99.9, Math.max(0.1, Math.round((part / whole) * 1_000) / 10))} %`
}

const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
  [1, 'ms'],
] as const

/** A time span in its two largest units: `1 h 59 min`. */
export function span(ms: number): string {
  const parts: string[] = []
  let rest = Math.abs(ms)
  for (const [unit, name] of units) {
    const whole = Math.floor(rest / unit)
    if (whole === 0 && parts.length === 0) continue
    if (whole > 0) parts.push(`${whole} ${name}`)
    rest -= whole * unit
    if (parts.length === 2 || whole === 0) break
  }
  return parts.length === 0 ? '0 ms' : parts.join(' ')
}

/** Any value as JSON, cut short where it is long. */
export function value(found: unknown): string {
  const text = found === undefined ? 'nothing' : (JSON.stringify(found) ?? String(found))
  return visible(text.length > 80 ? `${text.slice(0, 79)}…` : text)
}
