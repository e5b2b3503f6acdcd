import type { Fresh } from './check.js'
import { storeChecks } from './store-checks.js'

export interface StoreCheckResult {
  readonly name: string
  readonly passed: boolean
  /** What went wrong. */
  readonly error: unknown
}

/**
 * Runs every check, one after another, each on a store of its own.
 *
 * @example
 * ```ts
 * import { memoryStore } from 'oncue/store'
 * import { checkStore } from 'oncue/store-kit'
 *
 * const results = await checkStore(async () => {
 *   const store = memoryStore()
 *   return [store, store]
 * })
 * results.every(({ passed }) => passed) // true
 * ```
 */
export async function checkStore(fresh: Fresh): Promise<readonly StoreCheckResult[]> {
  const results: StoreCheckResult[] = []
  for (const { name, run } of storeChecks) {
    try {
      await run(fresh)
      results.push({ name, passed: true, error: null })
    } catch (error) {
      results.push({ name, passed: false, error })
    }
  }
  return results
}
