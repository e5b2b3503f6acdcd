import type { Engine } from 'json-rules-engine'
import { operators } from '../conditions/operators.js'
import { rulesEngineOperators } from '../conditions/rules-engine-operators.js'
import type { Instant } from '../model/index.js'

/** The decorator that every comparison gets: a comparison that cannot be made is a no, not a failure (S3). */
export const guard = 'guard'

/** Adds the operators that are not json-rules-engine's own, at one instant; its own stay as they are (S3, S4). */
export function registerOperators(engine: Engine, now: Instant): void {
  engine.addOperatorDecorator(guard, (factValue, jsonValue, next) => {
    try {
      return next(factValue, jsonValue)
    } catch {
      return false
    }
  })
  for (const [name, { test }] of Object.entries(operators)) {
    if (Object.hasOwn(rulesEngineOperators, name)) continue
    engine.addOperator(name, (factValue: unknown, jsonValue: unknown) => test(factValue, jsonValue, now))
  }
}
