import type { CodeUnits } from '../../model/index.js'

export const range = (from: string, to = from): CodeUnits => [from.charCodeAt(0), to.charCodeAt(0) + 1]

/** Every turn of a part adds to or takes from how many parts a code unit is in: the union turns where none becomes some. */
export function union(sets: readonly CodeUnits[]): CodeUnits {
  const steps = new Map<number, number>()
  for (const set of sets) {
    for (const [i, turn] of set.entries()) steps.set(turn, (steps.get(turn) ?? 0) + (i % 2 === 0 ? 1 : -1))
  }
  const turns: number[] = []
  let parts = 0
  for (const [turn, step] of [...steps].sort(([a], [b]) => a - b)) {
    if ((parts === 0) !== (parts + step === 0)) turns.push(turn)
    parts += step
  }
  return turns
}

export const complement = (set: CodeUnits): CodeUnits => (set[0] === 0 ? set.slice(1) : [0, ...set])

const ranges = (...pairs: readonly string[]): CodeUnits =>
  union(pairs.map((pair) => range(pair.charAt(0), pair.charAt(1))))

const digits = ranges('09')
const word = ranges('09', 'AZ', '__', 'az')
const spaces = ranges(
  ...['\t\r', '  ', '\u00a0\u00a0', '\u1680\u1680', '\u2000\u200a', '\u2028\u2029', '\u202f\u202f'],
  ...['\u205f\u205f', '\u3000\u3000', '\ufeff\ufeff'],
)

/** What `.` reads. */
export const notLineEnd = complement(ranges('\n\n', '\r\r', '\u2028\u2029'))

/** The escapes that stand for many units. */
export const namedSets: Readonly<Record<string, CodeUnits>> = {
  '\\d': digits,
  '\\D': complement(digits),
  '\\s': spaces,
  '\\S': complement(spaces),
  '\\w': word,
  '\\W': complement(word),
}
