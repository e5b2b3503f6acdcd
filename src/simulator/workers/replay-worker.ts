import { parentPort, workerData } from 'node:worker_threads'
import { resumable } from './lane-work.js'
import type { FromWorker, ToWorker } from './messages.js'
import { unpackBatch } from './packed-batch.js'
import { createWork, type WorkOrder } from './works.js'

// A worker: one lane's work on some of the profiles, batch by batch.

const work = createWork(workerData as WorkOrder)
const port = parentPort
const answer = (message: FromWorker): void => port?.postMessage(message)

port?.on('message', (message: ToWorker) => {
  if ('begun' in message) for (const id of message.begun) work.begin(id)
  switch (message.type) {
    case 'batch':
      answer({ type: 'decisions', decisions: work.takeAll(unpackBatch(message.batch)) })
      return
    case 'save':
      answer({ type: 'state', state: resumable(work).save() })
      return
    case 'restore':
      resumable(work).restore(message.state)
      answer({ type: 'restored' })
      return
    case 'end':
      answer({ type: 'result', result: work.finish() })
      port.close()
  }
})
