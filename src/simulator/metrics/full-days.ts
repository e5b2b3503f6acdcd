import { dayMs, type Instant, secondMs } from '../../model/index.js'
import { sortedPairs } from './counter.js'
import { dayOf } from './days.js'
import type { GroupDayMetrics } from './metrics.js'
import type { Keyed } from './monoid.js'

// What stands in which column of a day's row.
const users = 0
const seconds = 1
const wholeDays = 2

/** A power of two: a month is found without a search. */
const slots = 64

/** On which days a limit group was full: only what changes is written down, so a year costs no more than an hour. */
export class FullDays {
  readonly #rows = new Map<number, Float64Array>()
  readonly #slotDays = new Float64Array(slots).fill(Number.NaN)
  readonly #slotRows: Float64Array[] = []
  #lastDay = Number.NEGATIVE_INFINITY

  /** The times that follow are of another person. */
  begin(): void {
    this.#lastDay = Number.NEGATIVE_INFINITY
  }

  /** Times of one person come in their order. */
  add(from: Instant, until: Instant): void {
    const first = dayOf(from)
    const last = Math.max(first, dayOf(until - 1)) // half-open: what ends at midnight is not full on that day
    // On a day on which it was full twice for one person, that is one person: what begins and ends on one day is nothing.
    this.#count(Math.max(first, this.#lastDay + 1), users, 1)
    this.#count(last + 1, users, -1)
    this.#lastDay = last
    if (first === last) {
      this.#count(first, seconds, secondsIn(until - from))
      return
    }
    this.#count(first, seconds, secondsIn((first + 1) * dayMs - from))
    this.#count(last, seconds, secondsIn(until - last * dayMs))
    this.#count(first + 1, wholeDays, 1)
    this.#count(last, wholeDays, -1)
  }

  get pairs(): Keyed<GroupDayMetrics, number> {
    return sortedPairs(this.#rows).map(([day, row]) => [
      day,
      { users: row[users] as number, seconds: row[seconds] as number, wholeDays: row[wholeDays] as number },
    ])
  }

  #count(day: number, column: number, times: number): void {
    const slot = day & (slots - 1)
    const row = this.#slotDays[slot] === day ? (this.#slotRows[slot] as Float64Array) : this.#find(day, slot)
    row[column] = (row[column] as number) + times
  }

  #find(day: number, slot: number): Float64Array {
    let row = this.#rows.get(day)
    if (row === undefined) {
      row = new Float64Array(3)
      this.#rows.set(day, row)
    }
    this.#slotDays[slot] = day
    this.#slotRows[slot] = row
    return row
  }
}

const secondsIn = (ms: number): number => Math.floor(ms / secondMs)
