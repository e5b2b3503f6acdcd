/** An instant: whole milliseconds since the Unix epoch (T2). Written on the wire as text. */
export type Instant = number

/** Later than every instant: a turn that never comes. */
export const never: Instant = Number.POSITIVE_INFINITY

export const secondMs = 1_000
export const minuteMs = 60_000
export const hourMs = 3_600_000
export const dayMs = 86_400_000
export const weekMs = 604_800_000

/** A page load more than this long after the one before it opens a new session (L5). */
export const sessionGapMs = 90 * minuteMs
