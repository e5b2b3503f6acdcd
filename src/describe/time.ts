import { formatInstant } from '../conditions/index.js'
import { lastAtOrBefore } from '../engine/last-at-or-before.js'
import { hourMs, type Instant, minuteMs, secondMs, type Zone } from '../model/index.js'

/**
 * The zone that times are shown in: as data (T8), or as what its local time is ahead of UTC at an instant, in
 * milliseconds.
 */
export type ShownZone = Zone | ((at: Instant) => number)

/**
 * An instant as people say it, with what local time is ahead of UTC.
 *
 * @param at milliseconds since the epoch (T2)
 * @example
 * ```ts
 * import { showInstant } from 'oncue/explain'
 *
 * showInstant(Date.UTC(2029, 1, 3, 10), () => 3_600_000) // '3 Feb 2029 11:00 UTC+1'
 * ```
 */
export function showInstant(at: Instant, zone: ShownZone | undefined): string {
  const offsetMs = offsetAt(zone, at)
  const local = new Date(at + offsetMs)
  const day = `${local.getUTCDate()} ${months[local.getUTCMonth()]} ${digits(local.getUTCFullYear(), 4)}`
  return `${day} ${clock(local)} UTC${offset(offsetMs)}`
}

/** The same for tables, in the form that `--at` takes: `2029-02-03T10:00:00Z`, `2029-02-03T11:00:00+01:00`. */
export function stamp(at: Instant, zone: ShownZone | undefined): string {
  // ISO 8601 has no seconds in an offset.
  const offsetMs = Math.trunc(offsetAt(zone, at) / minuteMs) * minuteMs
  if (offsetMs === 0) return formatInstant(at)
  return `${formatInstant(at + offsetMs).slice(0, -1)}${sign(offsetMs)}${hoursMinutes(offsetMs)}`
}

/** What a clock on the wall shows, in milliseconds since it showed 1 January 1970: for days and hours as columns. */
export const wallClock = (at: Instant, zone: ShownZone | undefined): number => at + offsetAt(zone, at)

function offsetAt(zone: ShownZone | undefined, at: Instant): number {
  if (zone === undefined) return 0
  return typeof zone === 'function' ? zone(at) : (zone.offsetsMs[lastAtOrBefore(zone.starts, at)] ?? 0)
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Seconds and milliseconds only where they are not zero (T5). */
function clock(local: Date): string {
  const ms = local.getUTCMilliseconds()
  const seconds = local.getUTCSeconds()
  const minutes = `${digits(local.getUTCHours(), 2)}:${digits(local.getUTCMinutes(), 2)}`
  if (ms === 0) return seconds === 0 ? minutes : `${minutes}:${digits(seconds, 2)}`
  return `${minutes}:${digits(seconds, 2)}.${digits(ms, 3)}`
}

/** Nothing for UTC itself; minutes only where there are some: `+1`, `+5:30`, `-3`. */
function offset(offsetMs: number): string {
  if (offsetMs === 0) return ''
  const whole = Math.floor(Math.abs(offsetMs) / hourMs)
  const minutes = Math.floor((Math.abs(offsetMs) % hourMs) / minuteMs)
  const seconds = Math.floor((Math.abs(offsetMs) % minuteMs) / secondMs)
  const rest = [minutes, seconds].map((part) => `:${digits(part, 2)}`)
  return `${sign(offsetMs)}${whole}${seconds > 0 ? rest.join('') : minutes > 0 ? rest[0] : ''}`
}

const hoursMinutes = (offsetMs: number): string => {
  const minutes = Math.floor(Math.abs(offsetMs) / minuteMs)
  return `${digits(Math.floor(minutes / 60), 2)}:${digits(minutes % 60, 2)}`
}

const sign = (offsetMs: number): string => (offsetMs < 0 ? '-' : '+')

const digits = (value: number, length: number): string => String(value).padStart(length, '0')
