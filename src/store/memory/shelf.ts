/** Things by key that can be walked in an order of their own, which is found when it is first asked for. */
export class Shelf<T> {
  readonly #things = new Map<string, T>()
  readonly #compare: (a: T, b: T) => number
  #order: readonly string[] | null = null

  /** @param compare a total order in which a thing keeps its place when another takes its key */
  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare
  }

  get(key: string): T | undefined {
    return this.#things.get(key)
  }

  set(key: string, thing: T): void {
    if (!this.#things.has(key)) this.#order = null
    this.#things.set(key, thing)
  }

  delete(key: string): void {
    if (this.#things.delete(key)) this.#order = null
  }

  /** The first `limit` of those that hold, in order. */
  first(limit: number, holds: (thing: T) => boolean): readonly T[] {
    this.#order ??= [...this.#things].sort(([, a], [, b]) => this.#compare(a, b)).map(([key]) => key)
    const found: T[] = []
    for (const key of this.#order) {
      if (found.length >= limit) break
      const thing = this.#things.get(key) as T
      if (holds(thing)) found.push(thing)
    }
    return found
  }
}
