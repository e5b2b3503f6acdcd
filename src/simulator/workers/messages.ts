import type { Decisions } from './lane-work.js'
import type { PackedBatch } from './packed-batch.js'

/** What a worker is told, in order. It answers each. */
export type ToWorker =
  | { readonly type: 'batch'; readonly begun: readonly string[]; readonly batch: PackedBatch }
  | { readonly type: 'save' }
  | { readonly type: 'restore'; readonly begun: readonly string[]; readonly state: unknown }
  | { readonly type: 'end' }

export type FromWorker =
  | { readonly type: 'decisions'; readonly decisions: Decisions }
  | { readonly type: 'state'; readonly state: unknown }
  | { readonly type: 'restored' }
  | { readonly type: 'result'; readonly result: unknown }
