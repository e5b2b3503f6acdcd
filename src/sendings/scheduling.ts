import type { Engine } from '../engine/index.js'
import type { Instant } from '../model/index.js'
import { defaultSendingSettings } from '../model/sending-settings.js'
import type { Faults } from './faults.js'
import { scheduledAt } from './schedule.js'
import type { Schedule, Sending } from './sending.js'

/** Where a sending stands that has not begun, and when it will. */
export type Scheduling = Pick<Sending, 'status' | 'scheduledAt' | 'prepareAt' | 'failAt'>

/** N2: without a schedule, or with `draft: true`, it waits. */
export const unscheduled: Scheduling = { status: 'draft', scheduledAt: null, prepareAt: null, failAt: null }

/** Settles when a schedule that was asked for just now comes due (N2, N3). What is wrong with it is told. */
export function schedulingOf(schedule: Schedule, faults: Faults, ground: { engine: Engine; now: Instant }): Scheduling {
  const { engine, now } = ground
  const { prescheduledMs, failedAfterMs } = engine.catalog.settings.sendings ?? defaultSendingSettings
  const at = scheduledAt(schedule, faults, now)
  if (at === null) return unscheduled
  return {
    status: 'scheduled',
    scheduledAt: at,
    prepareAt: Math.max(now, at - (schedule.prescheduled ? prescheduledMs : 0)),
    failAt: at + failedAfterMs,
  }
}
