import { Worker } from 'node:worker_threads'
import type { Batch } from '../batch.js'
import { type Decisions, type LaneWork, resumable } from './lane-work.js'
import type { FromWorker, ToWorker } from './messages.js'
import { packBatch, transfersOf } from './packed-batch.js'
import { lostTo, WorkerLost } from './worker-lost.js'
import type { ResultOf, WorkKind, WorkOrder } from './works.js'

/** Where the work on some of the profiles is done. */
export interface Lane<R> {
  /** A profile that the next batch may name. */
  begin(id: string): void
  /** The batch may be used again as soon as this returns. */
  take(batch: Batch): Decisions | Promise<Decisions>
  /** Of resumable work: where it stands, and going on from there. */
  save(): unknown
  restore(state: unknown): void
  end(): R | Promise<R>
  /** Ends it in the middle. */
  stop(): void
}

/** In this very thread. */
export const localLane = <R>(work: LaneWork<R>): Lane<R> => ({
  begin: (id) => work.begin(id),
  take: (batch) => work.takeAll(batch),
  save: () => resumable(work).save(),
  restore: (state) => resumable(work).restore(state),
  end: () => work.finish(),
  stop() {},
})

const isFromSources = import.meta.url.endsWith('.ts')
const workerUrl = new URL(isFromSources ? './dev-worker.mjs' : './replay-worker.js', import.meta.url)

/** In a thread of its own. @throws from `take` and `end`, what ended the worker */
export function workerLane<K extends WorkKind>(order: WorkOrder<K>): Lane<ResultOf<K>> {
  const worker = new Worker(workerUrl, { workerData: order })
  const waiting: Waiting[] = []
  let failure: Error | null = null
  let begun: string[] = []
  const fail = (error: Error): void => {
    failure ??= error
    for (const { reject } of waiting.splice(0)) reject(failure)
  }
  worker.on('message', (message: FromWorker) => waiting.shift()?.resolve(message))
  worker.on('error', (error) => fail(lostTo(error)))
  worker.on('exit', (code) => fail(new WorkerLost('ended', `a worker ended before its time (exit code ${code})`)))
  const ask = <T extends FromWorker['type']>(message: ToWorker, transfers: ArrayBuffer[] = []): Promise<Answer<T>> => {
    const answer = new Promise<FromWorker>((resolve, reject) => {
      if (failure === null) waiting.push({ resolve, reject })
      else reject(failure)
    })
    worker.postMessage(message, transfers)
    return answer as Promise<Answer<T>>
  }
  return {
    begin: (id) => begun.push(id),
    async take(batch) {
      const packed = packBatch(batch)
      const ids = begun
      begun = []
      const answer = ask<'decisions'>({ type: 'batch', begun: ids, batch: packed }, transfersOf(packed))
      return (await answer).decisions
    },
    async save() {
      const { state } = await ask<'state'>({ type: 'save' })
      return state
    },
    restore(state) {
      const ids = begun
      begun = []
      ask<'restored'>({ type: 'restore', begun: ids, state }).catch(() => {}) // whoever asks next hears of it
    },
    async end() {
      const { result } = await ask<'result'>({ type: 'end' })
      return result as ResultOf<K>
    },
    stop() {
      fail(new Error('stopped'))
      void worker.terminate()
    },
  }
}

type Answer<T> = Extract<FromWorker, { type: T }>

interface Waiting {
  readonly resolve: (message: FromWorker) => void
  readonly reject: (error: Error) => void
}
