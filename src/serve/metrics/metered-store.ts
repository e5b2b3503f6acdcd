import { StoreFailure, StoreUnavailable } from '../../store/failure.js'
import type { Store } from '../../store/store.js'
import type { Metrics } from './metrics.js'

/** The same store, every call of it counted and timed. */
export function meteredStore(store: Store, metrics: Metrics, elapsedMs: () => number): Store {
  const metered = <A extends unknown[], T>(
    operation: string,
    call: (...args: A) => Promise<T>,
  ): ((...args: A) => Promise<T>) => {
    return async (...args) => {
      const fromMs = elapsedMs()
      try {
        const result = await call(...args)
        metrics.stored({ operation, outcome: outcomeOf(result), seconds: (elapsedMs() - fromMs) / 1_000 })
        return result
      } catch (error) {
        metrics.storeFailed({ operation, failure: failureOf(error) })
        throw error
      }
    }
  }
  return {
    load: metered('load', store.load),
    commit: metered('commit', store.commit),
    profiles: metered('profiles', store.profiles),
    profileNamed: metered('profileNamed', store.profileNamed),
    delivery: metered('delivery', store.delivery),
    deliveries: metered('deliveries', store.deliveries),
    catalog: metered('catalog', store.catalog),
    catalogs: metered('catalogs', store.catalogs),
    putCatalog: metered('putCatalog', store.putCatalog),
    sending: metered('sending', store.sending),
    sendings: metered('sendings', store.sendings),
    dueSendings: metered('dueSendings', store.dueSendings),
    commitSending: metered('commitSending', store.commitSending),
    dispatches: metered('dispatches', store.dispatches),
    exportProfile: metered('exportProfile', store.exportProfile),
    eraseProfile: metered('eraseProfile', store.eraseProfile),
    forgetAnswers: metered('forgetAnswers', store.forgetAnswers),
    check: metered('check', store.check),
    close: store.close,
  }
}

/** `committed`, `conflict` and the like where there is one of several. */
function outcomeOf(result: unknown): string {
  const hasOutcome = typeof result === 'object' && result !== null && 'outcome' in result
  return hasOutcome ? String(result.outcome) : 'done'
}

function failureOf(error: unknown): string {
  if (error instanceof StoreUnavailable) return 'unavailable'
  return error instanceof StoreFailure ? 'failure' : 'error'
}
