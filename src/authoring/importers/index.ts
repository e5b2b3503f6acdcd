export { importChameleonCatalog } from './chameleon-catalog.js'
export { importChameleonSegment } from './chameleon-segment.js'
export type { ImportedCatalog, ImportedSegment } from './imported.js'
export { importMpcAudience } from './mpc-audience.js'
