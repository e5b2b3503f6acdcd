import { quote } from '../quote.js'

/** What a limit may be, both ends included. */
export interface LimitRange {
  readonly least: number
  /** Where there is one: up to it the code itself keeps its promises. */
  readonly most?: number
}

/**
 * The given limits, and the defaults of those that are not given.
 *
 * @throws RangeError where one is no whole number in its range: a mistake of the caller's, not of a document's
 */
export function limitsInForce<T extends object>(
  defaults: T,
  given: Partial<T> | undefined,
  ranges: Readonly<Record<keyof T, LimitRange>>,
): T {
  const limits = { ...defaults }
  for (const name of Object.keys(defaults) as (keyof T & string)[]) {
    const limit = given?.[name]
    if (limit === undefined) continue
    judge(name, limit, ranges[name])
    limits[name] = limit
  }
  return limits
}

function judge(name: string, limit: unknown, { least, most }: LimitRange): void {
  if (Number.isSafeInteger(limit) && Number(limit) >= least && Number(limit) <= (most ?? Infinity)) return
  const range = most === undefined ? `, ${least} or more` : ` from ${least} to ${most}`
  throw new RangeError(`limits.${name}: expected a whole number${range}, found ${quote(limit)}`)
}
