import type { MappedFormat } from './format.js'

/** A table with a header whose columns are the fields of our events, or are named by a mapping. */
export const csv: MappedFormat = { kind: 'mapped', name: 'csv', containers: ['table'], sniff: () => false }
