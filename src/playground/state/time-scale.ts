import type { Instant } from '../../index.js'

/** Where the clock can be set, and how its instants lie on the slider. */
export interface TimeScale {
  /** The instants at which something happens, in order, each once. */
  readonly stops: readonly Instant[]
  /** From an instant to a place between 0 and 1, and back. */
  place(at: Instant): number
  instant(place: number): Instant
  /** The stop before or behind an instant. */
  step(at: Instant, by: number): Instant
}

/**
 * A scale on which what lies minutes apart can still be told from what lies weeks apart: the distance between two stops
 * grows with the logarithm of the time between them, and time is even between the two.
 *
 * Law: `instant(place(stop))` is that stop; both grow.
 */
export function timeScale(instants: readonly Instant[]): TimeScale {
  const stops = [...new Set(instants)].sort((a, b) => a - b)
  const ends: number[] = []
  let end = 0
  for (const [k, at] of stops.entries()) {
    if (k > 0) end += 1 + Math.log2(1 + (at - (stops[k - 1] as Instant)) / 1_000)
    ends.push(end)
  }
  const first = stops[0] ?? 0
  const length = end === 0 ? 1 : end
  return {
    stops,
    place: (at) => {
      const k = lastAtOrBefore(stops, at)
      if (k < 0) return 0
      const [from, to] = [stops[k] as Instant, stops[k + 1]]
      const start = ends[k] as number
      if (to === undefined) return start / length
      return (start + ((at - from) / (to - from)) * ((ends[k + 1] as number) - start)) / length
    },
    instant: (place) => {
      const reach = place * length
      // A stop's own place may come back a little short of it.
      const k = Math.max(0, lastAtOrBefore(ends, reach + 1e-9 * length))
      const [from = first, to] = [stops[k], stops[k + 1]]
      if (to === undefined) return from
      const start = ends[k] as number
      return rounded(from + (Math.max(0, reach - start) / ((ends[k + 1] as number) - start)) * (to - from), from, to)
    },
    step: (at, by) => {
      const k = lastAtOrBefore(stops, at)
      const isOnStop = stops[k] === at
      const next = by > 0 || isOnStop ? k + by : k + by + 1
      return stops[Math.max(0, Math.min(stops.length - 1, next))] ?? at
    },
  }
}

/** A whole second, or a whole minute where there is room for it; a stop that is nearer than half of that is itself. */
function rounded(at: number, from: Instant, to: Instant): Instant {
  const unit = to - from > 7_200_000 ? 60_000 : to - from > 60_000 ? 1_000 : 1
  if (at - from < unit / 2) return from
  if (to - at < unit / 2) return to
  return Math.max(from, Math.min(to, Math.round(at / unit) * unit))
}

function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}
