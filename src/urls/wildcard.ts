/**
 * A pattern in which `*` stands for any run of characters, none included, anchored at both ends (U2).
 * Taking the first place for each piece between two stars is enough: a later place leaves less room for the rest.
 */
export function compileWildcard(pattern: string): (href: string) => boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return (href) => href === pattern
  return (href) => {
    if (!href.startsWith(first)) return false
    let at = first.length
    for (const piece of rest) {
      const found = href.indexOf(piece, at)
      if (found < 0) return false
      at = found + piece.length
    }
    return href.length - last.length >= at && href.endsWith(last)
  }
}
