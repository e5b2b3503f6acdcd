import { formatInstant } from '../../conditions/index.js'
import { type Code, codes } from '../../model/code.js'
import { dayMs, type Instant } from '../../model/index.js'
import { sortedPairs } from './counter.js'
import { type DayMetrics, dayMetrics } from './metrics.js'
import type { Counts, Keyed } from './monoid.js'

/** The number of an instant's UTC day. */
export const dayOf = (at: Instant): number => Math.floor(at / dayMs)

/** A day as `2029-02-03`. */
export const dayText = (day: number): string => formatInstant(day * dayMs).split('T')[0] as string

/** The number of the day that is written so. */
export const dayNumber = (day: string): number => dayOf(Date.parse(day))

/** What stands in which column of a day's row; from `holdColumn` on, one for each code. */
export const pageColumn = 0
export const showColumn = 1
export const redirectColumn = 2
export const triggerColumn = 3
export const holdColumn = 4

/** A power of two: a month is found without a search. */
const slots = 64

/** Counts by UTC day: one row of numbers each, because one is counted in on every page load. */
export class Days {
  readonly #rows = new Map<number, Float64Array>()
  readonly #slotDays = new Float64Array(slots).fill(Number.NaN)
  readonly #slotRows: Float64Array[] = []

  row(day: number): Float64Array {
    const slot = day & (slots - 1)
    return this.#slotDays[slot] === day ? (this.#slotRows[slot] as Float64Array) : this.#find(day, slot)
  }

  #find(day: number, slot: number): Float64Array {
    let row = this.#rows.get(day)
    if (row === undefined) {
      row = new Float64Array(holdColumn + codes.length)
      this.#rows.set(day, row)
    }
    this.#slotDays[slot] = day
    this.#slotRows[slot] = row
    return row
  }

  get pairs(): Keyed<DayMetrics> {
    const days = [...this.#rows].map(([day, row]): [string, DayMetrics] => [
      dayText(day),
      {
        ...dayMetrics.empty,
        pageLoads: row[pageColumn] as number,
        pageLoadsWithShow: row[showColumn] as number,
        redirects: row[redirectColumn] as number,
        showsByTrigger: row[triggerColumn] as number,
        holds: codeCounts(row, holdColumn),
      },
    ])
    return sortedPairs(new Map(days))
  }
}

/** Counts by code that stand beside each other, from `offset` on. */
export const codeCounts = (cells: Float64Array, offset: number): Counts =>
  sortedPairs(
    new Map(
      codes.map((code, place): [Code, number] => [code, cells[offset + place] as number]).filter(([, n]) => n > 0),
    ),
  )
