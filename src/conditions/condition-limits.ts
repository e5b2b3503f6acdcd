/** What a condition may grow to before it is refused, references followed or not. Named in the problems. */
export interface ConditionLimits {
  /** How deep conditions nest. */
  readonly maxConditionDepth: number
  /** Conditions inside a condition, itself counted: each comparison, `all`, `any`, `not` and reference. */
  readonly maxConditionNodes: number
  /** UTF-16 code units of a name or a text in a condition; a list of texts may be longer together. */
  readonly maxConditionText: number
}

export const conditionLimits: ConditionLimits = {
  maxConditionDepth: 32,
  maxConditionNodes: 10_000,
  maxConditionText: 8_192,
}
