import type { CalendarUnit, Instant, RecurrenceUnit, Zone } from '../model/index.js'
import { dayMs, hourMs, weekMs } from '../model/index.js'
import { lastAtOrBefore } from './last-at-or-before.js'

const fixedMs = { hour: hourMs, day: dayMs, week: weekMs } as const
const firstMondayMs = 4 * dayMs // the epoch was a Thursday

/** H4, T8: the instant that much later; months and years by the UTC calendar, clamped to the month's end. */
export function addUnits(at: Instant, amount: number, unit: RecurrenceUnit): Instant {
  if (unit !== 'month' && unit !== 'year') return at + amount * fixedMs[unit]
  const date = new Date(at)
  const month = date.getUTCMonth() + amount * (unit === 'year' ? 12 : 1)
  const lastDay = new Date(utcDay(date.getUTCFullYear(), month + 1, 0)).getUTCDate()
  return at - dayStart(at) + utcDay(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastDay))
}

/** The start of the local period that `now` is in: the latest boundary at or before it (L5). */
export function periodStart(unit: CalendarUnit, zone: Zone, now: Instant): Instant {
  const [from, to] = localPeriod(unit, now + offsetAt(zone, now))
  const next = firstReaching(zone, to)
  return next <= now ? next : firstReaching(zone, from)
}

/** The first boundary after `at`: when what showed then stops counting. */
export function nextPeriodStart(unit: CalendarUnit, zone: Zone, at: Instant): Instant {
  const [, to] = localPeriod(unit, at + offsetAt(zone, at))
  const next = firstReaching(zone, to)
  return next > at ? next : firstReaching(zone, localPeriod(unit, to)[1])
}

/** The local period around a local time, both as if they were UTC: from its start to the next one's. */
function localPeriod(unit: CalendarUnit, local: number): readonly [number, number] {
  const day = dayStart(local)
  if (unit === 'day') return [day, day + dayMs]
  if (unit === 'week') {
    const monday = Math.floor((day - firstMondayMs) / weekMs) * weekMs + firstMondayMs
    return [monday, monday + weekMs]
  }
  const months = unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12
  const date = new Date(local)
  const month = date.getUTCMonth() - (date.getUTCMonth() % months)
  return [utcDay(date.getUTCFullYear(), month, 1), utcDay(date.getUTCFullYear(), month + months, 1)]
}

const dayStart = (at: number): number => Math.floor(at / dayMs) * dayMs

/** Unlike `Date.UTC`, which takes the years 0 to 99 for 1900 to 1999. */
function utcDay(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month, day)
}

const offsetAt = (zone: Zone, at: Instant): number => zone.offsetsMs[lastAtOrBefore(zone.starts, at)] as number

/** The first instant whose local time is at or past `local`: a time that a zone skips or repeats has one too (T8). */
function firstReaching(zone: Zone, local: number): Instant {
  for (let index = lastAtOrBefore(zone.starts, local - 2 * dayMs); ; index++) {
    const at = Math.max(zone.starts[index] as number, local - (zone.offsetsMs[index] as number))
    if (index === zone.starts.length - 1 || at < (zone.starts[index + 1] as number)) return at
  }
}
