import { type ConditionLimits, conditionLimits } from '../conditions/condition-limits.js'
import { type DocumentLimits, documentLimitRanges, documentLimits } from './document/limits.js'
import { type LimitRange, limitsInForce } from './document/limits-in-force.js'

/** What a catalog may grow to before it is refused. Each limit is named in the problem that it causes. */
export interface CatalogLimits extends ConditionLimits {
  /** Groups of one catalog, all of its documents together. A decision looks at each of them. */
  readonly maxLimitGroups: number
}

/**
 * The limits of a catalog where nothing else is said. `parseCatalog`, `readCatalog` and `editCatalog` take others.
 *
 * @example
 * ```ts
 * import { catalogLimits, readCatalog } from 'oncue/authoring'
 *
 * const group = (id: string) => ({ id, kind: 'all', rate_limit_size: 1, rate_limit_kind: '1d' })
 * const document = { limit_groups: [group('a'), group('b')] }
 * catalogLimits.maxLimitGroups // 64
 * readCatalog(document).ok // true
 * readCatalog(document, { limits: { maxLimitGroups: 1 } }).ok // false
 * ```
 */
export const catalogLimits: CatalogLimits = { ...conditionLimits, maxLimitGroups: 64 }

export interface CatalogLimitOptions {
  /**
   * Others than `catalogLimits` and `documentLimits`, for catalogs whose author is trusted more, or less. A level of a
   * condition is up to two of its document: who raises `maxConditionDepth` may have to raise `maxDepth`, too.
   *
   * A limit that is no whole number in its range throws a `RangeError`: `maxConditionDepth` is 1 to 128,
   * `maxConditionNodes` 1 to 50,000, `maxConditionText` 1 or more, `maxLimitGroups` 0 to 10,000, `maxDepth` 1 to 320,
   * the others of a document 1 or more.
   */
  readonly limits?: Partial<CatalogLimits & DocumentLimits>
}

/**
 * Conditions are walked by recursion, and a list of comparisons with the clock is spread over the arguments of one call:
 * Node's stack bears depths of some 1,100 and lists of 100,000. A set of full groups is a text, a group each character.
 */
const catalogLimitRanges: Readonly<Record<keyof CatalogLimits, LimitRange>> = {
  maxConditionDepth: { least: 1, most: 128 },
  maxConditionNodes: { least: 1, most: 50_000 },
  maxConditionText: { least: 1 },
  maxLimitGroups: { least: 0, most: 10_000 },
}

const everyLimit = { ...catalogLimits, ...documentLimits }
const everyRange = { ...catalogLimitRanges, ...documentLimitRanges }

/** Of the catalog and of its documents: whoever reads one asks both. */
export const catalogLimitsInForce = (given: CatalogLimitOptions['limits']): typeof everyLimit =>
  limitsInForce(everyLimit, given, everyRange)
