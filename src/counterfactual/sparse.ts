import type { Bits, SparseSet } from '../engine/index.js'

/** The set with one index in it, or out of it. */
export function withIndex(set: SparseSet, index: number, isIn: boolean): SparseSet {
  const [word, bit] = [index >>> 5, 1 << (index & 31)]
  const changed: number[] = []
  let own = 0
  let at = 0
  for (let k = 0; k < set.length; k += 2) {
    const [number, bits] = [set[k] as number, set[k + 1] as number]
    if (number === word) own = bits
    else changed.push(number, bits)
    if (number < word) at = changed.length
  }
  own = isIn ? own | bit : own & ~bit
  return own === 0 ? changed : changed.toSpliced(at, 0, word, own)
}

/** Indices from the first up to, and without, the second. */
export type Range = readonly [from: number, to: number]

/** The set without what lies in a range. */
export function withoutRange(set: SparseSet, [from, to]: Range): SparseSet {
  const left: number[] = []
  for (let k = 0; k < set.length; k += 2) {
    const word = set[k] as number
    const bits = (set[k + 1] as number) & ~(below(to - 32 * word) & ~below(from - 32 * word))
    if (bits !== 0) left.push(word, bits)
  }
  return left
}

/** A word's bits below a place, which may lie outside the word. */
const below = (place: number): number => (place <= 0 ? 0 : place >= 32 ? -1 : (1 << place) - 1)

/** The set with one index in it, or out of it. */
export function bitsWith(bits: Bits, index: number, isIn: boolean): Bits {
  const changed = bits.slice()
  const bit = 1 << (index & 31)
  const word = changed[index >>> 5] as number
  changed[index >>> 5] = isIn ? word | bit : word & ~bit
  return changed
}
