/**
 * A regular expression made ready for a linear matcher (U3), as plain JSON. Authoring makes it from the pattern, so that
 * the core needs no parser. Places are indices into `instructions`; place 0 accepts.
 */
export interface RegexProgram {
  readonly start: number
  readonly instructions: readonly RegexInstruction[]
}

/** Where it goes on, and what for: a second place to go on at as well, an assertion to hold, or a code unit to read. */
export type RegexInstruction = readonly [next: number, what: number | RegexAssertion | CodeUnits]

export type RegexAssertion = '^' | '$' | '\\b' | '\\B'

/** A set of UTF-16 code units as its turns in ascending order: the first one in it, the next that is not, and so on. */
export type CodeUnits = readonly number[]
