/** Something that is done again and again. */
export interface Repeated {
  /** Not again; comes back when what is under way is over. */
  readonly stop: () => Promise<void>
}

/**
 * Does something now and then: so many milliseconds after the last time was over, so never twice at once. What goes
 * wrong is told, and does not keep it from the next time.
 */
export function every(pauseMs: number, work: () => Promise<unknown>, onFailure: (error: unknown) => void): Repeated {
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | null = null
  let current: Promise<void> = Promise.resolve()
  const turn = async (): Promise<void> => {
    try {
      await work()
    } catch (error) {
      onFailure(error)
    }
    if (!isOver) wait()
  }
  const wait = (): void => {
    timer = setTimeout(() => {
      current = turn()
    }, pauseMs)
  }
  wait()
  return {
    async stop() {
      isOver = true
      if (timer !== null) clearTimeout(timer)
      await current
    },
  }
}
