/**
 * What a store promises, as checks that any implementation can be put through.
 *
 * @module
 */

export { type Fresh, type StoreCheck, StoreCheckFailure } from './check.js'
export { checkStore, type StoreCheckResult } from './check-store.js'
export { storeChecks } from './store-checks.js'
