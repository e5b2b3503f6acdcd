/** How deep conditions may nest and how many parts they may have, references followed or not; named in the errors. */
export const maxConditionDepth = 32
export const maxConditionNodes = 10_000
/** UTF-16 code units of a name or a text in a condition; a list of texts may be longer together. */
export const maxConditionText = 8_192
