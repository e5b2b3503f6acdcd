import {
  type CalendarUnit,
  type Catalog,
  dayMs,
  type LimitGroup,
  minuteMs,
  type Profile,
} from '../../src/model/index.js'
import { zones } from './zones.js'

/** L5, T8: the group's zone, else the profile's, else UTC; one that the catalog has no data for is UTC. */
export function zoneOf(catalog: Catalog, group: LimitGroup, profile: Profile): string {
  const trait = Object.hasOwn(profile.traits, 'zone') ? profile.traits.zone : undefined
  const zone = group.zone ?? trait
  return typeof zone === 'string' && Object.hasOwn(catalog.zones, zone) ? zone : 'UTC'
}

/** L5: the start of the local period that contains the instant. */
export const periodStart = (at: number, unit: CalendarUnit, zone: string) =>
  firstInstantOf(startOnTheWall(at, unit, zone, 0), zone)

/** The start of the period after the one that contains the instant. */
export const nextPeriodStart = (at: number, unit: CalendarUnit, zone: string) =>
  firstInstantOf(startOnTheWall(at, unit, zone, 1), zone)

/** What the clock on the wall shows is written as if it were UTC. A week starts on Monday. */
function startOnTheWall(at: number, unit: CalendarUnit, zone: string, later: number): number {
  const wall = new Date(at + offsetMs(at, zone))
  const [year, month, day] = [wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()]
  const sinceMonday = (wall.getUTCDay() + 6) % 7
  switch (unit) {
    case 'day':
      return Date.UTC(year, month, day + later)
    case 'week':
      return Date.UTC(year, month, day - sinceMonday + 7 * later)
    case 'month':
      return Date.UTC(year, month + later, 1)
    case 'quarter':
      return Date.UTC(year, month - (month % 3) + 3 * later, 1)
    case 'year':
      return Date.UTC(year + later, 0, 1)
  }
}

/** The first instant at which the clock on the wall reaches a time: in a gap its end, where it comes twice the first. */
function firstInstantOf(wallMs: number, zone: string): number {
  const offsets = [offsetMs(wallMs - dayMs, zone), offsetMs(wallMs + dayMs, zone)]
  let at = wallMs - Math.max(...offsets)
  while (at + offsetMs(at, zone) < wallMs) at += minuteMs
  return at
}

/** What the zone's clocks are ahead of UTC, by luxon's data. */
function offsetMs(at: number, zone: string): number {
  const { starts, offsetsMs } = zones[zone] ?? { starts: [0], offsetsMs: [0] }
  return offsetsMs[starts.findLastIndex((start) => start <= at)] ?? 0
}
