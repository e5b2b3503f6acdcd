/** Something that is done once things have been quiet for a while. */
export class Later {
  readonly #work: () => void
  readonly #afterMs: number
  #handle: ReturnType<typeof setTimeout> | undefined

  constructor(work: () => void, { afterMs }: { readonly afterMs: number }) {
    this.#work = work
    this.#afterMs = afterMs
  }

  call(): void {
    clearTimeout(this.#handle)
    this.#handle = setTimeout(this.#work, this.#afterMs)
  }
}

/** Something that is done with the next frame, once however often it is asked for. */
export class NextFrame {
  readonly #work: () => void
  #isDue = false

  constructor(work: () => void) {
    this.#work = work
  }

  call(): void {
    if (this.#isDue) return
    this.#isDue = true
    requestAnimationFrame(() => {
      this.#isDue = false
      this.#work()
    })
  }
}

/** Does a piece of work when there is nothing else to do. The answer calls it off. */
export function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'function') {
    const handle = requestIdleCallback(work, { timeout: 2_000 })
    return () => cancelIdleCallback(handle)
  }
  const handle = setTimeout(work, 50)
  return () => clearTimeout(handle)
}
