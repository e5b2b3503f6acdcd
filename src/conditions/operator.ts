import type { Instant } from '../model/index.js'

/**
 * What a comparison asks: the fact's value on the left, the condition's `value` on the right. Neither test may
 * keep or change what it is given.
 */
export interface Operator {
  readonly test: Test
  /** Only where the answer depends on now: the least instant after `now` at which it may be another. */
  readonly turnsAt?: (factValue: unknown, jsonValue: unknown, now: Instant) => Instant
  /** The same test with the right-hand side looked at once. It answers as `test` does. */
  readonly prepare?: (jsonValue: unknown) => Test
}

export type Test = (factValue: unknown, jsonValue: unknown, now: Instant) => boolean

export const not =
  (test: Test): Test =>
  (a, b, now) =>
    !test(a, b, now)
