import { scaleUtc } from 'd3-scale'
import { dayMs } from '../../model/index.js'

/** Days side by side: so many slots, in each of which a day, a week, a month or a year stands. */
export interface TimeAxis {
  readonly unit: Unit
  readonly slots: number
  /** The slot of an instant, from 0. */
  readonly slotOf: (at: number) => number
  /** The slot as people say it: `5 Mar 2029`, `week of 5 Mar 2029`, `Mar 2029`, `2029`. */
  readonly label: (at: number) => string
  /** Where a picture of this many labels has them: in parts of its width. */
  readonly ticks: (most: number) => readonly Tick[]
}

export interface Tick {
  readonly place: number
  readonly label: string
}

export type Unit = 'day' | 'week' | 'month' | 'year'

const mostSlots = 400

/** The number of the unit that an instant lies in. Weeks begin on Monday, as those of limit groups do (L5). */
const numberOf: Readonly<Record<Unit, (at: number) => number>> = {
  day: (at) => Math.floor(at / dayMs),
  week: (at) => Math.floor((at / dayMs + 3) / 7),
  month: (at) => new Date(at).getUTCFullYear() * 12 + new Date(at).getUTCMonth(),
  year: (at) => new Date(at).getUTCFullYear(),
}

/** The axis of days that lie from the first to the last, in the smallest unit of which there are few enough. */
export function timeAxis(first: number, last: number): TimeAxis {
  const span = (unit: Unit): number => numberOf[unit](last) - numberOf[unit](first) + 1
  const unit = (['day', 'week', 'month'] as const).find((one) => span(one) <= mostSlots) ?? 'year'
  const slots = span(unit)
  const start = numberOf[unit](first)
  const slotOf = (at: number): number => numberOf[unit](at) - start
  return { unit, slots, slotOf, label: (at) => labels[unit](at), ticks: (most) => ticksOf(most) }

  function ticksOf(most: number): readonly Tick[] {
    const isInside = (at: number): boolean => at >= first && at <= last
    const found = roundInstants(first, last, Math.min(most, slots)).filter(isInside)
    const days = found.map((at) => Math.floor(at / dayMs) * dayMs).filter(isInside)
    const slotsOf = new Map(days.map((at) => [slotOf(at), at]))
    return [...slotsOf].map(([slot, at]) => ({ place: (slot + 0.5) / slots, label: tickLabel(at, first, last) }))
  }
}

/** Instants that are round in UTC, no more than so many: to d3 the number is a hint, which it may pass by far. */
export function roundInstants(from: number, until: number, most: number): readonly number[] {
  const scale = scaleUtc([from, until], [0, 1])
  for (let hint = most; ; hint--) {
    const found = scale.ticks(hint).map(Number)
    if (found.length <= most || hint <= 1) return found
  }
}

const labels: Readonly<Record<Unit, (at: number) => string>> = {
  day: (at) => dayText(at),
  week: (at) => `week of ${dayText(mondayOf(at))}`,
  month: (at) => `${monthOf(at)} ${yearOf(at)}`,
  year: (at) => String(yearOf(at)),
}

/** A UTC day as people say it: `5 Mar 2029`. */
export const dayText = (at: number): string => `${new Date(at).getUTCDate()} ${monthOf(at)} ${yearOf(at)}`

/** A run of days: `1 to 30 Mar 2029`. */
export function daysText(first: number, last: number): string {
  if (dayText(first) === dayText(last)) return dayText(first)
  const [start, end] = [dayText(first).split(' '), dayText(last).split(' ')]
  if (start[2] !== end[2]) return `${start.join(' ')} to ${end.join(' ')}`
  return `${start.slice(0, start[1] === end[1] ? 1 : 2).join(' ')} to ${end.join(' ')}`
}

/** The instant at which the day begins that is written so. */
export const dayAt = (day: string): number => Date.parse(day)

const mondayOf = (at: number): number => (numberOf.week(at) * 7 - 3) * dayMs

/** No more than tells it from its neighbours. */
function tickLabel(at: number, first: number, last: number): string {
  if (last - first > 730 * dayMs) return new Date(at).getUTCMonth() === 0 ? String(yearOf(at)) : labels.month(at)
  const isMonths = last - first > 92 * dayMs
  if (!isMonths) return `${new Date(at).getUTCDate()} ${monthOf(at)}`
  return new Date(at).getUTCMonth() === 0 ? labels.month(at) : monthOf(at)
}

const monthOf = (at: number): string => months[new Date(at).getUTCMonth()] as string
const yearOf = (at: number): number => new Date(at).getUTCFullYear()

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
