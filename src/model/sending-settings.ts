import { minuteMs } from './instant.js'

/** How long sendings take, and how long they may (N3). */
export interface SendingSettings {
  /** How long before its time a prescheduled sending is prepared. */
  readonly prescheduledMs: number
  /** How long after its time a sending that is not transmitted has failed. */
  readonly failedAfterMs: number
  /** What a replay takes preparing to take, and transmitting. A server takes as long as it takes. */
  readonly preparingMs: number
  readonly transmittingMs: number
}

export const defaultSendingSettings: SendingSettings = {
  prescheduledMs: 5 * minuteMs,
  failedAfterMs: 20 * minuteMs,
  preparingMs: 0,
  transmittingMs: 0,
}
