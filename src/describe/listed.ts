const mostListed = 3

/** Things in a row: `a`, `a and b`, `a, b and c`; what is too many is counted: `a, b, c and 4 more`. */
export function listed(all: readonly string[], word: 'and' | 'or' = 'and', most = mostListed): string {
  const shown = all.slice(0, most)
  const rest = all.length - shown.length
  const [last = '', ...before] = [...shown, ...(rest > 0 ? [`${rest} more`] : [])].reverse()
  return before.length === 0 ? last : `${before.reverse().join(', ')} ${word} ${last}`
}
