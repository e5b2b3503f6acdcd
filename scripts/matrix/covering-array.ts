/** The values of each factor. */
export type Factors<T> = { readonly [K in keyof T]: readonly T[K][] }

/** Every combination of values, the last factor turning fastest. */
export function allCombinations<T extends object>(factors: Factors<T>): readonly T[] {
  const names = Object.keys(factors) as (keyof T)[]
  let rows: readonly Partial<T>[] = [{}]
  for (const name of names) rows = rows.flatMap((row) => factors[name].map((value) => ({ ...row, [name]: value })))
  return rows as readonly T[]
}

/**
 * Few combinations in which every value of each factor meets every value of every other one: greedily, always the one
 * with the most pairs that are still missing, the first of several. Draws nothing, so it is always the same.
 */
export function coveringArray<T extends object>(factors: Factors<T>): readonly T[] {
  const all = allCombinations(factors).map((row) => ({ row, pairs: pairsOf(row, factors) }))
  const missing = new Set(all.flatMap(({ pairs }) => pairs))
  const chosen: T[] = []
  while (missing.size > 0) {
    let best: (typeof all)[number] | null = null
    let most = 0
    for (const one of all) {
      const gain = one.pairs.filter((pair) => missing.has(pair)).length
      if (gain <= most) continue
      best = one
      most = gain
    }
    if (best === null) throw new Error('a pair is in no combination')
    chosen.push(best.row)
    for (const pair of best.pairs) missing.delete(pair)
  }
  return chosen
}

/** Which values of which factors meet in a combination, each pair by the places of its values. */
function pairsOf<T extends object>(row: T, factors: Factors<T>): readonly string[] {
  const placed = (Object.keys(factors) as (keyof T)[]).map(
    (name) => `${String(name)}=${factors[name].indexOf(row[name])}`,
  )
  return placed.flatMap((one, k) => placed.slice(k + 1).map((other) => `${one} ${other}`))
}
