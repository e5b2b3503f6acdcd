import { type Code, codes } from '../../model/code.js'
import type { HoldMetrics } from './metrics.js'
import { byRank, type Counts } from './monoid.js'

export type CodeCounts = Readonly<Partial<Record<Code, number>>>

/** What was in the way: every check that failed, and those that were the only one. */
export interface Blockers {
  readonly any: CodeCounts
  /** What one change would have freed. */
  readonly sole: CodeCounts
}

/** In the order of the closed list, so that the same counts are always written in the same way. */
export function byCode(counts: Counts): CodeCounts {
  const found = new Map(counts)
  return Object.fromEntries(codes.filter((code) => found.has(code)).map((code) => [code, found.get(code)]))
}

export const blockersOf = ({ any, sole }: HoldMetrics): Blockers => ({ any: byCode(any), sole: byCode(sole) })

export interface CountOf {
  readonly id: string
  readonly count: number
}

/** Most first, then by id. */
export const mostFirst = (counts: Counts): readonly CountOf[] =>
  [...counts].sort(byRank).map(([id, count]) => ({ id, count }))
