import type { TopLevelCondition } from 'json-rules-engine'
import type { Condition } from '../model/index.js'
import { guard } from './register-operators.js'

/** Names inside the engine carry a prefix: it refuses empty ones, which a trait or a segment may have. */
export const factKey = (name: string): string => `fact ${name}`
export const segmentKey = (id: string): string => `segment ${id}`

/** The tree as the engine wants it: a branch at the root, and nothing on it that it could take for its own. */
export const toRulesEngine = (condition: Condition): TopLevelCondition => ({ all: [toNested(condition)] })

type NestedCondition = Extract<TopLevelCondition, { all: unknown }>['all'][number]

function toNested(condition: Condition): NestedCondition {
  if ('any' in condition) return { any: condition.any.map(toNested) }
  if ('all' in condition) return { all: condition.all.map(toNested) }
  if ('not' in condition) return { not: toNested(condition.not) }
  if ('condition' in condition) return { condition: segmentKey(condition.condition) }
  const { fact, operator, value, path } = condition
  const comparison = { fact: factKey(fact), operator: `${guard}:${operator}`, value }
  return path === undefined ? comparison : { ...comparison, path }
}
