import type { Instant } from '../model/index.js'

/** A clock that goes only where it is sent, and stops at everything that is due on the way. */
export interface Clock {
  readonly now: Instant
  /** Runs `task` when the clock comes to `at`; at or before now, at the next move. The answer calls it off. */
  schedule(at: Instant, task: (now: Instant) => void): () => void
  /** The earliest instant at which something is due. */
  readonly dueAt: Instant | null
  /**
   * Moves on, task after task: by instant, then in the order in which they were scheduled. Each task sees its own
   * instant as now; what it schedules on the way takes part.
   *
   * @throws if `to` lies before now: a clock does not go back
   */
  advanceTo(to: Instant): void
}

interface Due {
  readonly at: Instant
  readonly order: number
  readonly task: (now: Instant) => void
}

/**
 * A manual clock (T1), the one that a simulation runs on.
 *
 * @param start milliseconds since the epoch
 * @example
 * ```ts
 * import { createClock } from 'oncue/simulator'
 *
 * const clock = createClock(0)
 * const seen: number[] = []
 * clock.schedule(50, (now) => seen.push(now))
 * clock.schedule(10, (now) => seen.push(now))
 * clock.advanceTo(100)
 * seen // [10, 50]
 * ```
 */
export function createClock(start: Instant): Clock {
  let now = start
  let scheduled = 0
  let due: Due[] = []
  const earliest = (): Due | undefined =>
    due.reduce<Due | undefined>((least, one) => (least === undefined || isBefore(one, least) ? one : least), undefined)
  return {
    get now() {
      return now
    },
    get dueAt() {
      return earliest()?.at ?? null
    },
    schedule(at, task) {
      const one = { at: Math.max(at, now), order: scheduled++, task }
      due.push(one)
      return () => {
        due = due.filter((other) => other !== one)
      }
    },
    advanceTo(to) {
      if (to < now) throw new RangeError(`the clock is at ${now} and cannot go back to ${to}`)
      for (let next = earliest(); next !== undefined && next.at <= to; next = earliest()) {
        const { at, task } = next
        due = due.filter((other) => other !== next)
        now = at
        task(at)
      }
      now = to
    },
  }
}

const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)
