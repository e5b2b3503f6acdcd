/** A pattern outside the regular subset, or no pattern at all. `checkUrlPattern` says in words what is there. */
export class RegexRefusal extends Error {
  /** Where what is refused begins, in UTF-16 code units; `null` for a pattern that is too large as a whole. */
  constructor(readonly index: number | null) {
    super(`regex refused at ${index}`)
  }
}
