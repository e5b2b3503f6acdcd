import type { Counterfactual } from '../counterfactual/index.js'
import { describeChangeSet } from './change.js'
import type { DescribeOptions } from './voice.js'

/** What it would have taken for one candidate to show, in words. */
export interface CounterfactualWords {
  readonly id: string
  /** What the sets are: `it would show after any one of these`, or that there are none. */
  readonly lead: string
  /** Each set of changes in a clause, the smallest first. */
  readonly sets: readonly string[]
}

/** What it would have taken for one candidate to show, in words (X4). */
export function describeCounterfactual(
  { id, sets, more, never }: Counterfactual,
  options: DescribeOptions = {},
): CounterfactualWords {
  const clauses = sets.map((set) => describeChangeSet(set, options))
  return { id, lead: leadOf(clauses.length, { more, never }), sets: clauses }
}

function leadOf(found: number, { more, never }: Pick<Counterfactual, 'more' | 'never'>): string {
  if (never) return 'it would never show: nothing but the past would have to be otherwise'
  if (found === 0) return 'no changes were found after which it would show'
  const rest = more ? ', and maybe after others' : ''
  return found === 1 ? `it would show after this${rest}` : `it would show after any one of these${rest}`
}
