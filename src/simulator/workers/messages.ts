import type { Decisions, PartitionResult, PartitionSetup } from '../partition.js'
import type { PackedBatch } from './packed-batch.js'

/** What a worker is told, in order. It answers each batch, and the end. */
export type ToWorker =
  | { readonly type: 'batch'; readonly begun: readonly string[]; readonly batch: PackedBatch }
  | { readonly type: 'end' }

export type FromWorker =
  | { readonly type: 'decisions'; readonly decisions: Decisions }
  | { readonly type: 'result'; readonly result: PartitionResult }

/** What a worker is made with. */
export type WorkerSetup = PartitionSetup
