/** What a combination is judged by. */
export interface Judged {
  /** Profiles that were shown anything: the more, the better. */
  readonly reached: number
  /** The most shows in any seven days, over all profiles: the fewer, the better. */
  readonly fatigue: { readonly p90: number; readonly max: number }
}

/**
 * Which of them are on the front of reach against fatigue: no other one is as good in all of reach, p90 and max, and
 * better in one. Equals stand there together.
 */
export const onFront = (all: readonly Judged[]): readonly boolean[] =>
  all.map((one) => !all.some((other) => isBetter(other, one)))

function isBetter(a: Judged, b: Judged): boolean {
  const gains = [a.reached - b.reached, b.fatigue.p90 - a.fatigue.p90, b.fatigue.max - a.fatigue.max]
  return gains.every((gain) => gain >= 0) && gains.some((gain) => gain > 0)
}
