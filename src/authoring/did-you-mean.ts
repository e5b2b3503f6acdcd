import { distance } from 'fastest-levenshtein'

/** The help for a name that is not among the known ones, if one of those is near. */
export function didYouMean(name: string, known: Iterable<string>): string | undefined {
  const near = nearest(name, known)
  return near === undefined ? undefined : `did you mean ${JSON.stringify(near)}?`
}

// Longer names are compared with nothing: the distance takes time in the product of the lengths.
const maxCompared = 128

/**
 * The nearest of the known names: not further than a third of the name's length, or with the same letters in another
 * order; the first of several that are as near. Names of one or two letters are near to nothing.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  if (name.length < 3 || name.length > maxCompared) return undefined
  let best: string | undefined
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= least) continue
    const difference = letters(candidate) === letters(name) ? 1 : distance(name, candidate)
    if (difference < least) {
      best = candidate
      least = difference
    }
  }
  return best
}

const letters = (name: string): string => [...name].sort().join('')
