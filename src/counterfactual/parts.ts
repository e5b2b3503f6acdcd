/** Every choice among some things, with those that are fixed in each of them: small ones first, each in its order. */
export function choices<T>(things: readonly T[], fixed: ReadonlySet<T> = new Set()): readonly (readonly T[])[] {
  let chosen: (readonly T[])[] = [[]]
  for (const thing of things) {
    const taken = chosen.map((some) => [...some, thing])
    chosen = fixed.has(thing) ? taken : [...chosen, ...taken]
  }
  return chosen.sort((a, b) => a.length - b.length)
}

/** The proper parts but the empty one, small ones first. */
export const properParts = <T>(things: readonly T[]): readonly (readonly T[])[] =>
  things.length < 2 ? [] : choices(things).slice(1, -1)
