import { DateTime } from 'luxon'
import { dayMs, minuteMs, utc, type Zone } from '../../src/model/index.js'

/**
 * Zones as data, worked out with luxon for the years in which the laws live. New York turns its clocks at two in
 * the night; Havana at midnight, so that one day there begins at one, and another has its first hour twice.
 */
export const zones: Readonly<Record<string, Zone>> = {
  UTC: utc,
  'America/New_York': zoneData('America/New_York'),
  'America/Havana': zoneData('America/Havana'),
}

function zoneData(name: string): Zone {
  const offsetMs = (at: number) => DateTime.fromMillis(at, { zone: name }).offset * minuteMs
  const starts: [number, ...number[]] = [-8.64e15]
  const offsetsMs = [offsetMs(Date.UTC(2026, 0, 1))]
  for (let day = Date.UTC(2026, 0, 1); day < Date.UTC(2050, 0, 1); day += dayMs) {
    if (offsetMs(day) === offsetMs(day + dayMs)) continue
    let at = day
    while (offsetMs(at) === offsetMs(day)) at += minuteMs
    starts.push(at)
    offsetsMs.push(offsetMs(at))
  }
  return { starts, offsetsMs }
}
