import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'

/** The workers that are started while `run` runs, all of whom have ended by the time that this returns: else it waits. */
export async function watchWorkers(run: () => Promise<unknown>): Promise<readonly Worker[]> {
  const started: Worker[] = []
  const note = (worker: Worker): void => {
    started.push(worker)
  }
  process.on('worker', note)
  try {
    await run()
    await setImmediate() // a worker is told of a little after it was started
  } finally {
    process.off('worker', note)
  }
  await Promise.all(started.filter(isAlive).map((worker) => once(worker, 'exit')))
  return started
}

/** One that has ended is no thread any more. */
const isAlive = ({ threadId }: Worker): boolean => threadId !== -1
