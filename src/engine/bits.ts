/**
 * Sets of experiences, one bit each in show order: experience `i` is bit `i & 31` of word `i >>> 5`. Every
 * engine's sets have the same number of words.
 */
export type Bits = Int32Array

export const emptyBits = (size: number): Bits => new Int32Array((size + 31) >>> 5)

export function addBit(bits: Bits, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) | (1 << (index & 31))
}

export const hasBit = (bits: Bits, index: number): boolean =>
  (((bits[index >>> 5] as number) >>> (index & 31)) & 1) === 1

/** The index within a word of its lowest one bit. The word must not be 0. */
export const lowestBit = (word: number): number => 31 - Math.clz32(word & -word)

/** The set of the indices for which the answer is yes. */
export function bitsWhere(size: number, holds: (index: number) => boolean): Bits {
  const bits = emptyBits(size)
  for (let index = 0; index < size; index++) if (holds(index)) addBit(bits, index)
  return bits
}

/** A set with few members, as pairs: the number of a word that is not 0, then its bits; in order. */
export type SparseSet = readonly number[]

export const sparse = (bits: Bits): SparseSet => [...bits].flatMap((word, number) => (word === 0 ? [] : [number, word]))
