import type { Guess } from './guess.js'
import type { Leaf, Part } from './tree.js'

/** A comparison that is to answer something else. */
export interface Flip {
  readonly leaf: Leaf
  readonly wanted: boolean
}

/**
 * Comparisons of which at least one must turn for a part to answer as `wanted`, which it does not: whatever brings it
 * about turns one of these. None is that nothing does, for what the guess has set stays as it is.
 *
 * @param most where there are more, one more than these is given
 */
export function flipsOf(part: Part, wanted: boolean, guess: Guess, most: number): readonly Flip[] {
  if (part.kind === 'not') return flipsOf(part.part, !wanted, guess, most)
  if (part.kind === 'many') {
    return part.settles === wanted ? anyOf(part.parts, wanted, guess, most) : allOf(part.parts, wanted, guess, most)
  }
  const { leaf } = part
  return leaf.place === null || guess.isSet(leaf.place) ? [] : [{ leaf, wanted }]
}

/** One part is enough, whichever. */
function anyOf(parts: readonly Part[], wanted: boolean, guess: Guess, most: number): readonly Flip[] {
  const flips: Flip[] = []
  for (const part of parts) {
    flips.push(...flipsOf(part, wanted, guess, most - flips.length))
    if (flips.length > most) break
  }
  return flips
}

/** Each part that answers wrongly must turn, so the flips of one of them will do: the one that has the fewest. */
function allOf(parts: readonly Part[], wanted: boolean, guess: Guess, most: number): readonly Flip[] {
  let fewest: readonly Flip[] = []
  for (const part of parts) {
    if (guess.holds(part) === wanted) continue
    const flips = flipsOf(part, wanted, guess, most)
    if (flips.length === 0) return flips
    if (fewest.length === 0 || flips.length < fewest.length) fewest = flips
  }
  return fewest
}
