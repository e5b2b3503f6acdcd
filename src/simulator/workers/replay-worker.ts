import { parentPort, workerData } from 'node:worker_threads'
import { Partition, type PartitionSetup } from '../partition.js'
import type { FromWorker, ToWorker } from './messages.js'
import { unpackBatch } from './packed-batch.js'

// A worker: a partition of the profiles, replayed batch by batch.

const partition = new Partition(workerData as PartitionSetup)
const port = parentPort
const answer = (message: FromWorker): void => port?.postMessage(message)

port?.on('message', (message: ToWorker) => {
  if ('begun' in message) for (const id of message.begun) partition.begin(id)
  switch (message.type) {
    case 'batch':
      answer({ type: 'decisions', decisions: partition.takeAll(unpackBatch(message.batch)) })
      return
    case 'save':
      answer({ type: 'state', state: partition.save() })
      return
    case 'restore':
      partition.restore(message.state)
      answer({ type: 'restored' })
      return
    case 'end':
      answer({ type: 'result', result: partition.finish() })
      port.close()
  }
})
