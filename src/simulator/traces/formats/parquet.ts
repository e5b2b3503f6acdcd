import type { MappedFormat } from './format.js'

/** Parquet whose columns are the fields of our events, or are named by a mapping. */
export const parquet: MappedFormat = { kind: 'mapped', name: 'parquet', containers: ['parquet'], sniff: () => false }
