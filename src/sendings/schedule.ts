import { DateTime } from 'luxon'
import { quote } from '../authoring/quote.js'
import { maxInstant } from '../authoring/time.js'
import { formatInstant } from '../conditions/index.js'
import { flag, instant, oneOf } from '../deliveries/readers.js'
import type { Instant } from '../model/index.js'
import type { Faults } from './faults.js'
import { Fields } from './fields.js'
import type { Schedule } from './sending.js'

const known = ['type', 'at', 'in', 'prescheduled']

/**
 * Reads when a sending is to go (N2).
 *
 * @returns `null` where something is wrong with it, which has been told
 */
export function readSchedule(given: unknown, faults: Faults, now: Instant): Schedule | null {
  const fields = Fields.open(given, 'schedule', { faults, known })
  if (fields === null) return null
  const prescheduled = fields.read('prescheduled', flag) ?? false
  const type = fields.read('type', oneOf('immediate', 'absolute', 'relative'), 'invalid_value')
  switch (type) {
    case 'immediate':
      return { type, prescheduled }
    case 'absolute': {
      const at = fields.read('at', instant(now), 'invalid_format') ?? null
      if ((fields.raw('at') ?? null) === null) fields.refuse('at', 'blank', 'missing; write an instant')
      return at === null ? null : { type, at, prescheduled }
    }
    case 'relative': {
      const length = fields.raw('in') ?? null
      if (length === null) fields.refuse('in', 'blank', `missing; ${help}`)
      else if (typeof length === 'string' && form.test(length)) return { type, in: length, prescheduled }
      else fields.refuse('in', 'invalid_format', `not a number of units: ${quote(length)}; ${help}`)
      return null
    }
    default:
      if ((fields.raw('type') ?? null) === null) {
        fields.refuse('type', 'blank', 'missing; write "immediate", "absolute" or "relative"')
      }
      return null
  }
}

const form = /^\d+ (second|minute|hour|day|week|month|year)s?$/
const help = 'write a number and a unit, as "30 minutes" or "5 months"'

/**
 * The instant that a schedule comes to, counted from now (N2).
 *
 * @returns `null` where it comes to none that a sending can have, which is told
 */
export function scheduledAt(schedule: Schedule, faults: Faults, now: Instant): Instant | null {
  switch (schedule.type) {
    case 'immediate':
      return now
    case 'absolute':
      if (schedule.at > now) return schedule.at
      faults.add(
        'schedule.at',
        'must_be_in_the_future',
        `not in the future: ${formatInstant(schedule.at)}, and now is ${formatInstant(now)}; write a later instant, or "immediate" as the type`,
      )
      return null
    case 'relative': {
      const at = after(now, schedule.in)
      if (at <= maxInstant) return at
      faults.add('schedule.in', 'too_far_in_the_future', `beyond the year 9999: ${quote(schedule.in)}; write less`)
      return null
    }
  }
}

/** T8: by the calendar in UTC, so that a month after 31 January is the last day of February. Too far is no number. */
function after(now: Instant, length: string): Instant {
  const unit = length.slice(length.indexOf(' ') + 1)
  const at = DateTime.fromMillis(now, { zone: 'utc', locale: 'en-US' }).plus({ [unit]: Number.parseInt(length, 10) })
  return at.isValid ? at.toMillis() : Number.NaN
}
