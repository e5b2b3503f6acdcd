import { fatigueWindows } from './fatigue.js'
import type { Metrics } from './metrics.js'
import type { Histogram } from './monoid.js'
import { quantile } from './quantile.js'

/** The most that was shown to a person in any such window: nearest ranks over all people. */
export interface FatigueSummary {
  readonly window: string
  readonly p50: number
  readonly p90: number
  readonly p99: number
  readonly max: number
  /** Of how many profiles each number was the most. */
  readonly users: Histogram
}

export function summariseFatigue({ fatigue }: Metrics): readonly FatigueSummary[] {
  const byWindow = new Map(fatigue)
  return fatigueWindows.map(([window]) => {
    const users = byWindow.get(window) ?? []
    const at = (percent: number): number => quantile(users, percent) ?? 0
    return { window, p50: at(50), p90: at(90), p99: at(99), max: at(100), users }
  })
}
