/** How many times as long one thing takes as another, by what they are. */
export type Ratios = Readonly<Record<string, number>>

export interface Loss {
  readonly name: string
  readonly committed: number
  readonly now: number
}

/** By how much a ratio may grow before it is a loss. */
const allowed = 1.2

/** What has become slower, beside what it is compared with; a ratio that is not committed is none. */
export function losses(now: Ratios, committed: Ratios): readonly Loss[] {
  return Object.entries(committed).flatMap(([name, before]) => {
    const after = now[name]
    if (after === undefined) throw new Error(`"${name}" is committed, but was not measured: run with --update`)
    return after > before * allowed ? [{ name, committed: before, now: after }] : []
  })
}
