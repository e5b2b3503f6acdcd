import type { Instant } from '../../model/index.js'

/** Anonymous ids and the users that they turned out to be. Plain data: it can be handed to a worker. */
export type Identities = ReadonlyMap<string, string>

/** Whom a row is about, as its format says it. */
export interface Person {
  readonly anonymousId: string | null
  readonly userId: string | null
}

export const nobodyKnown: Identities = new Map()

/**
 * The profile that a row belongs to: the user it names, or its anonymous id where it names none; of either, whom it was
 * joined to, at any time of the trace.
 *
 * Law: an id and the one that it was first joined to are of one profile, whether a row names them as a user's or not.
 */
export function profileIdOf({ anonymousId, userId }: Person, identities: Identities): string | null {
  const id = userId ?? anonymousId
  return id === null ? null : (identities.get(id) ?? id)
}

interface Join {
  readonly from: string
  readonly to: string
  readonly at: Instant
  readonly line: number
}

/**
 * Gathers who turned out to be whom, in any order of rows. Memory grows with the ids that are joined.
 *
 * Laws: the first join of an id counts, by instant, then by line; later ones change nothing. The order in which joins
 * are told does not matter. What `resolve` answers is no key of its answer: a chain is followed to its end.
 */
export class IdentityJoins {
  readonly #firstOf = new Map<string, Join>()

  join(from: string, to: string, at: Instant, line: number): void {
    if (from === to) return
    const known = this.#firstOf.get(from)
    if (known !== undefined && (known.at < at || (known.at === at && known.line <= line))) return
    this.#firstOf.set(from, { from, to, at, line })
  }

  resolve(): Identities {
    const joins = [...this.#firstOf.values()].sort((a, b) => a.at - b.at || a.line - b.line)
    const parents = new Map<string, string>()
    for (const { from, to } of joins) {
      const end = endOf(to, parents)
      // Two ids that were joined both ways are one person, called by the id that the first join gave.
      if (end !== from) parents.set(from, end)
    }
    for (const id of parents.keys()) parents.set(id, endOf(id, parents))
    return parents
  }
}

/** Follows a chain to its end, and lets all that stands on the way point there. */
function endOf(id: string, parents: Map<string, string>): string {
  let end = id
  for (let next = parents.get(end); next !== undefined; next = parents.get(end)) end = next
  for (let at = id; at !== end; ) {
    const next = parents.get(at) as string
    parents.set(at, end)
    at = next
  }
  return end
}
