import fc from 'fast-check'
import { dayMs, hourMs, minuteMs } from '../../src/model/index.js'

/** An ordinary night, the end of a month, and the nights in which the clocks of New York and Havana turn. */
export const arbitraryBase = fc.constantFrom(
  Date.UTC(2029, 1, 3),
  Date.UTC(2029, 0, 31, 12),
  Date.UTC(2029, 2, 11, 5),
  Date.UTC(2029, 10, 4, 5),
)

const steps = [0, 1000, 30_000, hourMs, 90 * minuteMs, 2 * hourMs, dayMs, 2 * dayMs, 7 * dayMs]

/** Few enough instants that they meet one another's windows to the millisecond: some before the base, fewer after. */
export const instantNear = (base: number): fc.Arbitrary<number> =>
  fc
    .tuple(
      fc.constantFrom(...steps),
      fc.oneof({ weight: 3, arbitrary: fc.constant(-1) }, { weight: 1, arbitrary: fc.constant(1) }),
      arbitraryNudge,
    )
    .map(([step, sign, nudge]) => base + sign * step + nudge)

/** A boundary itself mostly, else a millisecond beside it. */
export const arbitraryNudge = fc.constantFrom(0, 0, 0, -1, 1)
