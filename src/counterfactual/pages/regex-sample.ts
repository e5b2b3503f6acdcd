import type { CodeUnits, RegexProgram } from '../../model/index.js'

/**
 * A short text that a pattern reads from its start to its end: the fewest steps through the program, assertions taken
 * for granted. Whether it really matches is the matcher's to say. `null` where the pattern reads nothing at all.
 */
export function regexSample({ start, instructions }: RegexProgram): string | null {
  const cameFrom = new Map<number, { readonly place: number; readonly unit: string }>([
    [start, { place: -1, unit: '' }],
  ])
  const open = [start]
  const visit = (place: number, from: number, unit: string): void => {
    if (cameFrom.has(place)) return
    cameFrom.set(place, { place: from, unit })
    open.push(place)
  }
  for (const place of open) {
    if (place === 0) break
    const [next, what] = instructions[place] as RegexProgram['instructions'][number]
    if (typeof what === 'number') {
      visit(next, place, '')
      visit(what, place, '')
    } else if (typeof what === 'string') visit(next, place, '')
    else if (what.length > 0) visit(next, place, unitOf(what))
  }
  let text = ''
  for (let at = cameFrom.get(0); at !== undefined; at = cameFrom.get(at.place)) text = at.unit + text
  return cameFrom.has(0) ? text : null
}

/** A unit of the set that reads well in an address, where there is one. */
function unitOf(set: CodeUnits): string {
  const isIn = (code: number): boolean => set.filter((turn) => turn <= code).length % 2 === 1
  const nice = [...'a1/?-_.'].find((unit) => isIn(unit.charCodeAt(0)))
  return nice ?? String.fromCharCode(set.find((turn, k) => k % 2 === 0 && turn > 32) ?? (set[0] as number))
}
