import type { Decisions, PartitionResult, PartitionState } from '../partition.js'
import type { PackedBatch } from './packed-batch.js'

/** What a worker is told, in order. It answers each. */
export type ToWorker =
  | { readonly type: 'batch'; readonly begun: readonly string[]; readonly batch: PackedBatch }
  | { readonly type: 'save' }
  | { readonly type: 'restore'; readonly begun: readonly string[]; readonly state: PartitionState }
  | { readonly type: 'end' }

export type FromWorker =
  | { readonly type: 'decisions'; readonly decisions: Decisions }
  | { readonly type: 'state'; readonly state: PartitionState }
  | { readonly type: 'restored' }
  | { readonly type: 'result'; readonly result: PartitionResult }
