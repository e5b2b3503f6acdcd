/** Everything that a link holds: what was typed, and where the clock stands. */
export interface PlaygroundState {
  /** A catalog's text, YAML or JSON. */
  readonly catalog: string
  /** A trace's text, one event a line. */
  readonly events: string
  readonly profileId: string | null
  /** Milliseconds since the epoch; `null` is the last event. */
  readonly at: number | null
  /** The zone in which times are shown. */
  readonly zone: string
  /** Whether a show counts as completed when it starts (P1). */
  readonly behaviour: 'assumed' | 'recorded'
  /** The candidates that are open, by id. */
  readonly open: readonly string[]
}

/** Longer texts would make every key stroke slow, and no link could hold them. */
export const maxTextLength = 2_000_000

/** Reads a state from a value that came from elsewhere; `null` where it is none. */
export function readState(value: unknown): PlaygroundState | null {
  if (typeof value !== 'object' || value === null) return null
  const { catalog, events, profileId, at, zone, behaviour, open } = value as Partial<Record<string, unknown>>
  if (!isText(catalog) || !isText(events) || !isText(zone)) return null
  if (profileId !== null && !isText(profileId)) return null
  if (at !== null && !(typeof at === 'number' && Number.isSafeInteger(at) && Math.abs(at) <= maxAt)) return null
  if (behaviour !== 'assumed' && behaviour !== 'recorded') return null
  if (!Array.isArray(open) || !open.every(isText)) return null
  return { catalog, events, profileId, at, zone, behaviour, open }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= maxTextLength

/** The end of the year 9999, which is as far as instants go (T3). */
const maxAt = 253_402_300_799_999
