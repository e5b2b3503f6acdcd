/** One contestant: `run` does its whole work once; `operations` is how many operations that is. */
export interface Contestant {
  readonly name: string
  readonly operations: number
  /** Made ready before the clock starts, anew for each round. */
  readonly prepare: () => () => unknown
}

export interface Measured {
  readonly name: string
  /** Median over the rounds, in nanoseconds per operation. */
  readonly ns: number
}

/** So many questions, one after the other and from the start again. */
export function each<T>(times: number, questions: readonly T[], ask: (question: T) => unknown): () => void {
  return () => {
    for (let k = 0; k < times; k++) ask(questions[k % questions.length] as T)
  }
}

/** Runs the contestants in turn, round after round, so that whatever else the machine does hits all alike. */
export function measure(contestants: readonly Contestant[], rounds: number): readonly Measured[] {
  const times = contestants.map(() => [] as number[])
  for (let round = 0; round <= rounds; round++) {
    contestants.forEach(({ operations, prepare }, index) => {
      const run = prepare()
      const from = performance.now()
      run()
      const ns = ((performance.now() - from) * 1e6) / operations
      if (round > 0) times[index]?.push(ns) // the first round warms up
    })
  }
  return contestants.map(({ name }, index) => ({ name, ns: median(times[index] as number[]) }))
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] as number
}
