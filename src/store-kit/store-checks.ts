import type { StoreCheck } from './check.js'
import { answerChecks } from './checks/answers.js'
import { catalogChecks } from './checks/catalogs.js'
import { deliveryChecks } from './checks/deliveries.js'
import { idChecks } from './checks/ids.js'
import { nameChecks } from './checks/names.js'
import { personChecks } from './checks/people.js'
import { profileChecks } from './checks/profiles.js'
import { raceChecks } from './checks/races.js'
import { sendingChecks } from './checks/sendings.js'
import { sizeChecks } from './checks/sizes.js'

/**
 * Every promise of a store, one check each, in no order. For any test runner: `run` comes back or throws.
 *
 * @example
 * ```ts
 * import { memoryStore } from 'oncue/store'
 * import { storeChecks } from 'oncue/store-kit'
 *
 * const store = memoryStore()
 * for (const { run } of storeChecks.slice(0, 1)) await run(async () => [store, store])
 * ```
 */
export const storeChecks: readonly StoreCheck[] = [
  ...profileChecks,
  ...answerChecks,
  ...raceChecks,
  ...nameChecks,
  ...deliveryChecks,
  ...catalogChecks,
  ...sendingChecks,
  ...personChecks,
  ...idChecks,
  ...sizeChecks,
]
