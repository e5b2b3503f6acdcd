import type { MappedFormat } from './format.js'

/** Our own: JSON Lines with the fields of our events, or with fields that a mapping names. */
export const oncue: MappedFormat = { kind: 'mapped', name: 'oncue', containers: ['json'], sniff: () => false }
