import { dayMs, hourMs, minuteMs, secondMs, weekMs } from './instant.js'

/** What `rate_limit_kind` means (L5). */
export type Window =
  | { readonly kind: 'rolling'; readonly windowMs: number }
  | { readonly kind: 'calendar'; readonly unit: CalendarUnit }
  | { readonly kind: 'session' }
  | { readonly kind: 'lifetime' }

export type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year'

const unitMs: Readonly<Record<string, number>> = { s: secondMs, m: minuteMs, h: hourMs, d: dayMs, w: weekMs }
const maxWindowMs = 100 * 366 * dayMs

/**
 * Reads a `rate_limit_kind` (L5).
 *
 * @returns `null` for text that is no window, for a window of 0, and for one beyond a hundred years.
 */
export function parseWindow(text: string): Window | null {
  if (text === 'session' || text === 'lifetime') return { kind: text }
  if (isCalendarUnit(text)) return { kind: 'calendar', unit: text }
  const [, amount, unit = ''] = /^(\d{1,12})([smhdw])$/.exec(text) ?? []
  const windowMs = Number(amount) * (unitMs[unit] as number)
  return windowMs > 0 && windowMs <= maxWindowMs ? { kind: 'rolling', windowMs } : null
}

const isCalendarUnit = (text: string): text is CalendarUnit => /^(day|week|month|quarter|year)$/.test(text)
