import { visible } from './visible.js'

const longest = 80

/** Any value as JSON, cut short where it is long: `"guest"`, `["a","b"]`, `nothing`. Safe to show. */
export const quoted = (found: unknown): string =>
  visible(typeof found === 'string' ? JSON.stringify(cut(found, longest - '""'.length)) : cut(written(found), longest))

/** An id or a name: bare where it reads as one word, else in quotes. An id is never cut: people copy it. */
export const named = (id: string): string =>
  visible(/^[\p{L}\p{N}_$][^\s"'`,;()\\]*$/u.test(id) ? id : JSON.stringify(id))

function written(found: unknown): string {
  if (found === undefined) return 'nothing'
  // JSON has no word for NaN, the infinities and whole numbers beyond its own.
  if (typeof found === 'number' || typeof found === 'bigint') return String(found)
  return JSON.stringify(found, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part)) ?? String(found)
}

/** Never through the middle of a character. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const kept = text.slice(0, most - 1)
  return `${/[\uD800-\uDBFF]$/.test(kept) ? kept.slice(0, -1) : kept}…`
}
