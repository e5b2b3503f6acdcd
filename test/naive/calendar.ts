import { DateTime } from 'luxon'
import {
  type CalendarUnit,
  type Catalog,
  dayMs,
  type LimitGroup,
  minuteMs,
  type Profile,
} from '../../src/model/index.js'

/** L5, T8: the group's zone, else the profile's, else UTC; one that the catalog has no data for is UTC. */
export function zoneOf(catalog: Catalog, group: LimitGroup, profile: Profile): string {
  const trait = Object.hasOwn(profile.traits, 'zone') ? profile.traits.zone : undefined
  const zone = group.zone ?? trait
  return typeof zone === 'string' && Object.hasOwn(catalog.zones, zone) ? zone : 'utc'
}

/** L5: the start of the local period (a week starts on Monday) that contains the instant. */
export const periodStart = (at: number, unit: CalendarUnit, zone: string) =>
  firstInstantOf(wallOf(at, zone).startOf(unit).toMillis(), zone)

/** The start of the period after the one that contains the instant. */
export const nextPeriodStart = (at: number, unit: CalendarUnit, zone: string) =>
  firstInstantOf(
    wallOf(at, zone)
      .startOf(unit)
      .plus({ [unit]: 1 })
      .toMillis(),
    zone,
  )

/** What the clock on the wall shows, written as if it were UTC. */
const wallOf = (at: number, zone: string) => DateTime.fromMillis(at + offsetMs(at, zone), { zone: 'utc' })

const offsetMs = (at: number, zone: string) => DateTime.fromMillis(at, { zone }).offset * minuteMs

/** The first instant at which the clock on the wall reaches a time: in a gap its end, where it comes twice the first. */
function firstInstantOf(wallMs: number, zone: string): number {
  const offsets = [offsetMs(wallMs - dayMs, zone), offsetMs(wallMs + dayMs, zone)]
  let at = wallMs - Math.max(...offsets)
  while (at + offsetMs(at, zone) < wallMs) at += minuteMs
  return at
}
