import { codes } from '../../model/code.js'
import type { CodeCounts } from '../summary.js'
import type { LaneFigures, SweepingResult } from './sweeping.js'

/**
 * What parts of the profiles came to, as one: part after part. Parted in the same way, the profiles come in the same
 * order, so that what one reading came to can be held against another.
 */
export function mergeResults(parts: readonly SweepingResult[]): SweepingResult {
  const [first] = parts
  return {
    figures: (first?.figures ?? []).map((_, k) => mergeFigures(parts.map(({ figures }) => figures[k] as LaneFigures))),
    duplicates: parts.reduce((sum, { duplicates }) => sum + duplicates, 0),
  }
}

const mergeFigures = (parts: readonly LaneFigures[]): LaneFigures => ({
  shows: parts.reduce((sum, { shows }) => sum + shows, 0),
  holds: addHolds(parts.map(({ holds }) => holds)),
  showsOf: concatenate(parts.map(({ showsOf }) => showsOf)),
  mostInAWeekOf: concatenate(parts.map(({ mostInAWeekOf }) => mostInAWeekOf)),
})

/** In the order of the closed list. */
function addHolds(all: readonly CodeCounts[]): CodeCounts {
  const sums = codes.map((code) => [code, all.reduce((sum, holds) => sum + (holds[code] ?? 0), 0)] as const)
  return Object.fromEntries(sums.filter(([, count]) => count > 0))
}

function concatenate(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const part of parts) {
    whole.set(part, end)
    end += part.length
  }
  return whole
}
