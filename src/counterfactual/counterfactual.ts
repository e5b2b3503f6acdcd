import type { Code } from '../model/index.js'
import type { ChangeSet } from './change.js'

/** What it would have taken for one candidate to show. */
export interface Counterfactual {
  /** The experience's id, or the delivery's. */
  readonly id: string
  readonly via: 'delivery' | 'automatic'
  readonly experienceId: string
  /** Why it did not show (X2). */
  readonly code: Code
  /** Sets of changes after each of which it would have shown: the smallest first, then by who can do them. */
  readonly sets: readonly ChangeSet[]
  /** Whether there are, or may be, more sets than these. */
  readonly more: boolean
  /** Nothing but the past would have to change: the delivery's turn is over. */
  readonly never: boolean
}

export interface CounterfactualOptions {
  /** The ids of the candidates and deliveries to answer for; all that did not show where it is not given. */
  readonly of?: readonly string[]
  /** How many sets are given of each candidate, at most; 5 where it is not given. */
  readonly most?: number
}
