import { parentPort, workerData } from 'node:worker_threads'
import { Partition } from '../partition.js'
import type { FromWorker, ToWorker, WorkerSetup } from './messages.js'
import { unpackBatch } from './packed-batch.js'

// A worker: a partition of the profiles, replayed batch by batch.

const partition = new Partition(workerData as WorkerSetup)
const port = parentPort
const answer = (message: FromWorker): void => port?.postMessage(message)

port?.on('message', (message: ToWorker) => {
  if (message.type === 'end') {
    answer({ type: 'result', result: partition.finish() })
    port.close()
    return
  }
  for (const id of message.begun) partition.begin(id)
  answer({ type: 'decisions', decisions: partition.take(unpackBatch(message.batch)) })
})
