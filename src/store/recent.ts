/** The last so many things by key. */
export class Recent<T> {
  readonly #most: number
  readonly #things = new Map<string, T>()

  constructor(most: number) {
    this.#most = most
  }

  /** Takes one out, if it is there. */
  take(key: string): T | null {
    const thing = this.#things.get(key)
    if (thing === undefined) return null
    this.#things.delete(key)
    return thing
  }

  /** Puts one in as the latest; where there are too many, the earliest goes. */
  put(key: string, thing: T): void {
    this.#things.set(key, thing)
    if (this.#things.size > this.#most) this.#things.delete(this.#things.keys().next().value as string)
  }
}
