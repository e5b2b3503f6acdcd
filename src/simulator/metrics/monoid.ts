/**
 * What can be merged: `merge` is associative and commutative, and `empty` changes nothing. So however a trace is parted,
 * the parts come to the same.
 */
export interface Monoid<T> {
  readonly empty: T
  readonly merge: (a: T, b: T) => T
  /** Whether a value that was read is one of these: what is not would make nonsense of what it is merged with. */
  readonly fits: (value: unknown) => boolean
}

/** Whole numbers: sums of fractions would depend on their order. */
export const sum: Monoid<number> = { empty: 0, merge: (a, b) => a + b, fits: Number.isFinite }

const fitsOrNull = (value: unknown): boolean => value === null || Number.isFinite(value)

export const least: Monoid<number | null> = {
  empty: null,
  merge: (a, b) => (a === null ? b : b === null ? a : Math.min(a, b)),
  fits: fitsOrNull,
}

export const greatest: Monoid<number | null> = {
  empty: null,
  merge: (a, b) => (a === null ? b : b === null ? a : Math.max(a, b)),
  fits: fitsOrNull,
}

/** Field by field. */
export function record<T extends object>(parts: { readonly [K in keyof T]: Monoid<T[K]> }): Monoid<T> {
  const keys = Object.keys(parts) as (keyof T)[]
  const build = (value: <K extends keyof T>(key: K) => T[K]): T => {
    const built: Partial<T> = {}
    for (const key of keys) built[key] = value(key)
    return built as T // every key was set
  }
  return {
    empty: build((key) => parts[key].empty),
    merge: (a, b) => build((key) => parts[key].merge(a[key], b[key])),
    fits: (value) =>
      typeof value === 'object' &&
      value !== null &&
      keys.every((key) => Object.hasOwn(value, key) && parts[key].fits((value as T)[key])),
  }
}

/** Values by key: pairs in ascending order, each key once. Pairs, because any text may be an id: `__proto__`, too. */
export type Keyed<T, K extends string | number = string> = readonly (readonly [key: K, value: T])[]

/** Key by key. Text is ordered by UTF-16 code unit (T7). */
export function keyed<T, K extends string | number = string>(value: Monoid<T>): Monoid<Keyed<T, K>> {
  const merge = (a: Keyed<T, K>, b: Keyed<T, K>): Keyed<T, K> => {
    if (a.length === 0) return b
    if (b.length === 0) return a
    const merged: (readonly [K, T])[] = []
    let [i, j] = [0, 0]
    for (;;) {
      const [left, right] = [a[i], b[j]]
      if (left === undefined) return merged.concat(b.slice(j))
      if (right === undefined) return merged.concat(a.slice(i))
      // One of the two goes on whatever the keys are: two that cannot be compared must not hold it up for ever.
      if (left[0] === right[0]) {
        merged.push([left[0], value.merge(left[1], right[1])])
        i += 1
        j += 1
      } else if (left[0] < right[0]) {
        merged.push(left)
        i += 1
      } else {
        merged.push(right)
        j += 1
      }
    }
  }
  const fits = (pairs: unknown): boolean =>
    isListOf(pairs, (pair) => Array.isArray(pair) && pair.length === 2 && isKey(pair[0]) && value.fits(pair[1])) &&
    pairs.every(([key], index) => index === 0 || pairs[index - 1][0] < key)
  return { empty: [], merge, fits }
}

const isKey = (key: unknown): boolean => typeof key === 'string' || Number.isFinite(key)

// biome-ignore lint/suspicious/noExplicitAny: what the items are, `fits` has said
export const isListOf = (list: unknown, fits: (item: unknown) => boolean): list is any[] =>
  Array.isArray(list) && list.every(fits)

export type Counts = Keyed<number>
export const counts: Monoid<Counts> = keyed(sum)

/** How often each value came up. */
export type Histogram = Keyed<number, number>
export const histogram: Monoid<Histogram> = keyed(sum)

export type Ranked = readonly [id: string, count: number]

/** The first `size` of all, by count, most first; then by id (T7). Each id is of one part only. */
export const top = (size: number): Monoid<readonly Ranked[]> => ({
  empty: [],
  merge: (a, b) => [...a, ...b].sort(byRank).slice(0, size),
  fits: (list) =>
    isListOf(list, (pair) => Array.isArray(pair) && typeof pair[0] === 'string' && Number.isFinite(pair[1])),
})

export const byRank = ([a, m]: Ranked, [b, n]: Ranked): number => n - m || (a < b ? -1 : 1) // no id comes twice
