import type { Keyed } from './monoid.js'

/** Counts by key, while they are counted. */
export class Counter<K extends string | number = string> {
  readonly #counts: Map<K, number>

  constructor(counted: Keyed<number, K> = []) {
    this.#counts = new Map(counted)
  }

  add(key: K, times = 1): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + times)
  }

  get pairs(): Keyed<number, K> {
    return sortedPairs(this.#counts)
  }
}

/** A map as pairs, in the order of their keys. */
export const sortedPairs = <K extends string | number, T>(map: ReadonlyMap<K, T>): Keyed<T, K> =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1)) // no key comes twice

/** The value of a key in a map, made where there is none. */
export function entryOf<K, T>(map: Map<K, T>, key: K, make: () => T): T {
  let value = map.get(key)
  if (value === undefined) {
    value = make()
    map.set(key, value)
  }
  return value
}
