import { byCodeUnit } from '../model/by-code-unit.js'
import type { Step } from './step.js'

/**
 * The order of the changes in a set: by who can do them, then by kind, then by what they change. To what says nothing
 * about a change's place: among values of one thing the one that was proposed first goes first.
 */
export const byStep = (a: Step, b: Step): number => a.rank - b.rank || byCodeUnit(a.key, b.key)

/**
 * The order of sets: by how many changes, then by who can do the hardest of them, the next hardest, and so on; then
 * change by change. It is total among sets that are found, for no two of them change the same things. The steps of each
 * are in order.
 */
export function bySize(a: readonly Step[], b: readonly Step[]): number {
  if (a.length !== b.length) return a.length - b.length
  for (let k = a.length - 1; k >= 0; k--) {
    const difference = (a[k] as Step).actor - (b[k] as Step).actor
    if (difference !== 0) return difference
  }
  for (let k = 0; k < a.length; k++) {
    const difference = byStep(a[k] as Step, b[k] as Step)
    if (difference !== 0) return difference
  }
  return 0
}
