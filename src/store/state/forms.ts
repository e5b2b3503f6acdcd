/** A state as it came from JSON. */
export type State = Readonly<Record<string, unknown>>

/**
 * What makes the next form of each earlier one, the first of form 1. There is one form so far. Every form that was ever
 * written is read for ever.
 */
export const upgrades: readonly ((state: State) => State)[] = []
