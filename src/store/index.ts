/**
 * Where servers keep profiles, deliveries, the catalog and sendings.
 *
 * @module
 */

export { StoreFailure, type StoreFault, StoreUnavailable } from './failure.js'
export { interactionIdByVersion } from './interaction-id.js'
export { memoryStore } from './memory/memory-store.js'
export { type PostgresOptions, postgresStore } from './postgres/postgres-store.js'
export type { ServerOptions } from './postgres/server.js'
export type { Sql, SqlDatabase, SqlRow, SqlValue } from './postgres/sql.js'
export { type ServeInTurn, serveInTurn, type TurnOptions } from './serve-in-turn.js'
export { type Request, type Served, type ServeOptions, serveProfile, type Work } from './serve-profile.js'
export * from './store.js'
export { createTrim, type Trim, type TrimOptions } from './trim/create-trim.js'
