/** How deep conditions may nest and how many parts they may have, references followed or not; named in the errors. */
export const maxConditionDepth = 32
export const maxConditionNodes = 10_000
